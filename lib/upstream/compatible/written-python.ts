import type { FunctionTool } from "@/lib/generation/request";
import type { WrittenCall } from "./written-call";

const CONSTANTS: Record<string, unknown> = { True: true, False: false, None: null, true: true, false: false, null: null };
const DEPTH_MAX = 40;
/** How a text is set where quotes are not used. */
const SET = "<escape>";

/**
 * Returns the calls that stand in a text as Python has them, `get_sales(year=2026, by=["month"])`, alone, in a list or to be printed, or
 * with braces, `call:get_sales{year:2026}`; empty unless every call in it is one of a tool that was offered, with named arguments.
 */
export function readPythonCalls(source: string, tools: readonly FunctionTool[]): WrittenCall[] {
  const calls: WrittenCall[] = [];
  const cursor: Cursor = { source, at: 0 };
  for (let name = nextName(cursor); name !== null; name = nextName(cursor)) {
    const close = source.charAt(cursor.at - 1) === "(" ? ")" : "}";
    if (name === "print" && close === ")") continue;
    const args = tools.some((tool) => tool.name === name) ? readEntries(cursor, close, 0) : undefined;
    if (args === undefined) return [];
    calls.push({ name, args: JSON.stringify(args) });
  }
  return calls;
}

interface Cursor {
  source: string;
  at: number;
}

const NAME = /(?:call:)?([A-Za-z_][\w.-]{0,63})\s{0,9}[({]/y;

/** The name of the next call; null when there is none. The cursor then stands behind its bracket. */
function nextName(cursor: Cursor): string | null {
  for (; cursor.at < cursor.source.length; cursor.at++) {
    if (/[\w.:-]/.test(cursor.source.charAt(cursor.at - 1))) continue;
    const name = matched(cursor, NAME)?.[1];
    if (name !== undefined) return name;
  }
  return null;
}

/** Named values up to a bracket; undefined when they are anything else. */
function readEntries(cursor: Cursor, close: string, depth: number): Record<string, unknown> | undefined {
  const entries: [string, unknown][] = [];
  for (;;) {
    skip(cursor);
    if (takes(cursor, close)) return Object.fromEntries(entries);
    const quoted = readString(cursor);
    const key = quoted ?? matched(cursor, /[A-Za-z_][\w-]{0,63}/y)?.[0];
    skip(cursor);
    if (key === undefined || !(takes(cursor, "=") || takes(cursor, ":"))) return undefined;
    const value = readValue(cursor, depth + 1);
    if (value === undefined) return undefined;
    entries.push([key, value]);
    skip(cursor);
    if (!takes(cursor, ",") && cursor.source.charAt(cursor.at) !== close) return undefined;
  }
}

function readValue(cursor: Cursor, depth: number): unknown {
  skip(cursor);
  if (depth > DEPTH_MAX) return undefined;
  const text = readString(cursor);
  if (text !== undefined) return text;
  if (takes(cursor, "{")) return readEntries(cursor, "}", depth);
  if (takes(cursor, "[")) return readList(cursor, "]", depth);
  if (takes(cursor, "(")) return readList(cursor, ")", depth);
  const word = matched(cursor, /[\w.+-]{1,40}/y)?.[0] ?? "";
  if (Object.hasOwn(CONSTANTS, word)) return CONSTANTS[word];
  const number = Number(word);
  return word !== "" && Number.isFinite(number) ? number : undefined;
}

function readList(cursor: Cursor, close: string, depth: number): unknown[] | undefined {
  const items: unknown[] = [];
  for (;;) {
    skip(cursor);
    if (takes(cursor, close)) return items;
    const item = readValue(cursor, depth + 1);
    if (item === undefined) return undefined;
    items.push(item);
    skip(cursor);
    if (!takes(cursor, ",") && cursor.source.charAt(cursor.at) !== close) return undefined;
  }
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r" };

/** A text in quotes or marks of its own; undefined when none stands here. */
function readString(cursor: Cursor): string | undefined {
  if (takes(cursor, SET)) {
    const end = cursor.source.indexOf(SET, cursor.at);
    if (end === -1) return undefined;
    const text = cursor.source.slice(cursor.at, end);
    cursor.at = end + SET.length;
    return text;
  }
  const literal = matched(cursor, /"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'/y);
  if (!literal) return undefined;
  return (literal[1] ?? literal[2] ?? "").replace(/\\(u[0-9a-fA-F]{4}|[\s\S])/g, (_, code: string) =>
    code.length === 5 ? String.fromCharCode(Number.parseInt(code.slice(1), 16)) : (ESCAPES[code] ?? code),
  );
}

function skip(cursor: Cursor): void {
  while (/\s/.test(cursor.source.charAt(cursor.at))) cursor.at++;
}

function takes(cursor: Cursor, mark: string): boolean {
  if (!cursor.source.startsWith(mark, cursor.at)) return false;
  cursor.at += mark.length;
  return true;
}

function matched(cursor: Cursor, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = cursor.at;
  const found = pattern.exec(cursor.source);
  if (found) cursor.at = pattern.lastIndex;
  return found;
}
