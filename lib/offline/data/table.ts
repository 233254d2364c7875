import { trimmed } from "./trimmed";

/** A cell as it was written; numbers too large to be exact stay text. */
export type Cell = string | number | boolean | null;

/** Rows as they were found, before anything is known of their columns. Every row is as long as the header. */
export interface RawTable {
  title: string | null;
  header: string[];
  rows: Cell[][];
  /** What was left out or mended while reading, as sentences for the reader. */
  notes: string[];
  /** True for one thing described by keys and values, false for rows of several things. */
  isRecord: boolean;
  /** The decimal mark that the form of the data suggests: semicolons stand between cells where the comma is taken. */
  markHint: "." | "," | null;
}

export type ColumnKind = "number" | "time" | "category" | "id" | "boolean" | "text";

export interface Column {
  name: string;
  kind: ColumnKind;
  /** `$`, `%`, `kg` …: what the numbers had around them; null when nothing. */
  unit: string | null;
  /** What each row shows, empty where the cell is missing. */
  texts: string[];
  /** Parsed numbers of a number column, otherwise all null. */
  numbers: (number | null)[];
  /** Sort keys of a time column, otherwise all null. */
  times: (number | null)[];
  /** Whether the times have a place on the calendar (a bare weekday or month has not). */
  isAbsolute: boolean;
  /** How many different texts there are; not counted for numbers. */
  unique: number;
  missing: number;
  /** A table shows the texts, not the numbers: they were converted to one unit. */
  isAsWritten: boolean;
}

/** A cell that can be read two ways while nothing tells which; a person decides. */
export interface Doubt {
  column: string;
  sample: string;
  /** The two readings, for people. */
  ways: [string, string];
}

/** How cells that allow two readings are to be read, as far as it was said. */
export interface Reading {
  decimal: "." | "," | null;
  isDayFirst: boolean | null;
}

export const UNSAID: Reading = { decimal: null, isDayFirst: null };

export interface Table {
  title: string | null;
  columns: Column[];
  rowCount: number;
  notes: string[];
  isRecord: boolean;
  doubts: Doubt[];
}

export const ROWS_MAX = 5000;
export const COLUMNS_MAX = 60;
export const PASTE_CHARS_MAX = 1_000_000;

const MISSING = new Set([
  "",
  "-",
  "–",
  "—",
  "--",
  "n/a",
  "na",
  "n.a.",
  "null",
  "none",
  "nan",
  "nil",
  "?",
  "missing",
  "unknown",
  "#n/a",
  ".",
  "undefined",
]);

// Most cells are judged by their first character or their length: large pastes have many.
const MISSING_CHARS_MAX = 16;
const FIRST_CODES = new Set([...MISSING].flatMap((text) => [text.charCodeAt(0), text.toUpperCase().charCodeAt(0)]));

export function isMissing(cell: Cell | undefined): boolean {
  if (cell === null || cell === undefined) return true;
  if (typeof cell !== "string") return false;
  const first = cell.charCodeAt(0);
  if (first > 32 && first < 128 && !FIRST_CODES.has(first)) return false;
  return cell.length > MISSING_CHARS_MAX ? trimmed(cell) === "" : MISSING.has(trimmed(cell).toLowerCase());
}

/** Builds a raw table: pads and cuts rows to the header, names empty columns, applies the limits and says so. `unread` rows come behind. */
export function rawTable(
  header: string[],
  rows: Cell[][],
  options: { title?: string | null; notes?: string[]; isRecord?: boolean; unread?: number; markHint?: "." | "," | null } = {},
): RawTable {
  const notes = [...(options.notes ?? [])];
  const width = Math.min(header.length, COLUMNS_MAX);
  if (header.length > COLUMNS_MAX) notes.push(`Only the first ${COLUMNS_MAX} of ${header.length} columns were read.`);
  const total = rows.length + (options.unread ?? 0);
  if (total > ROWS_MAX) notes.push(`Only the first ${ROWS_MAX} of ${total} rows were read.`);
  const read = rows.length > ROWS_MAX ? rows.slice(0, ROWS_MAX) : rows;
  const short = read.filter((row) => row.length < header.length).length;
  const long = read.filter((row) => row.length > header.length && row.slice(header.length).some((cell) => !isMissing(cell))).length;
  if (short > 0) notes.push(`${count(short, "row")} had fewer cells than the header; the rest counts as empty.`);
  if (long > 0) notes.push(`${count(long, "row")} had more cells than the header; the extra cells were left out.`);
  const body = read.map((row) => (row.length === width ? row : Array.from({ length: width }, (_, i) => row[i] ?? null)));
  return {
    title: options.title ?? null,
    header: uniqueNames(header.slice(0, width)),
    rows: body,
    notes,
    isRecord: options.isRecord ?? false,
    markHint: options.markHint ?? null,
  };
}

export function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? "" : "s"}`;
}

function uniqueNames(header: string[]): string[] {
  const seen = new Map<string, number>();
  return header.map((raw, i) => {
    const name = raw.trim().slice(0, 80) || `Column ${i + 1}`;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}
