import type { Draft } from "../draft";
import { asCall, holdsComponent } from "./component";
import { mendQuotes } from "./quotes";

const DEPTH_MAX = 60;
const CONSTANTS: Record<string, Draft> = { true: true, false: false, null: null, undefined: null, NaN: null, Infinity: null };

/** What an answer in JSON holds: the component, or the list of them, that it describes, and the text after it. */
export interface JsonAnswer {
  draft: Draft;
  rest: string;
}

/**
 * An answer that is JSON as a component: the older format (`{"component": {…}, "error": null}`), a bare component, or a list of them. Text
 * that is cut off is read as far as it goes, and so are single quotes, comments, bare keys and commas too many. Null when it is other data.
 */
export function readJsonAnswer(source: string): JsonAnswer | null {
  if (!/["']?(component|typeName|type|props)["']?\s*:/.test(source)) return null;
  const cursor = { source: isJson(source) ? source : mendQuotes(source), at: 0 };
  const draft = readValue(cursor, 0);
  return holdsComponent(draft) ? { draft, rest: withoutClosing(cursor.source.slice(cursor.at)) } : null;
}

/** The value at the beginning of JSON, read as far as it goes. */
export function readJsonValue(source: string): Draft {
  return readValue({ source, at: 0 }, 0);
}

function isJson(source: string): boolean {
  try {
    JSON.parse(source);
    return true;
  } catch {
    return false;
  }
}

/** Brackets too many at the end of the data say nothing, nor does an error that is null. */
export function withoutClosing(rest: string): string {
  let at = endOfAll(rest, 0, CLOSING);
  ERROR.lastIndex = at;
  if (ERROR.test(rest)) at = endOfAll(rest, ERROR.lastIndex, CLOSING);
  if (rest.startsWith("```", at)) at += 3;
  return rest.slice(at).trim() === "" ? "" : rest;
}

const ERROR = /"?error"?\s*:\s*null/y;
const CLOSING = /[\s\]}),;:]/;

/** Where the characters of a class end that stand at `at`. */
function endOfAll(text: string, at: number, characters: RegExp): number {
  let end = at;
  while (end < text.length && characters.test(text.charAt(end))) end++;
  return end;
}

interface Cursor {
  source: string;
  at: number;
}

function readValue(cursor: Cursor, depth: number): Draft {
  skipBlanks(cursor);
  const character = cursor.source.charAt(cursor.at);
  if (depth > DEPTH_MAX) {
    cursor.at = cursor.source.length;
    return null;
  }
  if (character === "{") return readObject(cursor, depth);
  if (character === "[") return readArray(cursor, depth);
  if (character === '"' || character === "'") return readString(cursor, character);
  const word = match(cursor, /[^\s,:{}[\]"']+/y);
  if (word === "") {
    // A stray mark; skipping it is what keeps this going.
    cursor.at++;
    return null;
  }
  if (Object.hasOwn(CONSTANTS, word)) return CONSTANTS[word] ?? null;
  const number = Number(word);
  return Number.isFinite(number) ? number : word;
}

function readArray(cursor: Cursor, depth: number): Draft[] {
  const items: Draft[] = [];
  cursor.at++;
  for (;;) {
    skipSeparators(cursor);
    const character = cursor.source.charAt(cursor.at);
    if (character === "" || character === "]") break;
    // A bracket that closes what is around: this list was left open.
    if (character === "}") return items;
    items.push(readValue(cursor, depth + 1));
  }
  cursor.at++;
  return items;
}

function readObject(cursor: Cursor, depth: number): Draft {
  const entries: [string, Draft][] = [];
  cursor.at++;
  for (;;) {
    skipSeparators(cursor);
    const character = cursor.source.charAt(cursor.at);
    if (character === "" || character === "}") break;
    if (character === "]") return asCall({ kind: "fields", entries });
    const key = readValue(cursor, depth + 1);
    skipBlanks(cursor);
    if (cursor.source.charAt(cursor.at) === ":") {
      cursor.at++;
      entries.push([
        typeof key === "string" ? key : JSON.stringify(key),
        cursor.at < cursor.source.length ? readValue(cursor, depth + 1) : null,
      ]);
    } else if (typeof key === "object" && key !== null) entries.push(["children", key]);
  }
  cursor.at++;
  return asCall({ kind: "fields", entries });
}

function readString(cursor: Cursor, quote: string): string {
  const start = ++cursor.at;
  const { source } = cursor;
  while (cursor.at < source.length && source.charAt(cursor.at) !== quote) cursor.at += source.charAt(cursor.at) === "\\" ? 2 : 1;
  const inner = source.slice(start, Math.min(cursor.at, source.length));
  cursor.at = Math.min(cursor.at + 1, source.length);
  return inner.replace(/\\(u[0-9a-fA-F]{4}|[\s\S]|$)/g, (_, code: string) => unescaped(code));
}

function unescaped(code: string): string {
  if (code.length === 5) return String.fromCharCode(Number.parseInt(code.slice(1), 16));
  return { n: "\n", t: "\t", r: "\r", b: "", f: "", "": "" }[code] ?? code;
}

function skipBlanks(cursor: Cursor): void {
  skip(cursor, /\s/);
}

function skipSeparators(cursor: Cursor): void {
  skip(cursor, /[\s,:]/);
}

/** Past these characters and comments. */
function skip(cursor: Cursor, characters: RegExp): void {
  for (;;) {
    cursor.at = endOfAll(cursor.source, cursor.at, characters);
    if (!cursor.source.startsWith("//", cursor.at)) return;
    const end = cursor.source.indexOf("\n", cursor.at);
    cursor.at = end === -1 ? cursor.source.length : end;
  }
}

function match(cursor: Cursor, pattern: RegExp): string {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source)?.[0] ?? "";
  cursor.at += found.length;
  return found;
}
