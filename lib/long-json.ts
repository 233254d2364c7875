import { randomUUID } from "node:crypto";
import { createPace } from "./pace";
import { wholeLength } from "./text";

/** What is shorter is read and written in one go: under a millisecond. */
const SHORT_CHARS = 64 * 1024;
/** In a longer text, strings from this length on are read and written by themselves. */
const STRING_CHARS = 32;
/** So much of a string is read or written in one go. */
const SLICE_CHARS = 64 * 1024;

/** Where the text of a string begins and ends, between its quotes. */
export type Span = readonly [start: number, end: number];

const QUOTE = '"';
const BACKSLASH = 0x5c;
const ESCAPE_BYTES_MAX = 6;
/** No string of a text that is read in pieces may hold NUL, so this can be nothing but a place. */
const PLACE = /^\0(\d+)$/;

/** Returns whether a string of a text of `textBytes` bytes is read by itself. */
export function isReadAlone(stringBytes: number, textBytes: number): boolean {
  return textBytes > SHORT_CHARS && stringBytes >= STRING_CHARS;
}

/**
 * Resolves to the value of a JSON text in UTF-8, as `JSON.parse` has it; other work of the process has its turn meanwhile. `strings` are
 * those that `isReadAlone`, none of which may hold NUL. Throws `SyntaxError` when it is no JSON.
 */
export async function readLongJson(bytes: Buffer, strings: readonly Span[]): Promise<unknown> {
  if (strings.length === 0) return JSON.parse(bytes.toString("utf8"));
  const pace = createPace();
  const frame: Buffer[] = [];
  const texts: string[] = [];
  let from = 0;
  for (const [start, end] of strings) {
    frame.push(bytes.subarray(from, start), Buffer.from(`\\u0000${texts.length}`));
    from = end;
    const pieces: string[] = [];
    for (const slice of slicesOf(bytes, start, end)) {
      pieces.push(JSON.parse(QUOTE + slice.toString("utf8") + QUOTE));
      if (pace.isDue()) await pace.rest();
    }
    texts.push(pieces.join(""));
  }
  frame.push(bytes.subarray(from));
  await pace.rest();
  const value: unknown = JSON.parse(Buffer.concat(frame).toString("utf8"));
  await pace.rest();
  return filled(value, texts);
}

/** A string's bytes in pieces that end between two characters, and never within an escape. */
function* slicesOf(bytes: Buffer, start: number, end: number): Generator<Buffer> {
  let from = start;
  while (end - from > SLICE_CHARS) {
    const until = wholeEnd(bytes, from, from + SLICE_CHARS);
    yield bytes.subarray(from, until);
    from = until;
  }
  yield bytes.subarray(from, end);
}

function wholeEnd(bytes: Buffer, from: number, latest: number): number {
  let end = latest;
  while (end > latest - 4 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
  let escape = end - 1;
  while (escape > end - ESCAPE_BYTES_MAX && bytes[escape] !== BACKSLASH) escape--;
  if (bytes[escape] !== BACKSLASH) return end;
  let run = 1;
  while (escape - run >= from && bytes[escape - run] === BACKSLASH) run++;
  // Of an even number of backslashes the last one is escaped and begins nothing.
  return run % 2 === 0 ? end : escape;
}

/** Puts the strings into their places. */
function filled(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === "string") return textAt(value, texts);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) value[i] = filled(value[i], texts);
    return value;
  }
  const members = Object.entries(value);
  if (members.some(([name]) => PLACE.test(name)))
    return Object.fromEntries(members.map(([name, member]) => [textAt(name, texts), filled(member, texts)]));
  for (const [name, member] of members) {
    const whole = filled(member, texts);
    if (whole !== member) own(value, name, whole);
  }
  return value;
}

/** Also a member called `__proto__` is one like the others. */
function own(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, writable: true, enumerable: true, configurable: true });
}

function textAt(text: string, texts: readonly string[]): string {
  const place = PLACE.exec(text)?.[1];
  return place === undefined ? text : (texts[Number(place)] ?? text);
}

/**
 * Resolves to what `JSON.stringify(value)` returns for an object or an array, in UTF-8 when it is long; other work of the process has
 * its turn meanwhile.
 */
export async function writeLongJson(value: object): Promise<string | Buffer<ArrayBuffer>> {
  if (countChars(value, SHORT_CHARS) <= SHORT_CHARS) return JSON.stringify(value);
  const texts: string[] = [];
  const mark = `${randomUUID()}:`;
  const frame = JSON.stringify(value, (_, member) =>
    typeof member === "string" && member.length >= STRING_CHARS ? `${mark}${texts.push(member) - 1}` : member,
  );
  const pace = createPace();
  const [beginning = "", ...rest] = frame.split(`"${mark}`);
  const pieces = [Buffer.from(beginning)];
  for (const [i, after] of rest.entries()) {
    let before = QUOTE;
    for (const slice of charSlicesOf(texts[i] ?? "")) {
      pieces.push(Buffer.from(before + JSON.stringify(slice).slice(1, -1)));
      before = "";
      if (pace.isDue()) await pace.rest();
    }
    pieces.push(Buffer.from(after.slice(String(i).length)));
  }
  return Buffer.concat(pieces);
}

/** Resolves to a line for each value, as `writeLongJson` writes it: no JSON text holds a line break. */
export async function writeLongLines(values: readonly object[]): Promise<string | Buffer<ArrayBuffer>> {
  const lines: (string | Buffer)[] = [];
  for (const value of values) lines.push(await writeLongJson(value));
  if (lines.every((line) => typeof line === "string")) return lines.join("\n");
  return Buffer.concat(lines.flatMap((line, i) => [Buffer.from(i === 0 ? "" : "\n"), Buffer.from(line)]));
}

/** Returns about how many characters the strings and names of a value have; beyond `charsMax` it is not counted on. */
export function countChars(value: unknown, charsMax: number): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 1;
  let chars = 0;
  for (const name in value) {
    chars += name.length + countChars(Reflect.get(value, name), charsMax - chars);
    if (chars > charsMax) break;
  }
  return chars;
}

function* charSlicesOf(text: string): Generator<string> {
  for (let from = 0; from < text.length; ) {
    const end = from + SLICE_CHARS;
    const slice = text.slice(from, end < text.length ? end - 1 + wholeLength(text.charAt(end - 1)) : end);
    yield slice;
    from += slice.length;
  }
}
