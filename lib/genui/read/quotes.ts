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
      take(at, '\\"');
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
