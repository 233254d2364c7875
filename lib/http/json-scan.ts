const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

export interface JsonLimits {
  depthMax: number;
  /** How many values the text may hold, roughly: separators and containers. */
  valuesMax: number;
}

export type JsonDefect = "too_deep" | "too_many_values" | "nul" | "lone_surrogate";

/**
 * What would hurt after `JSON.parse`, found in the bytes before it: nesting and numbers of values that cost seconds, and the
 * escapes of NUL and of lone surrogates, which Postgres refuses. Gives null for everything else, broken JSON included.
 */
export function findJsonDefect(bytes: Buffer, limits: JsonLimits): JsonDefect | null {
  let depth = 0;
  let values = 0;
  let nextBackslash = bytes.indexOf(BACKSLASH);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === QUOTE) {
      // Searching natively makes long strings (images, pasted tables) nearly free.
      let end = bytes.indexOf(QUOTE, i + 1);
      while (nextBackslash !== -1 && end !== -1 && nextBackslash < end) {
        const escape = readEscape(bytes, nextBackslash);
        if (escape.defect) return escape.defect;
        nextBackslash = bytes.indexOf(BACKSLASH, escape.end);
        if (end < escape.end) end = bytes.indexOf(QUOTE, escape.end);
      }
      if (end === -1) return null;
      i = end;
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > limits.depthMax) return "too_deep";
      if (++values > limits.valuesMax) return "too_many_values";
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    } else if (byte === COMMA && ++values > limits.valuesMax) {
      return "too_many_values";
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
