import Papa from "papaparse";
import { spend } from "../budget";
import { parseNumber } from "./number";
import { type Cell, isMissing, type RawTable, ROWS_MAX, rawTable } from "./table";
import { parseTime } from "./time";
import { trimmed } from "./trimmed";

export interface Found {
  table: RawTable;
  /** The text around the data: what is asked of it. */
  rest: string;
}

const DELIMITERS = ["\t", ";", "|", ",", "  ", " - "] as const;
type Delimiter = (typeof DELIMITERS)[number];

/** The longest run of lines that split alike by a tab, semicolon, pipe, comma or runs of spaces. */
export function findDelimited(text: string): Found | null {
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.length < 2) return null;
  let best: { found: Found; cells: number } | null = null;
  for (const delimiter of DELIMITERS) {
    if (!text.includes(delimiter)) continue;
    spend(lines.length >> 3);
    const run = longestRun(lines, delimiter);
    if (!run) continue;
    const found = readRun(lines, run, delimiter);
    const cells = found ? found.table.rows.length * found.table.header.length : 0;
    if (found && cells > (best?.cells ?? 0) * 1.2) best = { found, cells };
  }
  return best?.found ?? null;
}

interface Run {
  from: number;
  to: number;
}

function longestRun(lines: string[], delimiter: Delimiter): Run | null {
  let best: (Run & { size: number }) | null = null;
  let from = -1;
  let fields = 0;
  let size = 0;
  const close = (to: number): void => {
    if (from >= 0 && size > (best?.size ?? 0)) best = { from, to, size };
    from = -1;
    size = 0;
  };
  let isQuoted = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] ?? "";
    const wasQuoted: boolean = isQuoted;
    const quoted: { count: number; endsQuoted: boolean } | null =
      delimiter !== "  " && (wasQuoted || line.includes('"')) ? quotedFields(line, delimiter, wasQuoted) : null;
    const count: number = quoted?.count ?? fieldsIn(line, delimiter);
    isQuoted = quoted !== null && quoted.endsQuoted && (from >= 0 || count > 1);
    if ((wasQuoted && from >= 0) || isBlankOrRule(line)) continue;
    const fits = from >= 0 && count >= 2 && Math.abs(count - fields) <= Math.max(1, Math.floor(fields * 0.4));
    if (fits) size++;
    else {
      close(i);
      if (count >= 2) [from, fields, size] = [i, count, 1];
    }
  }
  close(lines.length);
  const found = best as (Run & { size: number }) | null;
  const needed = delimiter === "," || delimiter === "  " || delimiter === " - " ? 3 : 2;
  if (!found || found.size < Math.min(needed, 2)) return null;
  return found.size >= needed || isConfident(lines, found, delimiter) ? found : null;
}

/** A header and one row is enough when the row holds a number under a name. */
function isConfident(lines: string[], run: Run, delimiter: Delimiter): boolean {
  const [head, row] = lines
    .slice(run.from, run.to)
    .filter((line) => line.trim() !== "")
    .map((line) => split(line, delimiter));
  return (
    !!head &&
    !!row &&
    head.length === row.length &&
    head.length >= 2 &&
    row.some((cell) => parseNumber(cell) !== null) &&
    head.every((cell) => cell !== "" && parseNumber(cell) === null && cell.split(" ").length <= 3)
  );
}

const RULE = /^[\s|+:=_-]*$/;
const DASHES = /[-=_]{2}/;

/** Nothing, or a line drawn under a header. */
const isBlankOrRule = (line: string): boolean => RULE.test(line) && (trimmed(line) === "" || (line.length < 2000 && DASHES.test(line)));

/** Counts delimiters outside of quotes; the line may begin and end inside of one. */
function quotedFields(line: string, delimiter: Delimiter, isQuoted: boolean): { count: number; endsQuoted: boolean } {
  let count = 1;
  let inside = isQuoted;
  const text = delimiter === "|" ? withoutEdges(line) : line;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') inside = !inside;
    else if (!inside && text.startsWith(delimiter, at)) count++;
  }
  return { count, endsQuoted: inside };
}

function fieldsIn(line: string, delimiter: Delimiter | " "): number {
  if (delimiter === "  ") return line.trim().split(/\s{2,}/).length;
  let count = 1;
  for (let at = line.indexOf(delimiter); at !== -1; at = line.indexOf(delimiter, at + 1)) count++;
  return delimiter === "|" ? count - edgesOf(trimmed(line)) : count;
}

/** `scratch` holds the cells of one line after the other: a list that grew takes three times the space of its copy. */
function split(line: string, delimiter: Delimiter, scratch: string[] = []): string[] {
  if (delimiter === "  ") return line.trim().split(/\s{2,}/);
  const inner = delimiter === "|" ? withoutEdges(line) : line;
  let count = 0;
  let from = 0;
  for (let at = inner.indexOf(delimiter); at !== -1; at = inner.indexOf(delimiter, from)) {
    scratch[count++] = trimmed(inner.slice(from, at));
    from = at + delimiter.length;
  }
  scratch[count++] = trimmed(inner.slice(from));
  return scratch.slice(0, count);
}

/** A line without the pipes that it may stand between. */
function withoutEdges(line: string): string {
  const text = trimmed(line);
  const from = text.startsWith("|") ? 1 : 0;
  return text.slice(from, edgesOf(text) > from ? -1 : undefined);
}

const edgesOf = (text: string): number => Number(text.startsWith("|")) + Number(text.length > 1 && text.endsWith("|"));

// A header and a sentence may stand above the rows.
const PARSED_MAX = ROWS_MAX + 2;

/** The rows of a run that have two cells and more; those behind the rows that will be read are only counted. */
function parseRun(lines: string[], run: Run, delimiter: Delimiter): { all: string[][]; unread: number } {
  const isMarkdown = delimiter === "  " || delimiter === "|";
  const rows: string[][] = [];
  const scratch: string[] = [];
  let unread = 0;
  for (let i = run.from; i < run.to; i++) {
    const line = lines[i] ?? "";
    if (isBlankOrRule(line)) continue;
    if (!isMarkdown && line.includes('"')) return { all: parseQuoted(lines.slice(run.from, run.to), delimiter), unread: 0 };
    if (rows.length >= PARSED_MAX) {
      if (fieldsIn(line, delimiter) >= 2) unread++;
      continue;
    }
    const cells = split(line, delimiter, scratch);
    if (cells.length >= 2) rows.push(isMarkdown && MARK.test(line) ? cells.map(unmarked) : cells);
  }
  return { all: rows, unread };
}

function parseQuoted(lines: string[], delimiter: Delimiter): string[][] {
  const text = lines.filter((line) => !isBlankOrRule(line)).join("\n");
  // A quote that never closes would swallow all that follows: then quotes are ordinary characters.
  const isBalanced = (text.match(/"/g)?.length ?? 0) % 2 === 0;
  const parsed = Papa.parse<string[]>(text, { delimiter, skipEmptyLines: "greedy", header: false, quoteChar: isBalanced ? '"' : "\u0000" });
  return parsed.data.filter((row) => row.length >= 2).map((row) => row.map((cell) => cell.trim()));
}

const MARK = /[[*_`<&]/;

/** Markdown emphasis, code and links in a cell, as their text. */
function unmarked(cell: string): string {
  if (!MARK.test(cell)) return cell;
  const text = cell.replace(/\[([^\][]{0,300})\]\([^()\s]{0,500}\)/g, "$1").replace(/\*\*|__|`/g, "");
  return text
    .replace(/<br\s?\/?>/gi, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&amp;/g, "&")
    .trim();
}

function readRun(lines: string[], run: Run, delimiter: Delimiter): Found | null {
  const { all, unread } = parseRun(lines, run, delimiter);
  const hasSentence = isSentenceAbove(all);
  const rows = hasSentence ? all.slice(1) : all;
  const [first] = rows;
  if (!first || rows.length < 2 || isProse(rows, delimiter) || (delimiter === " - " && first.length < 3)) return null;
  const width = delimiter === "," || delimiter === ";" || delimiter === "\t" ? filledWidth(rows) : first.length;
  const intro = /^(.{2,300}:)\s+(\S.{0,60})$/s.exec(first[0] ?? "");
  if (intro?.[2]) first[0] = intro[2];
  const above = hasSentence ? (lines.slice(run.from).find((line) => line.trim() !== "") ?? "") : "";
  const rest = [...lines.slice(0, run.from), above, intro?.[1] ?? "", ...lines.slice(run.to)].join("\n");
  const hasHeader = isHeader(first.slice(0, width), rows.slice(1));
  const header = hasHeader ? first.slice(0, width) : defaultHeader(width);
  const body: Cell[][] = (hasHeader ? rows.slice(1) : rows).map((row) => (delimiter === "," ? rejoined(row, width) : row));
  if (body.length === 0) return null;
  return { table: rawTable(header, body, { unread }), rest };
}

/** A request above the data that happens to have a comma: "Here is my data, please chart it". */
function isSentenceAbove(rows: string[][]): boolean {
  const [sentence, header] = rows;
  const body = rows.slice(2);
  if (!sentence || !header || body.length < 2) return false;
  const words = (cell: string): number => cell.split(/\s+/).length;
  return (
    sentence.some((cell) => words(cell) >= 3 || cell.endsWith(":")) &&
    !sentence.some((cell) => parseNumber(cell) !== null) &&
    header.every((cell) => words(cell) <= 3 && parseNumber(cell) === null) &&
    ((sentence.length !== header.length && body.every((row) => row.length === header.length)) ||
      header.some((_, i) => body.slice(0, 20).every((row) => isMissing(row[i]) || parseNumber(row[i] ?? "") !== null)))
  );
}

/** Trailing delimiters make empty columns; those are left out. */
function filledWidth(rows: string[][]): number {
  const [first = []] = rows;
  let widest = 0;
  for (const row of rows) {
    if (widest >= first.length) break;
    widest = Math.max(widest, Math.min(row.findLastIndex((cell) => cell !== "") + 1, first.length));
  }
  return widest;
}

/** An unquoted `1,250` or `2,50` fell apart at its comma: joined again where only that fits the header. */
function rejoined(row: string[], width: number): string[] {
  if (row.length <= width) return row;
  const breaks = row.flatMap((cell, i) => (i > 0 && /^\d{2,3}(?!\d)/.test(cell) && /(?<!\d)\d{1,3}$/.test(row[i - 1] ?? "") ? [i] : []));
  if (breaks.length !== row.length - width) return row;
  return row.reduce<string[]>((cells, cell, i) => {
    if (breaks.includes(i)) cells[cells.length - 1] += `,${cell}`;
    else cells.push(cell);
    return cells;
  }, []);
}

function defaultHeader(width: number): string[] {
  return width === 2 ? ["Item", "Value"] : Array.from({ length: width }, (_, i) => `Column ${i + 1}`);
}

/** The first row is a header unless it holds the numbers or times that its columns hold. Years above a table are headers. */
function isHeader(first: string[], body: string[][]): boolean {
  const years = first.slice(1).map(Number);
  const isYears =
    years.length >= 2 &&
    parseNumber(first[0] ?? "") === null &&
    years.every((year, i) => year >= 1800 && year <= 2200 && (i === 0 || year > (years[i - 1] ?? 0)));
  if (isYears) return true;
  return !first.some((cell, i) => {
    const column = body
      .slice(0, 50)
      .map((row) => row[i] ?? "")
      .filter((text) => !isMissing(text));
    if (column.length === 0) return false;
    const isNumbers = column.filter((text) => parseNumber(text) !== null).length >= column.length * 0.8;
    const isTimes =
      column.filter((text) => parseTime(text, { yearAllowed: false, dayFirst: false }) !== null).length >= column.length * 0.8;
    return (isNumbers && parseNumber(cell) !== null) || (isTimes && parseTime(cell, { yearAllowed: false, dayFirst: false }) !== null);
  });
}

/** Sentences that happen to have as many commas: long cells, or no number and words after a space. */
function isProse(rows: string[][], delimiter: Delimiter): boolean {
  const cells = rows.slice(0, 200).flatMap((row) => row.filter((cell) => cell !== ""));
  const words = cells.reduce((sum, cell) => sum + Math.min(fieldsIn(cell, " "), 200), 0) / Math.max(cells.length, 1);
  const numbers = cells.filter((cell) => parseNumber(cell) !== null).length;
  if (delimiter !== ",") return words > 12;
  if (numbers === 0) return words > 2;
  return words > 6 || (words > 3.5 && numbers < Math.min(rows.length, 200) / 2);
}
