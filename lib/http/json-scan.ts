import { isReadAlone, type Span } from "@/lib/long-json";
import { createPace } from "@/lib/pace";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

/** So many steps are taken before the clock is looked at. */
const STEPS_PER_LOOK = 4_096;

export interface JsonLimits {
  depthMax: number;
  /** How many values the text may hold, roughly: separators and containers. */
  valuesMax: number;
  /** How many of them may stand directly in one array or object. */
  membersMax: number;
}

export type JsonDefect = "too_deep" | "too_many_values" | "too_many_members" | "nul" | "lone_surrogate" | "broken";

export interface JsonScan {
  defect: JsonDefect | null;
  /** Those that are read by themselves. */
  strings: Span[];
}

/**
 * Resolves to what would hurt after `JSON.parse`, found in the bytes before it: nesting and numbers of values that cost seconds,
 * and the escapes of NUL and of lone surrogates, which Postgres refuses. Most broken JSON is not found. Other work of the process has
 * its turn meanwhile.
 */
export async function scanJson(bytes: Buffer, limits: JsonLimits): Promise<JsonScan> {
  const pace = createPace();
  const strings: Span[] = [];
  const scan = scanning(bytes, limits, strings);
  for (let step = scan.next(); ; step = scan.next()) {
    if (step.done) return { defect: step.value, strings };
    if (pace.isDue()) await pace.rest();
  }
}

function* scanning(bytes: Buffer, limits: JsonLimits, strings: Span[]): Generator<void, JsonDefect | null> {
  const { depthMax, valuesMax, membersMax } = limits;
  /** How many separators each open container has so far. */
  const members: number[] = [0];
  let values = 0;
  let steps = 0;
  let nextBackslash = bytes.indexOf(BACKSLASH);
  for (let i = 0; i < bytes.length; i++) {
    if (++steps % STEPS_PER_LOOK === 0) yield;
    const byte = bytes[i];
    if (byte === QUOTE) {
      // Searching natively makes long strings (images, pasted tables) nearly free.
      let end = bytes.indexOf(QUOTE, i + 1);
      while (nextBackslash !== -1 && end !== -1 && nextBackslash < end) {
        if (++steps % STEPS_PER_LOOK === 0) yield;
        const escape = readEscape(bytes, nextBackslash);
        if (escape.defect) return escape.defect;
        nextBackslash = bytes.indexOf(BACKSLASH, escape.end);
        if (end < escape.end) end = bytes.indexOf(QUOTE, escape.end);
      }
      if (end === -1) return "broken";
      if (isReadAlone(end - i - 1, bytes.length)) strings.push([i + 1, end]);
      i = end;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (members.push(0) > depthMax + 1) return "too_deep";
      if (++values > valuesMax) return "too_many_values";
    } else if (byte === 0x7d || byte === 0x5d) {
      if (members.length > 1) members.pop();
    } else if (byte === COMMA) {
      if (++values > valuesMax) return "too_many_values";
      const inner = members.length - 1;
      members[inner] = (members[inner] ?? 0) + 1;
      if ((members[inner] ?? 0) >= membersMax) return "too_many_members";
    }
    // A backslash outside a string is no JSON; stepping over it keeps the search ahead of the scan.
    if (nextBackslash !== -1 && nextBackslash <= i) nextBackslash = bytes.indexOf(BACKSLASH, i + 1);
  }
  return null;
}

function readEscape(bytes: Buffer, at: number): { end: number; defect: JsonDefect | null } {
  if (bytes[at + 1] !== 0x75) return { end: at + 2, defect: null };
  const unit = codeUnit(bytes, at);
  if (unit === 0) return { end: at + 6, defect: "nul" };
  if (unit >= 0xdc00 && unit <= 0xdfff) return { end: at + 6, defect: "lone_surrogate" };
  if (unit < 0xd800 || unit > 0xdbff) return { end: at + 6, defect: null };
  const low = bytes[at + 6] === BACKSLASH && bytes[at + 7] === 0x75 ? codeUnit(bytes, at + 6) : -1;
  return { end: at + 12, defect: low >= 0xdc00 && low <= 0xdfff ? null : "lone_surrogate" };
}

/** The code unit of the escape at `at`, or -1 (which JSON.parse then refuses) when its digits are no digits. */
function codeUnit(bytes: Buffer, at: number): number {
  const digits = bytes.toString("latin1", at + 2, at + 6);
  return /^[0-9a-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
}
