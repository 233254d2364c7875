export type JsonValue = string | number | boolean | null | JsonValue[] | JsonObject;
export type JsonObject = { [key: string]: JsonValue };

export const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const isScalar = (value: JsonValue | undefined): value is string | number | boolean | null =>
  value === null || (typeof value !== "object" && value !== undefined);

const DEPTH_MAX = 40;

/**
 * Reads JSON and what people paste for it (single quotes, bare keys, trailing commas, `None`, `NaN`).
 * Integers a double cannot hold stay text. Linear in the text; null when it is not JSON.
 * Returns the value and where it ends.
 */
export function readJson(text: string, from = 0): { value: JsonValue; end: number } | null {
  const state = { text, at: from };
  try {
    const value = readValue(state, 0);
    return { value, end: state.at };
  } catch (error) {
    if (error instanceof NotJson) return null;
    throw error;
  }
}

class NotJson extends Error {}

interface State {
  text: string;
  at: number;
}

// Characters are told by their codes and made of slices of the text: large pastes have many.
const QUOTE = 34;
const SINGLE_QUOTE = 39;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

function readValue(state: State, depth: number): JsonValue {
  if (depth > DEPTH_MAX) throw new NotJson();
  const first = skipSpace(state);
  if (first === OPEN_BRACE) return readObject(state, depth);
  if (first === OPEN_BRACKET) return readArray(state, depth);
  if (first === QUOTE || first === SINGLE_QUOTE) return readString(state, first);
  return readInteger(state, first) ?? readBare(state);
}

const SPACE = /\s*/y;

/** The code of the next character that is no space; NaN at the end. */
function skipSpace(state: State): number {
  const { text } = state;
  let code = text.charCodeAt(state.at);
  while (code === 32 || code === 10) code = text.charCodeAt(++state.at);
  if (code > 32 && code < 127) return code;
  SPACE.lastIndex = state.at;
  SPACE.exec(text);
  state.at = SPACE.lastIndex;
  return text.charCodeAt(state.at);
}

function readObject(state: State, depth: number): JsonValue {
  const object: { [key: string]: JsonValue } = {};
  state.at++;
  for (;;) {
    const next = skipSpace(state);
    if (next === CLOSE_BRACE) break;
    const key = next === QUOTE || next === SINGLE_QUOTE ? readString(state, next) : readKey(state);
    if (skipSpace(state) !== COLON) throw new NotJson();
    state.at++;
    const value = readValue(state, depth + 1);
    // Assigned, it would become the prototype.
    if (key === "__proto__") Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
    else object[key] = value;
    const after = skipSpace(state);
    if (after === COMMA) state.at++;
    else if (after !== CLOSE_BRACE) throw new NotJson();
  }
  state.at++;
  return object;
}

function readArray(state: State, depth: number): JsonValue[] {
  const items: JsonValue[] = [];
  state.at++;
  while (skipSpace(state) !== CLOSE_BRACKET) {
    items.push(readValue(state, depth + 1));
    const after = skipSpace(state);
    if (after === COMMA) state.at++;
    else if (after !== CLOSE_BRACKET) throw new NotJson();
  }
  state.at++;
  return items;
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };
const BACKSLASH = 92;

function readString(state: State, quote: number): string {
  const { text } = state;
  let out = "";
  let from = state.at + 1;
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) {
      state.at = i + 1;
      return out + text.slice(from, i);
    }
    if (code !== BACKSLASH) continue;
    out += text.slice(from, i);
    const escaped = text[++i] ?? "";
    const hex = escaped === "u" ? /^[0-9a-f]{4}/i.exec(text.slice(i + 1, i + 5))?.[0] : undefined;
    if (hex) i += 4;
    out += hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[escaped] ?? escaped);
    from = i + 1;
  }
  throw new NotJson();
}

const KEY = /[\p{L}\d_$][\p{L}\d_$.-]*/uy;

function readKey(state: State): string {
  KEY.lastIndex = state.at;
  const match = KEY.exec(state.text);
  if (!match) throw new NotJson();
  state.at = KEY.lastIndex;
  return match[0];
}

const WORDS: Record<string, JsonValue> = {
  true: true,
  false: false,
  null: null,
  None: null,
  True: true,
  False: false,
  NaN: null,
  undefined: null,
};

const DIGITS_MAX = 15;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** A plain integer that a double holds, as most numbers are; null for anything else. */
function readInteger(state: State, first: number): number | null {
  const { text } = state;
  const from = first === MINUS ? state.at + 1 : state.at;
  let at = from;
  let value = 0;
  for (let code = text.charCodeAt(at); isDigit(code) && at - from < DIGITS_MAX; code = text.charCodeAt(++at))
    value = value * 10 + code - 48;
  const after = text.charCodeAt(at);
  if (at === from || (after !== COMMA && after !== CLOSE_BRACE && after !== CLOSE_BRACKET)) return null;
  state.at = at;
  return first === MINUS ? -value : value;
}

const BARE = /-?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])|true|false|null|None|True|False|NaN|undefined/y;

function readBare(state: State): JsonValue {
  BARE.lastIndex = state.at;
  const match = BARE.exec(state.text);
  if (!match) throw new NotJson();
  state.at = BARE.lastIndex;
  if (match[0] in WORDS) return WORDS[match[0]] ?? null;
  const value = Number(match[0].replaceAll("_", ""));
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.eE]/.test(match[0]) ? match[0] : value;
}
