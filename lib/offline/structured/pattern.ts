/** Where a part of a pattern can end when it begins at any of `starts`. */
type Part = (text: string, starts: Set<number>) => Set<number>;

interface Piece {
  ends: Part;
  /** A shortest text that fits; `extra` asks for that many more turns of what may repeat. */
  example: (extra: number) => string;
}

/** A regular expression that is matched without backtracking, so that a pattern from outside costs no more than it is long. */
export interface Pattern {
  matches: (text: string) => boolean;
  /** A text that fits and has at least `charsMin` characters; null when none was found. */
  example: (charsMin: number) => string | null;
}

const EXTRA_MAX = 200;
const GUESSES = ["Aa1!Aa1!Aa1!", "Aa1Aa1Aa1Aa1", "aaaaaaaaaaaa", "000000000000"];

/** Reads a pattern of JSON Schema; null for what this reader does not know (back references, look behind). */
export function readPattern(source: string): Pattern | null {
  if (source.length > 1000) return null;
  const state = { source, at: 0, pieces: 0 };
  try {
    const piece = readChoice(state);
    if (state.at < source.length) return null;
    const matches = (text: string): boolean =>
      text.length <= 4000 && piece.ends(text, new Set(Array.from({ length: text.length + 1 }, (_, i) => i))).size > 0;
    const example = (charsMin: number): string | null => {
      for (let extra = 0; extra <= EXTRA_MAX; extra += extra < 8 ? 1 : 16) {
        const text = piece.example(extra);
        if (text.length >= charsMin && matches(text)) return text;
      }
      return GUESSES.find((guess) => guess.length >= charsMin && matches(guess)) ?? null;
    };
    return { matches, example };
  } catch (error) {
    if (error instanceof Unreadable) return null;
    throw error;
  }
}

class Unreadable extends Error {}

interface State {
  source: string;
  at: number;
  pieces: number;
}

function readChoice(state: State): Piece {
  const choices = [readSequence(state)];
  while (state.source[state.at] === "|") {
    state.at++;
    choices.push(readSequence(state));
  }
  const [first] = choices;
  if (!first || choices.length === 1) return first ?? EMPTY;
  return {
    ends: (text, starts) => new Set(choices.flatMap((choice) => [...choice.ends(text, starts)])),
    example: (extra) => first.example(extra),
  };
}

const EMPTY: Piece = { ends: (_text, starts) => starts, example: () => "" };

function readSequence(state: State): Piece {
  const parts: Piece[] = [];
  while (state.at < state.source.length && !"|)".includes(state.source[state.at] ?? "")) parts.push(readRepeated(state));
  return {
    ends: (text, starts) => parts.reduce((ends, part) => (ends.size === 0 ? ends : part.ends(text, ends)), starts),
    example: (extra) => parts.map((part) => part.example(extra)).join(""),
  };
}

const REPEAT = /[*+?]|\{(\d{1,4})(,(\d{1,4})?)?\}/y;

function readRepeated(state: State): Piece {
  if (++state.pieces > 400) throw new Unreadable();
  const piece = readAtom(state);
  REPEAT.lastIndex = state.at;
  const match = REPEAT.exec(state.source);
  if (!match) return piece;
  state.at += match[0].length;
  if (state.source[state.at] === "?") state.at++;
  const [low, high] =
    match[0] === "*"
      ? [0, Number.POSITIVE_INFINITY]
      : match[0] === "+"
        ? [1, Number.POSITIVE_INFINITY]
        : match[0] === "?"
          ? [0, 1]
          : [
              Number(match[1]),
              match[2] === undefined ? Number(match[1]) : match[3] === undefined ? Number.POSITIVE_INFINITY : Number(match[3]),
            ];
  return repeated(piece, low, high);
}

function repeated(piece: Piece, low: number, high: number): Piece {
  return {
    ends: (text, starts) => {
      let reached = starts;
      for (let i = 0; i < low && reached.size > 0; i++) reached = piece.ends(text, reached);
      const all = new Set(reached);
      let fresh = reached;
      for (let i = low; i < high && fresh.size > 0; i++) {
        fresh = new Set([...piece.ends(text, fresh)].filter((end) => !all.has(end)));
        for (const end of fresh) all.add(end);
      }
      return all;
    },
    example: (extra) => Array.from({ length: Math.min(low + extra, high, low + EXTRA_MAX) }, () => piece.example(0)).join(""),
  };
}

const filtered = (keeps: (text: string, at: number) => boolean): Piece => ({
  ends: (text, starts) => new Set([...starts].filter((at) => keeps(text, at))),
  example: () => "",
});

function readAtom(state: State): Piece {
  const char = state.source[state.at++];
  switch (char) {
    case "^":
      return filtered((_text, at) => at === 0);
    case "$":
      return filtered((text, at) => at === text.length);
    case "(":
      return readGroup(state);
    case "[":
      return oneOf(readClass(state));
    case ".":
      return oneOf(/[^\n\r]/u);
    case "\\":
      return readEscape(state);
    case undefined:
    case "*":
    case "+":
    case "?":
      throw new Unreadable();
    default: {
      const whole = String.fromCodePoint(state.source.codePointAt(state.at - 1) ?? 0);
      state.at += whole.length - 1;
      return literal(whole);
    }
  }
}

function readGroup(state: State): Piece {
  const head = /(?:\?:|\?<[A-Za-z]\w*>|\?=|\?!|\?)?/y;
  head.lastIndex = state.at;
  const kind = head.exec(state.source)?.[0] ?? "";
  if (kind === "?") throw new Unreadable();
  state.at += kind.length;
  const inner = readChoice(state);
  if (state.source[state.at++] !== ")") throw new Unreadable();
  if (kind === "?=") return filtered((text, at) => inner.ends(text, new Set([at])).size > 0);
  if (kind === "?!") return filtered((text, at) => inner.ends(text, new Set([at])).size === 0);
  return inner;
}

const SAMPLES = [..."a0A-_ .,:/@#+", "é", "中", "\n", "\t"];

function oneOf(set: RegExp): Piece {
  const sample = SAMPLES.find((char) => set.test(char)) ?? firstOf(set);
  if (sample === null) throw new Unreadable();
  return {
    ends: (text, starts) => {
      const ends = new Set<number>();
      for (const at of starts) {
        const code = text.codePointAt(at);
        const char = code === undefined ? "" : String.fromCodePoint(code);
        if (char !== "" && set.test(char)) ends.add(at + char.length);
      }
      return ends;
    },
    example: () => sample,
  };
}

function firstOf(set: RegExp): string | null {
  for (let code = 33; code < 0x3000; code++) if (set.test(String.fromCharCode(code))) return String.fromCharCode(code);
  return null;
}

function literal(char: string): Piece {
  return {
    ends: (text, starts) => new Set([...starts].filter((at) => text.startsWith(char, at)).map((at) => at + char.length)),
    example: () => char,
  };
}

/** A class is one character wide, so the platform's own matcher may judge it. */
function readClass(state: State): RegExp {
  const inner = /(?:\\[\s\S]|[^\]\\])*\]/y;
  inner.lastIndex = state.at;
  const match = inner.exec(state.source);
  if (!match) throw new Unreadable();
  state.at = inner.lastIndex;
  return single(`[${match[0]}`);
}

function single(source: string): RegExp {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(`^${source}$`, flags);
    } catch {}
  }
  throw new Unreadable();
}

function readEscape(state: State): Piece {
  const escape = /[dDwWsS]|[pP]\{[\w=]{1,40}\}|u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|[bB]|[ntrfv0]|[^\w\s]/y;
  escape.lastIndex = state.at;
  const match = escape.exec(state.source)?.[0];
  if (!match) throw new Unreadable();
  state.at = escape.lastIndex;
  if (match === "b" || match === "B") {
    const isWord = (text: string, at: number): boolean => /\w/.test(text[at] ?? "");
    return filtered((text, at) => (isWord(text, at - 1) !== isWord(text, at)) === (match === "b"));
  }
  return oneOf(single(`\\${match}`));
}
