import { AMOUNT, MAYBE_GROUPED, SURELY_GROUPED } from "./amount";
import type { Found } from "./csv";
import { asciiDigits } from "./digits";
import { parseNumber } from "./number";
import { type Cell, type RawTable, rawTable } from "./table";

interface Pair {
  label: string;
  value: string;
  /** Only blanks stand between the two. */
  isSpaced?: boolean;
}

/** Lines of `key: value`: numbers become a series, other values a record, blocks with the same keys rows. */
export function findKeyLines(text: string): Found | null {
  const lines = text.split(/\r\n|\r|\n/);
  let best: { from: number; to: number; pairs: (Pair | null)[]; size: number } | null = null;
  for (let i = 0; i < lines.length; i++) {
    const pairs: (Pair | null)[] = [];
    let at = i;
    for (; at < lines.length; at++) {
      const line = lines[at] ?? "";
      const pair = line.trim() === "" ? null : pairOf(line);
      if (pair === null && (line.trim() !== "" || pairs.length === 0)) break;
      pairs.push(pair);
    }
    const size = pairs.filter((pair) => pair !== null).length;
    if (size > (best?.size ?? 0)) best = { from: i, to: at, pairs, size };
    if (at > i) i = at - 1;
  }
  if (!best || best.size < 2) return null;
  if (isOpenGrouping(lines.slice(best.from, best.to), best.pairs)) return null;
  const table = tableOfPairs(best.pairs);
  return table && { table, rest: [...lines.slice(0, best.from), ...lines.slice(best.to)].join("\n") };
}

/** `Rent 1 500` in every line: one number each, or labels that end with one; labels that differ in it alone are numbered. */
function isOpenGrouping(lines: string[], pairs: (Pair | null)[]): boolean {
  const filled = lines.filter((line) => line.trim() !== "");
  if (!pairs.every((pair) => pair === null || pair.isSpaced) || !filled.every((line) => MAYBE_GROUPED.test(line))) return false;
  return new Set(pairs.flatMap((pair) => (pair ? [pair.label.replace(/\s*\d+$/, "")] : []))).size > 1;
}

/** The longest amount behind a label, with its unit. */
const VALUE_CHARS_MAX = 30;

function pairOf(line: string): Pair | null {
  if (line.length > 200) return null;
  const bare = asciiDigits(line)
    .trim()
    .replace(/^(?:[-*•–]\s+|\d{1,2}[.)]\s+)/, "")
    .replace(/\*\*/g, "")
    .replace(/[,;]$/, "");
  const separator = /[=:→\t–—-]/.test(bare) ? /(?<!\s)\s*(?:=>|->|→|:|=|\t)\s*|(?<!\s)\s+[-–—]\s+/.exec(bare) : null;
  const isTimeOfDay = /^\d{1,2}:\d{2}\b/.test(bare);
  if (separator && separator.index > 0 && !isTimeOfDay) {
    const label = bare
      .slice(0, separator.index)
      .replace(/^["']|["']$/g, "")
      .trim();
    const value = bare
      .slice(separator.index + separator[0].length)
      .replace(/^["']|["']$/g, "")
      .trim();
    const isClock = separator[0] === ":" && /\d$/.test(label) && /^\d{2}/.test(value);
    const isUrl = separator[0] === ":" && value.startsWith("//");
    return value !== "" && label.split(" ").length <= 6 && label.length <= 60 && !isClock && !isUrl ? { label, value } : null;
  }
  if (!/\d/.test(bare.slice(-VALUE_CHARS_MAX))) return null;
  const spaced = (SURELY_GROUPED.test(bare) ? SPACED.grouped : SPACED.narrow).exec(bare) ?? SPACED_WORD.exec(bare);
  if (!spaced?.[1] || !spaced[2] || parseNumber(spaced[2]) === null || !/\p{L}|^\d{4}$|^\d{1,2}:\d{2}$/u.test(spaced[1])) return null;
  return spaced[1].split(" ").length <= 4 && !UNLISTED.test(spaced[1]) ? { label: spaced[1], value: spaced[2], isSpaced: true } : null;
}

const SPACED = {
  grouped: new RegExp(`^(\\S.{0,58}?)\\s+(${AMOUNT.grouped})$`, "iu"),
  narrow: new RegExp(`^(\\S.{0,58}?)\\s+(${AMOUNT.narrow})$`, "iu"),
};
const SPACED_WORD = /^(\S.{0,58}?)\s+(\S{1,20})$/;

export const UNLISTED =
  /^(?:section|chapter|page|room|version|act|scene|step|line|verse|figure|fig|table|article|paragraph|call|dial|tel|phone|fax|in|since|by|until|on|at|from|top|part|volume|vol|nr|number|apartment|suite|route|flight|gate|note)\b\.?/i;

function tableOfPairs(pairs: (Pair | null)[]): RawTable | null {
  const all = pairs.filter((pair) => pair !== null);
  const named = headed(all);
  const filled = withSigns(named ? all.slice(1) : all);
  const header = named ? [named.label, named.value] : ["Item", "Value"];
  const labels = new Set(filled.map(({ label }) => label.toLowerCase()));
  if (labels.size < filled.length) return rowsOfBlocks(filled, labels.size);
  const numbers = filled.filter(({ value }) => parseNumber(value) !== null).length;
  if (numbers === filled.length)
    return rawTable(
      header,
      filled.map(({ label, value }) => [label, value]),
    );
  if (numbers >= filled.length * 0.7 && filled.length >= 4 && filled.every(({ value }) => value.length <= 20))
    return rawTable(
      header,
      filled.map(({ label, value }) => [label, value]),
    );
  if (filled.length < 3 || filled.some(({ value }) => value.length > 120)) return null;
  return rawTable(
    filled.map(({ label }) => label),
    [filled.map(({ value }) => value)],
    { isRecord: true },
  );
}

/** "Item: Amount" above lines of amounts names the columns. */
function headed(pairs: Pair[]): Pair | null {
  const [first, ...others] = pairs;
  const isName = first !== undefined && !/\d/.test(first.value) && first.value.length <= 30;
  return isName && others.length >= 2 && others.every(({ value }) => parseNumber(value) !== null) ? first : null;
}

/** `North (12)` in every line holds amounts in parentheses; where only some lines do, or behind a colon, they are negative. */
function withSigns(pairs: Pair[]): Pair[] {
  const isAll = pairs.every(({ value, isSpaced }) => isSpaced && value.startsWith("("));
  return isAll ? pairs.map((pair) => ({ ...pair, value: pair.value.replace(/^\((.*)\)$/, "$1") })) : pairs;
}

/** `name: A, age: 3` again and again: one row each time the first key comes round. */
function rowsOfBlocks(pairs: Pair[], width: number): RawTable | null {
  const [first] = pairs;
  if (!first || width < 2) return null;
  const header = [...new Map(pairs.map(({ label }) => [label.toLowerCase(), label])).values()];
  const rows: Cell[][] = [];
  for (const { label, value } of pairs) {
    if (label.toLowerCase() === first.label.toLowerCase()) rows.push(header.map(() => null));
    const row = rows.at(-1);
    const at = header.findIndex((name) => name.toLowerCase() === label.toLowerCase());
    if (row) row[at] = value;
  }
  return rows.length >= 2 ? rawTable(header, rows) : null;
}
