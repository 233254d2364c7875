import { type Draft, isCall, isFields } from "../draft";
import { columnCall } from "../library/made";
import type { Peek } from "./fits";

const ROWS_MAX = 2000;
/** Under what a column says which member of a row it shows. */
const KEYS = ["key", "accessor", "accessorkey", "field", "dataindex", "datakey", "prop", "property", "name", "id", "value"];
/** The cells of a row that is an object around a list. */
const CELLS = ["cells", "values", "data", "row"];

/** Rows that are objects as lists in the order of the columns, each cell by its key; columns that nobody gave are the keys. */
export function byKey(given: readonly Draft[], columns: readonly Draft[], peek: Peek): { rows: Draft[]; columns: Draft[] } {
  const rows = given.map((row) => cellsOf(peek(row), peek));
  const keys = new Set<string>();
  for (const row of rows) if (isFields(row)) for (const [key] of row.entries) keys.add(key);
  const found = columns.map((one) => keyOf(peek(one), keys));
  if (columns.length === 0) return { rows: rows.map((row) => inOrder(row, [...keys])), columns: [...keys].map((key) => columnCall(key)) };
  // Nothing names a key: then the columns stand in the order of the keys.
  const wanted = found.every((key) => key === null) ? columns.map((_, index) => [...keys][index] ?? null) : found;
  return { rows: rows.map((row) => inOrder(row, wanted)), columns: columns.slice() };
}

function cellsOf(row: Draft | undefined, peek: Peek): Draft {
  if (!isFields(row)) return row ?? [];
  const cells = row.entries.find(([key, value]) => CELLS.includes(key.toLowerCase()) && Array.isArray(peek(value)));
  return cells ? (peek(cells[1]) ?? []) : row;
}

function inOrder(row: Draft, keys: readonly (string | null)[]): Draft {
  if (!isFields(row)) return row;
  const cells = new Map(row.entries);
  return keys.map((key) => (key === null ? "" : (cells.get(key) ?? "")));
}

/** Which key of the rows a column shows: the one it names, else the one that reads as its label. */
function keyOf(one: Draft | undefined, keys: ReadonlySet<string>): string | null {
  const named = isFields(one) ? one.entries : isCall(one) ? one.named : [];
  const own = KEYS.flatMap((name) => named.filter(([key]) => plain(key) === name).map(([, value]) => value));
  const others = isCall(one) ? [...one.args.toReversed(), ...named.map(([, value]) => value)] : named.map(([, value]) => value);
  const texts = [...own, ...others, one].filter((value) => typeof value === "string");
  const exact = texts.find((text) => keys.has(text));
  if (exact !== undefined) return exact;
  const wanted = new Set(texts.map(plain));
  return [...keys].find((key) => wanted.has(plain(key))) ?? null;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}

/** A relative of this library keeps the cells with the columns: `Col("Country", ["Austria", "Chile"])`. */
export function byColumn(columns: readonly Draft[], peek: Peek): Draft[] | undefined {
  const cells = columns.map((item) => {
    const one = peek(item);
    const parts = isCall(one)
      ? [...one.args, ...one.named.map(([, value]) => value)]
      : isFields(one)
        ? one.entries.map(([, value]) => value)
        : [];
    return parts.map((part) => peek(part)).find((part) => Array.isArray(part)) ?? null;
  });
  if (!cells.some((data) => data !== null)) return undefined;
  const length = Math.min(ROWS_MAX, Math.max(...cells.map((data) => data?.length ?? 0)));
  return Array.from({ length }, (_, index) => cells.map((data) => data?.[index] ?? ""));
}
