import type { Found } from "./csv";
import { defaultHeader, isHeader } from "./header";
import { isBlankOrRule } from "./lines";
import { parseNumber } from "./number";
import { isMissing, rawTable } from "./table";
import { parseTime } from "./time";

const LINE_CHARS_MAX = 400;
const LINES_MAX = 5000;
const TRIES = 3;
const BLANK = 32;

/** What programs print around a table: counts, types, the command itself. */
const AROUND =
  /^\s*(?:\(\d+ rows?\)|\[\d+ rows x \d+ columns\]|\d+ rows? (?:in set|selected).*|(?:Name: .*)?(?:, )?dtype: \w+.*|Name: .*dtype: .*|[$>#] .*|total \d+)\s*$/;

/** A table that is kept together by the place of its columns, as terminals and data frames print it. */
export function findFixed(lines: string[]): Found | null {
  let best: { found: Found; size: number } | null = null;
  for (let from = 0; from < lines.length; from++) {
    if (!isLine(lines[from])) continue;
    let to = from;
    while (to < lines.length && to - from < LINES_MAX && isLine(lines[to])) to++;
    for (let skip = 0; skip < TRIES && to - from - skip >= 3; skip++) {
      const found = readBlock(lines, from + skip, to);
      if (found && found.table.rows.length > (best?.size ?? 0)) best = { found, size: found.table.rows.length };
      if (found) break;
    }
    from = to;
  }
  return best?.found ?? null;
}

function isLine(line: string | undefined): boolean {
  return line !== undefined && line.trim() !== "" && line.length <= LINE_CHARS_MAX && !line.includes("\t") && !AROUND.test(line);
}

interface Span {
  from: number;
  to: number;
}

/** The stretches of columns in which some line has a character. */
function spansOf(block: string[]): Span[] {
  const width = block.reduce((widest, line) => Math.max(widest, line.length), 0);
  const isUsed = new Uint8Array(width);
  for (const line of block) for (let at = 0; at < line.length; at++) if (line.charCodeAt(at) !== BLANK) isUsed[at] = 1;
  const spans: Span[] = [];
  for (let at = 0; at < width; at++) {
    if (!isUsed[at]) continue;
    const from = at;
    while (at < width && isUsed[at]) at++;
    spans.push({ from, to: at });
  }
  return spans;
}

function readBlock(lines: string[], from: number, to: number): Found | null {
  const block = lines.slice(from, to).filter((line) => !isBlankOrRule(line));
  if (block.length < 3 || !block.some((line) => /\S {2,}\S/.test(line))) return null;
  const spans = joinedSpans(spansOf(block), block);
  if (spans.length < 2 || spans.length > 60) return null;
  const rows = block.map((line) => spans.map((span) => line.slice(span.from, span.to).trim()));
  const [first = [], ...body] = rows;
  const isIndexed = first[0] === "" && body.every((row, i) => row[0] === String(i));
  const cells = isIndexed ? rows.map((row) => row.slice(1)) : rows;
  const [head = [], ...values] = cells;
  if (!isTable(head, values)) return null;
  const hasHeader = isHeader(head, values);
  const header = hasHeader ? head : defaultHeader(head.length);
  return {
    table: rawTable(header, hasHeader ? values : cells),
    rest: [...lines.slice(0, from), ...lines.slice(to)].filter((line) => !AROUND.test(line)).join("\n"),
  };
}

/** A gap of one blank parts two columns only where both have a name and values: "Mounted on" heads one. */
function joinedSpans(spans: Span[], block: string[]): Span[] {
  const [head = "", ...body] = block;
  const isFilled = (span: Span, of: string[]): boolean => of.some((line) => line.slice(span.from, span.to).trim() !== "");
  return spans.reduce<Span[]>((all, span) => {
    const before = all.at(-1);
    const isPart = before && span.from - before.to === 1 && !(isFilled(span, [head]) && isFilled(span, body) && isFilled(before, [head]));
    if (isPart) before.to = span.to;
    else all.push({ ...span });
    return all;
  }, []);
}

const isValue = (cell: string): boolean =>
  parseNumber(cell) !== null || /^-?[\d.]+[KMGTP]i?B?$/i.test(cell) || parseTime(cell, { yearAllowed: true, dayFirst: false }) !== null;

/** Whether cells cut at the same places are one: most are filled, none ends in a comma, and a column holds numbers. */
function isTable(head: string[], body: string[][]): boolean {
  const cells = body.slice(0, 200).flat();
  const filled = cells.filter((cell) => cell !== "");
  if (body.length < 2 || filled.length < cells.length * 0.5 || head.filter((cell) => cell !== "").length < head.length - 1) return false;
  if (cells.filter((cell) => /[,;|]$|^[|,;]/.test(cell)).length > cells.length * 0.2) return false;
  if (filled.reduce((sum, cell) => sum + cell.split(" ").length, 0) > filled.length * 4) return false;
  return head.some((_, i) => {
    const column = body.map((row) => row[i] ?? "").filter((cell) => !isMissing(cell));
    return column.length > 0 && column.filter(isValue).length >= column.length * 0.8;
  });
}
