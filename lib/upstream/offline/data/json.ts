export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };

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

function readValue(state: State, depth: number): JsonValue {
  if (depth > DEPTH_MAX) throw new NotJson();
  skipSpace(state);
  const first = state.text[state.at];
  if (first === "{") return readObject(state, depth);
  if (first === "[") return readArray(state, depth);
  if (first === '"' || first === "'") return readString(state, first);
  return readBare(state);
}

function skipSpace(state: State): void {
  const space = /[\s\uFEFF]*/y;
  space.lastIndex = state.at;
  space.exec(state.text);
  state.at = space.lastIndex;
}

function readObject(state: State, depth: number): JsonValue {
  const entries = new Map<string, JsonValue>();
  state.at++;
  for (;;) {
    skipSpace(state);
    const next = state.text[state.at];
    if (next === "}") break;
    if (next === undefined) throw new NotJson();
    const key = next === '"' || next === "'" ? readString(state, next) : readKey(state);
    skipSpace(state);
    if (state.text[state.at] !== ":") throw new NotJson();
    state.at++;
    entries.set(key, readValue(state, depth + 1));
    skipSpace(state);
    if (state.text[state.at] === ",") state.at++;
    else if (state.text[state.at] !== "}") throw new NotJson();
  }
  state.at++;
  return Object.fromEntries(entries);
}

function readArray(state: State, depth: number): JsonValue[] {
  const items: JsonValue[] = [];
  state.at++;
  for (;;) {
    skipSpace(state);
    if (state.text[state.at] === "]") break;
    items.push(readValue(state, depth + 1));
    skipSpace(state);
    if (state.text[state.at] === ",") state.at++;
    else if (state.text[state.at] !== "]") throw new NotJson();
  }
  state.at++;
  return items;
}

const ESCAPES: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f" };

function readString(state: State, quote: string): string {
  let out = "";
  for (let i = state.at + 1; i < state.text.length; i++) {
    const char = state.text[i];
    if (char === quote) {
      state.at = i + 1;
      return out;
    }
    if (char !== "\\") {
      out += char;
      continue;
    }
    const escaped = state.text[++i] ?? "";
    const hex = escaped === "u" ? /^[0-9a-f]{4}/i.exec(state.text.slice(i + 1, i + 5))?.[0] : undefined;
    if (hex) i += 4;
    out += hex ? String.fromCharCode(Number.parseInt(hex, 16)) : (ESCAPES[escaped] ?? escaped);
  }
  throw new NotJson();
}

function readKey(state: State): string {
  const key = /[\p{L}\d_$][\p{L}\d_$.-]*/uy;
  key.lastIndex = state.at;
  const match = key.exec(state.text);
  if (!match) throw new NotJson();
  state.at = key.lastIndex;
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

function readBare(state: State): JsonValue {
  const bare = /-?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?(?![\w.])|true|false|null|None|True|False|NaN|undefined/y;
  bare.lastIndex = state.at;
  const match = bare.exec(state.text);
  if (!match) throw new NotJson();
  state.at = bare.lastIndex;
  if (match[0] in WORDS) return WORDS[match[0]] ?? null;
  const value = Number(match[0].replaceAll("_", ""));
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.eE]/.test(match[0]) ? match[0] : value;
}
