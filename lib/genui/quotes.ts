/** What may stand before a string and after it, blanks aside. */
const OPENERS = new Set(["(", "[", "{", ",", ":", "=", "+", "?", ""]);
const CLOSERS = new Set([",", ")", "]", "}", ":", "+", "?", "\n", ""]);
/** Code that a string without its end has swallowed: `), ListItem(`. */
const SWALLOWED = /[)\]}]*\s*,\s*(?:[A-Za-z]\w*\s*[:(]\s*)?[[({]*\s*$/;
const SWALLOWED_CHARS_MAX = 80;

/**
 * A source whose quotes are in disorder, put in order: an opening quote where one is missing, a closing one where a string ran into the
 * next, an escape before a quote inside a text. Linear; a source in order comes back as it is.
 */
export function mendQuotes(source: string): string {
  const out: string[] = [];
  let code = "";
  let at = 0;
  while (at < source.length) {
    const character = source.charAt(at);
    const isQuote = character === '"' || (character === "'" && OPENERS.has(lastOf(code)));
    if (!isQuote) {
      code += character;
      at++;
      continue;
    }
    if (!OPENERS.has(lastOf(code))) {
      // A closing quote without an opening one: the words before it are its string.
      const start = Math.max(...["(", "[", "{", ",", ":", "=", "\n"].map((mark) => code.lastIndexOf(mark))) + 1;
      out.push(code.slice(0, start), JSON.stringify(code.slice(start).trim()));
      code = "";
      at++;
      // What follows stands as if after a string.
      if (!CLOSERS.has(nextOf(source, at))) out.push(", ");
      continue;
    }
    out.push(code);
    const string = readString(source, at, character);
    out.push(string.literal);
    code = string.code;
    at = string.end;
    if (code === "" && !CLOSERS.has(nextOf(source, at))) out.push(", ");
  }
  return out.join("") + code;
}

function readString(source: string, start: number, quote: string): { literal: string; code: string; end: number } {
  let inner = "";
  for (let at = start + 1; at < source.length; at++) {
    const character = source.charAt(at);
    if (character === "\\") {
      inner += source.slice(at, at + 2);
      at++;
    } else if (character !== quote) inner += character === '"' ? '\\"' : character;
    else if (CLOSERS.has(nextOf(source, at + 1))) return { literal: `"${inner}"`, code: "", end: at + 1 };
    else {
      const swallowed = SWALLOWED.exec(inner.slice(-SWALLOWED_CHARS_MAX))?.[0] ?? "";
      // The next string begins here: this one ended where its code begins.
      if (swallowed !== "" && OPENERS.has(lastOf(inner)))
        return { literal: `"${inner.slice(0, inner.length - swallowed.length)}"`, code: swallowed, end: at };
      inner += '\\"';
    }
  }
  return { literal: `"${inner}`, code: "", end: source.length };
}

function lastOf(code: string): string {
  for (let at = code.length - 1; at >= 0; at--)
    if (code.charAt(at) !== " " && code.charAt(at) !== "\t" && code.charAt(at) !== "\n") return code.charAt(at);
  return "";
}

function nextOf(source: string, from: number): string {
  for (let at = from; at < source.length; at++) if (source.charAt(at) !== " " && source.charAt(at) !== "\t") return source.charAt(at);
  return "";
}
