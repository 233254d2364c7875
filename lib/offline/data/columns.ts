import { spend } from "../budget";
import { decideMark, type MarkEvidence, markEvidence, markOfTable } from "./mark";
import { type DecimalMark, parseNumber } from "./number";
import { readNumbers } from "./numbers";
import { type Cell, type Column, type ColumnKind, type Doubt, isMissing, type RawTable, type Reading, type Table, UNSAID } from "./table";
import { typeTime } from "./times";
import { summaryOf } from "./totals";
import { humanName } from "./names";

const ID_HEADER =
  /^(?:.*[\s_-])?(?:id|ids|uuid|guid|code|zip|zipcode|postcode|postal|sku|rank|ranking|no|nr|#|index|idx|phone|tel|telephone|isbn|ip|key|pos|position)\.?$/i;
const CAMEL_ID_HEADER = /[a-z]I[dD]$/;
const LABEL_LENGTH_MAX = 60;

/**
 * Finds out what each column holds. Cells that do not fit the kind of their column are empty and counted; what can be read two ways stays as
 * it was written and is a doubt, until `reading` says how it is meant. Rows that sum up the others are no rows of the table: notes say them.
 */
export function typeTable(raw: RawTable, reading: Reading = UNSAID): Table {
  const table = typeRows(raw, reading);
  const summary = summaryOf(raw, table);
  if (!summary) return table;
  const rest = typeRows({ ...raw, rows: raw.rows.filter((_, row) => !summary.rows.includes(row)) }, reading);
  return { ...rest, notes: [...rest.notes, ...summary.notes] };
}

function typeRows(raw: RawTable, reading: Reading): Table {
  const texts = raw.header.map((_, i) => raw.rows.map((row) => cellText(row[i])));
  const evidence = texts.map((column, i) => markEvidence(evidenceOf(column, (row) => raw.rows[row]?.[i] ?? null)));
  const mark = markOfTable(evidence);
  const doubts: Doubt[] = [];
  const none = raw.rows.map(() => null);
  const columns = raw.header.map((name, i) => {
    const own = evidence[i] ?? markEvidence([]);
    const decimal = decideMark(own, mark, raw.markHint) ?? reading.decimal;
    const input: Input = {
      name,
      cellAt: (row) => raw.rows[row]?.[i] ?? null,
      texts: texts[i] ?? [],
      decimal: decimal ?? ".",
      none,
      reading,
    };
    const column = typeColumn(input);
    if (decimal === null && column.kind === "number") {
      doubts.push(doubtOf(name, own));
      return typeColumn({ ...input, isDoubtful: true });
    }
    if (column.doubt) doubts.push({ ...column.doubt, column: name });
    return column;
  });
  return {
    title: raw.title,
    columns,
    rowCount: raw.rows.length,
    notes: [...raw.notes, ...columns.flatMap(({ note }) => (note ? [note] : [])), ...unreadableNotes(columns, texts)],
    isRecord: raw.isRecord,
    doubts,
  };
}

const EVIDENCE_ROWS = 500;

function* evidenceOf(texts: string[], cellAt: CellAt): Generator<string> {
  for (let row = 0; row < Math.min(texts.length, EVIDENCE_ROWS); row++) {
    const text = texts[row] ?? "";
    if (text !== "" && typeof cellAt(row) === "string") yield text;
  }
}

const EXACT = new Intl.NumberFormat("en-US", { maximumFractionDigits: 10 });

function doubtOf(column: string, { openPoint, openComma }: MarkEvidence): Doubt {
  const sample = openPoint[0] ?? openComma[0] ?? "";
  const way = (decimal: DecimalMark): string => EXACT.format(parseNumber(sample, decimal)?.value ?? 0);
  return { column, sample, ways: [way(","), way(".")] };
}

export function cellText(cell: Cell | undefined): string {
  if (isMissing(cell)) return "";
  if (typeof cell !== "string") return String(cell);
  return isOneLine(cell) ? cell : cell.trim().replace(/\s+/g, " ").slice(0, CELL_CHARS_MAX);
}

const CELL_CHARS_MAX = 500;

/** Whether a short text has no white space but single spaces between its characters, all of them ASCII, as most cells are. */
function isOneLine(text: string): boolean {
  let before = SPACE;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < SPACE || code > 126 || (code === SPACE && before === SPACE)) return false;
    before = code;
  }
  return before !== SPACE && text.length <= CELL_CHARS_MAX;
}

const SPACE = 32;

type CellAt = (row: number) => Cell;

interface Input {
  name: string;
  cellAt: CellAt;
  texts: string[];
  decimal: DecimalMark;
  none: null[];
  reading: Reading;
  /** The numbers can be read two ways: they stay texts. */
  isDoubtful?: boolean;
}

/** A column, and what is to be said of how it was read. */
type Typed = Column & { note?: string; doubt?: Doubt };

function typeColumn(input: Input): Typed {
  const { name, cellAt, texts, decimal, none } = input;
  spend(texts.length >> 3);
  const filled = texts.includes("") ? texts.filter((text) => text !== "") : texts;
  const blank = {
    name,
    texts,
    unique: 0,
    missing: texts.length - filled.length,
    numbers: none,
    times: none,
    unit: null,
    isAbsolute: false,
    isAsWritten: false,
  };
  if (filled.length === 0) return { ...blank, kind: "text" };
  const time = typeTime(name, texts, filled, input.reading);
  if (time) {
    const { keys, isAbsolute, unique, note, doubt } = time;
    return { ...blank, unique, kind: "time", times: keys, isAbsolute, texts: time.texts ?? texts, note, doubt };
  }
  const isIdName = ID_HEADER.test(name) || CAMEL_ID_HEADER.test(name);
  const hasLeadingZero = filled.some((text) => text.startsWith("0") && /^0\d+$/.test(text));
  const parsed = hasLeadingZero || input.isDoubtful ? null : readNumbers(name, cellAt, texts, filled.length, decimal);
  const isWhole = parsed !== null && parsed.numbers.every((value) => value === null || Number.isInteger(value));
  if (parsed && !(isIdName && isWhole) && !(isWhole && isGroup(name, cellAt, filled))) {
    const { numbers, unit, isConverted } = parsed;
    const note = isConverted ? `${humanName(name)} is compared in ${unit}.` : undefined;
    return {
      ...blank,
      kind: "number",
      numbers,
      unit,
      isAsWritten: isConverted,
      missing: numbers.filter((value) => value === null).length,
      note,
    };
  }
  const unique = new Set(filled).size;
  return { ...blank, unique, kind: textKind(isIdName || hasLeadingZero, filled, unique) };
}

const GROUP_HEADER =
  /^(?:.*[\s_-])?(?:group|class|cluster|cohort|batch|segment|zone|district|ward|team|category|type|kind|label|status|room|table|fold|lane|gate|model|gruppe|klasse)$/i;
const GROUPS_SHARE = 0.7;

/** Numbers that name groups: whole, few, and each of several rows. */
function isGroup(name: string, cellAt: CellAt, filled: string[]): boolean {
  if (!GROUP_HEADER.test(name)) return typeof cellAt(0) === "string" && /^status$|^https?[\s_]?(?:code|status)$/i.test(name);
  return new Set(filled).size <= filled.length * GROUPS_SHARE || filled.every((text) => /^[1-5]\d\d$/.test(text));
}

function textKind(isIdName: boolean, filled: string[], unique: number): ColumnKind {
  if (isIdName) return "id";
  if (filled.every((text) => /^(?:true|false|yes|no|y|n)$/i.test(text))) return "boolean";
  if (unique === filled.length && filled.every((text) => /^\S+@\S+\.\S+$|^[0-9a-f]{8}-[0-9a-f-]{20,}$|^https?:\/\//i.test(text)))
    return "id";
  const longest = filled.reduce((max, text) => Math.max(max, text.length), 0);
  return longest > LABEL_LENGTH_MAX ? "text" : "category";
}

function unreadableNotes(columns: Column[], texts: string[][]): string[] {
  return columns.flatMap((column, i) => {
    if (column.kind !== "number" || column.missing === 0) return [];
    const unreadable = (texts[i] ?? []).filter((text, row) => text !== "" && column.numbers[row] === null);
    if (unreadable.length === 0) return [];
    const verb = unreadable.length === 1 ? "is not a number and was" : "are not numbers and were";
    return [`${unreadable.length} ${unreadable.length === 1 ? "cell" : "cells"} in ${column.name} ${verb} left out of the calculations.`];
  });
}
