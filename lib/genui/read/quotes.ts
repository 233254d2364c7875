/** Quotes that are set, by what ends them, and marks of other scripts that mean the same as ours. */
const SET: Record<string, string> = {
  "“": "”“",
  "”": "”",
  "„": "“”",
  "«": "»",
  "»": "«",
  "「": "」",
  "『": "』",
  "‘": "’",
  "‚": "‘’",
  "＂": "＂",
};
const WIDE: Record<string, string> = {
  "（": "(",
  "）": ")",
  "［": "[",
  "］": "]",
  "｛": "{",
  "｝": "}",
  "，": ",",
  "：": ":",
  "＝": "=",
  "、": ",",
};
const SET_OR_WIDE = /[“”„«»「」『』‘‚＂（）［］｛｝，：＝、]/;

/**
 * A line of a program with plain quotes and brackets where others were set: `Header（“North”）` is `Header("North")`. `quote` is the string
 * that the line begins in, or nothing. What stands inside of strings stays as it is. Linear.
 */
export function plainLine(line: string, quote: string): string {
  if (!SET_OR_WIDE.test(line)) return line;
  const out: string[] = [];
  let inside = quote;
  let last = "";
  /** What ends nothing from here on. */
  const endless = new Set<string>();
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at);
    const closers = inside === "" && OPENERS.has(last) ? SET[character] : undefined;
    const end = closers === undefined || endless.has(closers) ? -1 : setEnd(line, at + 1, closers);
    if (closers !== undefined && end === -1) endless.add(closers);
    if (end !== -1) {
      out.push(JSON.stringify(line.slice(at + 1, end).replaceAll('\\"', '"')).replaceAll("\\\\n", "\\n"));
      at = end;
      last = '"';
      continue;
    }
    if (inside !== "") {
      out.push(character === "\\" ? character + line.charAt(++at) : character);
      if (character === inside) inside = "";
    } else if (character === '"' || (character === "'" && OPENERS.has(last))) {
      inside = character;
      out.push(character);
    } else out.push(WIDE[character] ?? character);
    if (inside === "" && !isBlank(character)) last = WIDE[character] ?? character;
  }
  return out.join("");
}

/** Whether a quote at this place may end a string: something that can follow one comes next. */
export function mayClose(line: string, at: number): boolean {
  return CLOSERS.has(nextOf(line, at + 1));
}

/** Where a set string ends that began before `from`: at its mark with something behind it that ends a string; -1 when nowhere. */
function setEnd(line: string, from: number, closers: string): number {
  for (let at = from; at < line.length; at++) {
    if (!closers.includes(line.charAt(at))) continue;
    const next = nextOf(line, at + 1);
    if (CLOSERS.has(WIDE[next] ?? next)) return at;
  }
  return -1;
}

/** What may stand before a string and after it, blanks aside. */
const OPENERS = new Set(["(", "[", "{", ",", ":", "=", "+", "?", ""]);
const CLOSERS = new Set([",", ")", "]", "}", ":", "+", "?", "\n", ""]);
/** What a string without its end has swallowed is looked for in no more than this. */
const SWALLOWED_CHARS_MAX = 80;

/**
 * A source whose quotes are in disorder, put in order: an opening quote where one is missing, a closing one where a string ran into the
 * next, an escape before a quote inside a text. Linear; a source in order comes back as it is.
 */
export function mendQuotes(source: string): string {
  const out: string[] = [];
  // Code since the last string: what `carried` holds, and the source from `from` on.
  let carried = "";
  let from = 0;
  let last = "";
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const isQuote = character === '"' || (character === "'" && OPENERS.has(last));
    if (!isQuote) {
      if (!isBlank(character)) last = character;
      at++;
      continue;
    }
    const code = carried + source.slice(from, at);
    if (!OPENERS.has(last)) {
      // A closing quote without an opening one: the words before it are its string.
      const start = Math.max(...["(", "[", "{", ",", ":", "=", "\n"].map((mark) => code.lastIndexOf(mark))) + 1;
      out.push(code.slice(0, start), JSON.stringify(code.slice(start).trim()));
      carried = "";
      at++;
    } else {
      out.push(code);
      const string = readString(source, at, character);
      out.push(string.literal);
      carried = string.code;
      at = string.end;
    }
    from = at;
    last = lastOf(carried);
    // What follows stands as if after a string.
    if (carried === "" && !CLOSERS.has(nextOf(source, at))) out.push(", ");
  }
  return out.join("") + carried + source.slice(from);
}

function readString(source: string, start: number, quote: string): { literal: string; code: string; end: number } {
  const inner: string[] = [];
  let from = start + 1;
  const take = (to: number, escaped: string): void => {
    inner.push(source.slice(from, to), escaped);
    from = to + 1;
  };
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === "\\") at++;
    else if (character !== quote) {
      if (character === '"') take(at, '\\"');
    } else if (CLOSERS.has(nextOf(source, at + 1))) {
      return { literal: `"${inner.join("")}${source.slice(from, at)}"`, code: "", end: at + 1 };
    } else {
      const swallowed = swallowedIn(endOf(inner, source.slice(from, at)));
      // The next string begins here: this one ended where its code begins.
      if (swallowed !== "") {
        const text = inner.join("") + source.slice(from, at);
        return { literal: `"${text.slice(0, text.length - swallowed.length)}"`, code: swallowed, end: at };
      }
      take(at, quote === '"' ? '\\"' : quote);
    }
  }
  return { literal: `"${inner.join("")}${source.slice(from)}`, code: "", end: source.length };
}

/** The last characters of a text that comes in pieces. */
function endOf(pieces: readonly string[], last: string): string {
  let end = last.slice(-SWALLOWED_CHARS_MAX);
  for (let i = pieces.length - 1; i >= 0 && end.length < SWALLOWED_CHARS_MAX; i--)
    end = (pieces[i] ?? "").slice(end.length - SWALLOWED_CHARS_MAX) + end;
  return end;
}

/** Code at the end of a string that lacks its own end, where the next one may open: `), ListItem(`. */
function swallowedIn(end: string): string {
  const comma = end.lastIndexOf(",");
  if (comma === -1 || !OPENERS.has(lastOf(end)) || !/^(?:[A-Za-z]\w*\s*[:(]\s*)?[[({]*$/.test(end.slice(comma + 1).trim())) return "";
  let start = end.slice(0, comma).trimEnd().length;
  while (start > 0 && ")]}".includes(end.charAt(start - 1))) start--;
  // Blanks before the comma belong to it, also without a bracket before them.
  return end.slice(start);
}

function lastOf(code: string): string {
  for (let at = code.length - 1; at >= 0; at--) if (!isBlank(code.charAt(at))) return code.charAt(at);
  return "";
}

function isBlank(character: string): boolean {
  return character === " " || character === "\t" || character === "\n";
}

function nextOf(source: string, from: number): string {
  for (let at = from; at < source.length; at++) if (source.charAt(at) !== " " && source.charAt(at) !== "\t") return source.charAt(at);
  return "";
}
