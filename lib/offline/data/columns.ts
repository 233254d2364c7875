import { spend } from "../budget";
import { stem } from "../words";
import { type DecimalMark, decimalMarkOf, formatNumber, parseNumber, plainNumber } from "./number";
import { type Cell, type Column, type ColumnKind, isMissing, type RawTable, type Table } from "./table";
import { parseTime, type TimeKind, YEAR_HEADER } from "./time";

const ID_HEADER =
  /^(?:.*[\s_-])?(?:id|ids|uuid|guid|code|zip|zipcode|postcode|postal|sku|rank|ranking|no|nr|#|index|idx|phone|tel|telephone|isbn|ip|key|pos|position)\.?$/i;
const CAMEL_ID_HEADER = /[a-z]I[dD]$/;
const LABEL_LENGTH_MAX = 60;
const NUMBER_SHARE = 0.8;
const ALWAYS_ABSOLUTE = new Set<TimeKind>(["year", "date", "month", "quarter"]);

/** Finds out what each column holds. Cells that do not fit the kind of their column are empty and counted. */
export function typeTable(raw: RawTable): Table {
  const texts = raw.header.map((_, i) => raw.rows.map((row) => cellText(row[i])));
  const decimal = decimalMarkOf(decimalEvidence(raw.rows));
  const none = raw.rows.map(() => null);
  const columns = raw.header.map((name, i) => typeColumn(name, (row) => raw.rows[row]?.[i] ?? null, texts[i] ?? [], decimal, none));
  return {
    title: raw.title,
    columns,
    rowCount: raw.rows.length,
    notes: [...raw.notes, ...unreadableNotes(columns, texts), ...ambiguityNotes(columns, texts, decimal, raw.rows)],
    isRecord: raw.isRecord,
  };
}

function* decimalEvidence(rows: Cell[][]): Generator<string> {
  for (const row of rows.slice(0, 500)) {
    for (const cell of row)
      if (
        typeof cell === "string" &&
        cell.length <= 40 &&
        /[.,]/.test(cell) &&
        /^[^\p{L}]*\d/u.test(cell) &&
        !/\d[./-]\d+[./-]\d/.test(cell.replace(/\d{3}(?=\.\d{3})/g, ""))
      )
        yield cell;
  }
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

function typeColumn(name: string, cellAt: CellAt, texts: string[], decimal: DecimalMark, none: null[]): Column {
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
  };
  if (filled.length === 0) return { ...blank, kind: "text" };
  const time = typeTime(name, texts, filled);
  if (time) return { ...blank, unique: time.unique, kind: "time", times: time.keys, isAbsolute: time.isAbsolute };
  const isIdName = ID_HEADER.test(name) || CAMEL_ID_HEADER.test(name);
  const hasLeadingZero = filled.some((text) => text.startsWith("0") && /^0\d+$/.test(text));
  const parsed = hasLeadingZero ? null : typeNumbers(cellAt, texts, filled.length, decimal);
  if (parsed && !(isIdName && parsed.numbers.every((value) => value === null || Number.isInteger(value)))) {
    return { ...blank, kind: "number", ...parsed, missing: parsed.numbers.filter((value) => value === null).length };
  }
  const unique = new Set(filled).size;
  return { ...blank, unique, kind: textKind(isIdName || hasLeadingZero, filled, unique) };
}

function textKind(isIdName: boolean, filled: string[], unique: number): ColumnKind {
  if (isIdName) return "id";
  if (filled.every((text) => /^(?:true|false|yes|no|y|n)$/i.test(text))) return "boolean";
  if (unique === filled.length && filled.every((text) => /^\S+@\S+\.\S+$|^[0-9a-f]{8}-[0-9a-f-]{20,}$|^https?:\/\//i.test(text)))
    return "id";
  const longest = filled.reduce((max, text) => Math.max(max, text.length), 0);
  return longest > LABEL_LENGTH_MAX ? "text" : "category";
}

const SAMPLE = 40;

/** Whether a sample of the cells is mostly of a kind, so that long columns of another kind cost little. */
function isLikely(texts: string[], test: (text: string) => boolean): boolean {
  const step = Math.max(1, Math.floor(texts.length / SAMPLE));
  const sample: string[] = [];
  for (let i = 0; i < texts.length; i += step) if (texts[i]) sample.push(texts[i] ?? "");
  return sample.length === 0 || sample.filter(test).length >= sample.length * 0.5;
}

const NINE = 57;
/** A day over 12 before the month. */
const DAY_FIRST = /^(?:1[3-9]|[2-9]\d)[/.-]\d{1,2}[/.-]\d{2,4}/;

interface Times {
  keys: (number | null)[];
  isAbsolute: boolean;
  unique: number;
}

function typeTime(name: string, texts: string[], filled: string[]): Times | null {
  if (!isLikely(texts, (text) => parseTime(text, { yearAllowed: true, dayFirst: true }) !== null)) return null;
  const unique = new Set(filled).size;
  const yearAllowed = YEAR_HEADER.test(name) || looksLikeYears(filled, unique, name);
  const dayFirst = texts.some((text) => text.charCodeAt(0) <= NINE && DAY_FIRST.test(text));
  const parsed = texts.map((text) => (text === "" ? null : parseTime(text, { yearAllowed, dayFirst })));
  const kinds = new Map<TimeKind, number>();
  for (const time of parsed) if (time) kinds.set(time.kind, (kinds.get(time.kind) ?? 0) + 1);
  const [kind, hits] = [...kinds].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  if (kind === null || hits < filled.length * NUMBER_SHARE) return null;
  if (/^may$/i.test(texts[0] ?? "") && unique === 1) return null;
  return { keys: parsed.map((time) => (time?.kind === kind ? time.key : null)), isAbsolute: ALWAYS_ABSOLUTE.has(kind), unique };
}

/** Whole numbers around 2000 in even steps are years even under a header that does not say so. */
function looksLikeYears(filled: string[], unique: number, name: string): boolean {
  if (unique < 3 || unique !== filled.length || !/^(?:column \d+|name|item|label|x|when|time|key|index|#|)$/i.test(name)) return false;
  const years = filled.map(Number);
  const step = (years[1] ?? 0) - (years[0] ?? 0);
  return (
    step !== 0 &&
    years.every((year, i) => Number.isInteger(year) && year >= 1800 && year <= 2100 && (i === 0 || year - (years[i - 1] ?? 0) === step))
  );
}

function typeNumbers(
  cellAt: CellAt,
  texts: string[],
  filled: number,
  decimal: DecimalMark,
): { numbers: (number | null)[]; unit: string | null } | null {
  if (!texts.some((_, row) => typeof cellAt(row) === "number") && !isLikely(texts, (text) => parseNumber(text, decimal) !== null))
    return null;
  const units = new Set<string>();
  let hits = 0;
  const numbers = texts.map((text, row) => {
    const cell = cellAt(row);
    if (typeof cell === "number") {
      hits++;
      return cell;
    }
    const plain = typeof cell === "boolean" ? null : plainNumber(text, decimal);
    if (plain !== null) {
      hits++;
      return plain;
    }
    const parsed = text === "" || typeof cell === "boolean" ? null : parseNumber(text, decimal);
    if (parsed === null) return null;
    hits++;
    if (parsed.unit !== null) units.add(parsed.unit);
    return parsed.value;
  });
  if (hits < filled * NUMBER_SHARE) return null;
  const named = [...units].filter((unit) => unit !== "");
  // Dollars and euros, or kilos and grams, in one column do not add up.
  if (new Set(named.map(stem)).size > 1) return null;
  return { numbers, unit: named[0] ?? null };
}

/** `12.000` may be twelve or twelve thousand: where nothing tells, the reading is stated. */
function ambiguityNotes(columns: Column[], texts: string[][], decimal: DecimalMark, rows: Cell[][]): string[] {
  return columns.flatMap((column, i) => {
    if (decimal !== "." || typeof rows[0]?.[i] !== "string" || column.kind !== "number") return [];
    const filled = (texts[i] ?? []).filter((text) => text !== "");
    const isAmbiguous = filled.length > 0 && filled.every((text) => /^\D*[1-9]\d{0,2}\.\d{3}\D*$/.test(text));
    return isAmbiguous
      ? [
          `The point in ${column.name} was read as a decimal point: ${filled[0]} is ${formatNumber(column.numbers.find((value) => value !== null) ?? 0)}.`,
        ]
      : [];
  });
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

/** Whether a total of the column means anything: shares, averages, prices and temperatures do not add up. */
export function isAdditive(column: Column): boolean {
  if (column.kind !== "number" || column.unit === "%" || column.unit === "°C" || column.unit === "°F" || column.unit === "°") return false;
  return !/\b(?:rate|avg|average|mean|median|price|prices|temp\w*|score|rating|ratio|percent\w*|pct|share|age|ages|length|width|depth|thickness|radius|diameter|cpu|mem|memory|usage|load|utili[sz]ation|open|close|index|per|height|weight|lat|latitude|lon|lng|longitude|speed|humidity|pressure|gpa|bmi|margin|growth|p\d\d|latency|life|density|year|level|high|low|min|max|mpg|efficiency|probability|elevation|altitude)\b|%/i.test(
    spaced(column.name),
  );
}

/** `unitPrice` and `unit_price` as words; a date or a figure in it keeps its marks. */
export function spaced(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, "$1 $2").replace(/(?<!\d)[_.-]+|[_.-]+(?!\d)/g, " ");
}

/** A column name for people: `unit_price` → `Unit price`. */
export function humanName(name: string): string {
  const words = spaced(name).replace(/\s+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
