import Papa from "papaparse";
import { spend } from "../budget";
import { findFixed } from "./fixed";
import { defaultHeader, isHeader, isSentenceAbove, joinedHeader, titleRow } from "./header";
import { DELIMITERS, type Delimiter, fieldsIn, isBlankOrRule, quotedFields, split, withPipes } from "./lines";
import { parseNumber } from "./number";
import { type Cell, type RawTable, ROWS_MAX, rawTable } from "./table";

export interface Found {
  table: RawTable;
  /** The text around the data: what is asked of it. */
  rest: string;
}

/** The longest run of lines that split alike by a tab, semicolon, pipe, comma, by the place of their columns, or by runs of spaces. */
export function findDelimited(text: string): Found | null {
  const lines = text.split(/\r\n|\r|\n/).map(withPipes);
  if (lines.length < 2) return null;
  let best: Reading | null = null;
  for (const delimiter of DELIMITERS) {
    if (delimiter === "  ") best = better(best, readingOf(text.includes("  ") ? findFixed(lines) : null, lines.length));
    if (!(delimiter === "|" ? lines.some((line) => line.includes("|")) : text.includes(delimiter))) continue;
    spend(lines.length >> 3);
    const run = longestRun(lines, delimiter);
    if (!run || (delimiter === "," && isInNumbers(lines, run)) || (best?.isEven && best.size >= run.size)) continue;
    const found = readRun(lines, run, delimiter);
    best = better(best, readingOf(found, run.size, isEven(lines, run, delimiter)));
  }
  return best?.found ?? null;
}

interface Reading {
  found: Found;
  cells: number;
  /** How many lines it explains. */
  size: number;
  /** A tab, semicolon or pipe stands equally often in all lines: no weaker sign explains as much. */
  isEven: boolean;
}

function readingOf(found: Found | null, size: number, isEvenRun = false): Reading | null {
  return found && { found, cells: found.table.rows.length * found.table.header.length, size, isEven: isEvenRun };
}

const better = (one: Reading | null, other: Reading | null): Reading | null =>
  other !== null && other.cells > (one?.cells ?? 0) * 1.2 ? other : one;

/** A table is even or not long before its end. */
const EVEN_LINES_MAX = 300;

/** The blanks at the ends of a message are lost, and delimiters with them: the first and the last line may differ. */
function isEven(lines: string[], run: Run, delimiter: Delimiter): boolean {
  if (delimiter !== "\t" && delimiter !== ";" && delimiter !== "|") return false;
  const counts = lines
    .slice(run.from, Math.min(run.to, run.from + EVEN_LINES_MAX))
    .filter((line) => !isBlankOrRule(line))
    .map((line) => quotedFields(line, delimiter, false).count);
  const [, usual = counts[0]] = counts;
  return counts.every((count, i) => count === usual || ((i === 0 || i === counts.length - 1) && count >= 2));
}

/** Every comma stands inside a number behind a name: `North 1,5 €`, `Tokyo 13,960,000`. */
function isInNumbers(lines: string[], run: Run): boolean {
  const names = new Set<string>();
  let count = 0;
  for (let i = run.from; i < run.to; i++) {
    const line = lines[i] ?? "";
    if (isBlankOrRule(line)) continue;
    const amount = line.length > 200 ? null : NAME_AND_NUMBER.exec(line.trim());
    if (!amount?.[1] || !amount[2] || parseNumber(amount[2]) === null) return false;
    names.add(amount[1]);
    count++;
  }
  return count === 1 || names.size > 1;
}

const NAME_AND_NUMBER =
  /^([^,]*\p{L}[^,]*?)[\s:=]\s*((?:[-+(\u2212]\s?)?[$€£¥₹₩₽₺₪]?\s?\d[\d.\s\u00a0]*(?:,\d+)+[.\d]*\)?(?:\s?[^\s\d]{1,12})?)$/u;

interface Run {
  from: number;
  to: number;
  size: number;
}

function longestRun(lines: string[], delimiter: Delimiter): Run | null {
  let best: Run | null = null;
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
  const found = best as Run | null;
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
  const asked = hasSentence ? all.slice(1) : all;
  const title = titleRow(asked);
  const own = title === null ? asked : asked.slice(1);
  const rows = joinedHeader(own);
  const [first] = rows;
  if (!first || rows.length < 2 || isProse(rows, delimiter) || (delimiter === " - " && first.length < 3)) return null;
  const width = delimiter === "," || delimiter === ";" || delimiter === "\t" ? filledWidth(rows) : first.length;
  const intro = /^(.{2,300}:)\s+(\S.{0,60})$/s.exec(first[0] ?? "");
  if (intro?.[2]) first[0] = intro[2];
  const above = hasSentence ? (lines.slice(run.from).find((line) => line.trim() !== "") ?? "") : "";
  const rest = [...lines.slice(0, run.from), above, intro?.[1] ?? "", ...lines.slice(run.to)].join("\n");
  const hasHeader = rows !== own || isHeader(first.slice(0, width), rows.slice(1));
  const header = hasHeader ? first.slice(0, width) : defaultHeader(width);
  const body: Cell[][] = (hasHeader ? rows.slice(1) : rows).map((row) => (delimiter === "," ? rejoined(row, width) : row));
  if (body.length === 0) return null;
  return { table: rawTable(header, body, { title, unread, markHint: delimiter === ";" ? "," : null }), rest };
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

/** Sentences that happen to have as many commas: long cells, or no number and words after a space. */
function isProse(rows: string[][], delimiter: Delimiter): boolean {
  const cells = rows.slice(0, 200).flatMap((row) => row.filter((cell) => cell !== ""));
  const words = cells.reduce((sum, cell) => sum + Math.min(fieldsIn(cell, " "), 200), 0) / Math.max(cells.length, 1);
  const numbers = cells.filter((cell) => parseNumber(cell) !== null).length;
  if (delimiter !== ",") return words > 12;
  if (numbers === 0) return words > 2;
  return words > 6 || (words > 3.5 && numbers < Math.min(rows.length, 200) / 2);
}
