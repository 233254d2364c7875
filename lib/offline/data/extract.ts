import { titleOf } from "./caption";
import { type Found, findDelimited } from "./csv";
import { findHtml } from "./html";
import { findInline } from "./inline";
import { type JsonValue, readJson } from "./json";
import { findLog } from "./log";
import { parseNumber } from "./number";
import { findKeyLines } from "./pairs";
import { tableOfJson } from "./shape";
import { PASTE_CHARS_MAX, rawTable } from "./table";

/**
 * Finds the data in what someone wrote, and the words around it. Null when there is none: sentences with years,
 * telephone or section numbers are not data.
 */
export function extractTable(input: string): Found | null {
  const isCut = input.length > PASTE_CHARS_MAX;
  const text = unescaped(isCut ? input.slice(0, input.lastIndexOf("\n", PASTE_CHARS_MAX) + 1 || PASTE_CHARS_MAX) : input);
  const found = findFenced(text) ?? findIn(text);
  if (found && isCut) found.table.notes.push("The paste is over 1 MB; only its first part was read.");
  return found && withTitle(found);
}

function findIn(text: string): Found | null {
  if (!/\p{Nd}|\n|[[{<]/u.test(text)) return null;
  return (
    findJson(text) ??
    findHtml(text) ??
    findLog(text) ??
    findDelimited(text) ??
    findOneLine(text) ??
    findColumn(text) ??
    findKeyLines(text) ??
    findInline(text) ??
    findSeries(text)
  );
}

/** Shells and forms sometimes send `\n` as two characters. */
function unescaped(text: string): string {
  return !text.includes("\n") && text.split("\\n").length > 2 ? text.replaceAll("\\n", "\n").replaceAll("\\t", "\t") : text;
}

function findFenced(text: string): Found | null {
  const open = text.indexOf("```");
  const close = open === -1 ? -1 : text.indexOf("```", open + 3);
  if (close === -1) return null;
  const inner = text.slice(open + 3, close).replace(/^[a-z]{0,12}[ \t]*\r?\n/i, "");
  const found = findIn(inner);
  return found && { table: found.table, rest: `${text.slice(0, open)}\n${found.rest}\n${text.slice(close + 3)}` };
}

const JSON_STARTS_MAX = 6;

function findJson(text: string): Found | null {
  let at = 0;
  for (let tries = 0; tries < JSON_STARTS_MAX; tries++) {
    const from = text.slice(at).search(/[[{]/);
    if (from === -1) return null;
    const read = readMany(text, at + from);
    const table = read && isWorth(read.value) ? tableOfJson(read.value, false) : null;
    if (read && table) return { table, rest: `${text.slice(0, at + from)}\n${text.slice(read.end)}` };
    at += from + 1;
  }
  return null;
}

/** One JSON value, or several objects one after the other (a line each). */
function readMany(text: string, from: number): { value: JsonValue; end: number } | null {
  const first = readJson(text, from);
  if (!first || Array.isArray(first.value)) return first;
  const values: JsonValue[] = [first.value];
  let end = first.end;
  for (;;) {
    const gap = /[\s,]*/y;
    gap.lastIndex = end;
    gap.exec(text);
    const next = text[gap.lastIndex] === "{" ? readJson(text, gap.lastIndex) : null;
    if (!next) break;
    values.push(next.value);
    end = next.end;
  }
  return { value: values.length > 1 ? values : first.value, end };
}

/** `[1]` in a text is a footnote and `{name}` a placeholder, not data. */
function isWorth(value: JsonValue): boolean {
  return Array.isArray(value)
    ? value.length >= 2 || typeof value[0] === "object"
    : typeof value === "object" && value !== null && Object.keys(value).length >= 1;
}

/** Rows whose line breaks were lost: "month,sales Jan,100 Feb,120". */
function findOneLine(text: string): Found | null {
  if (text.length > 20_000) return null;
  const tokens = text.trim().split(/\s+/);
  const isRow = (token: string): boolean => /^[^,\s]+(?:,[^,\s]+)+$/.test(token) && !/^\D?\d{1,3}(?:,\d{3})+\D?$/.test(token);
  const from = tokens.findIndex(isRow);
  if (from === -1) return null;
  const fields = tokens[from]?.split(",").length;
  let to = from;
  while (to < tokens.length && isRow(tokens[to] ?? "") && tokens[to]?.split(",").length === fields) to++;
  if (to - from < 3) return null;
  const found = findDelimited(tokens.slice(from, to).join("\n"));
  return found && { table: found.table, rest: [...tokens.slice(0, from), ...tokens.slice(to)].join(" ") };
}

/** Bare numbers with a request to draw them: "plot 3, 5, 8, 13". */
function findSeries(text: string): Found | null {
  if (text.length > 4000 || !/\b(?:chart|plot|graph|draw|histogram|visuali[sz]e|bars?|line)\b/i.test(text)) return null;
  const list = /-?\d+(?:\.\d+)?(?:(?:\s*[,;]\s*|\s+(?:and\s+)?)-?\d+(?:\.\d+)?){2,}/.exec(text)?.[0];
  if (!list) return null;
  const numbers = list.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
  return {
    table: rawTable(
      ["Position", "Value"],
      numbers.map((value, i) => [`#${i + 1}`, value]),
    ),
    rest: text.replace(list, " "),
  };
}

function withTitle(found: Found): Found {
  if (found.table.title !== null) return found;
  const lines = found.rest
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
  const caption =
    lines.length === 1 || lines.at(-1)?.endsWith(":") ? titleOf((lines.at(-1) ?? "").replace(/^#+\s*/, "").replace(/:$/, "")) : null;
  return { ...found, table: { ...found.table, title: caption } };
}

const NUMBERS_MIN = 4;

/** A column of bare numbers, one a line, with or without a name above it. */
function findColumn(text: string): Found | null {
  const lines = text.split(/\r\n|\r|\n/);
  const isNumber = (line: string | undefined): boolean => line !== undefined && /^\s*\S+\s*$/.test(line) && parseNumber(line) !== null;
  const from = lines.findIndex((line, i) => isNumber(line) && isNumber(lines[i + 1]));
  if (from === -1) return null;
  let to = from;
  while (isNumber(lines[to])) to++;
  if (to - from < NUMBERS_MIN) return null;
  const above = lines[from - 1]?.trim() ?? "";
  const isName = above !== "" && above.length <= 40 && above.split(/\s+/).length <= 3 && !/[.:?!]$/.test(above);
  const body = lines.slice(from, to).map((line, i) => [`#${i + 1}`, line.trim()]);
  return {
    table: rawTable(["Position", isName ? above : "Value"], body),
    rest: [...lines.slice(0, isName ? from - 1 : from), ...lines.slice(to)].join("\n"),
  };
}
