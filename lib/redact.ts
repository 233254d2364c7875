const MARK = "[redacted]";

/**
 * Everything that looks like a secret of ours, of a provider, or of a session, wherever it begins: also glued to a letter. No
 * alternative looks back, and what one repeats nothing after it can refuse, so that a pass over any text is linear.
 */
const SECRET =
  /vtr_(?:live|test)_[\da-z]{5,}|fct_[\w.-]{8,}|sk[-_][\w-]{8,}|xai-[\w-]{8,}|AIza[\w-]{8,}|eyJ[\w.-]{20,}|bearer(?:\s|\+|%20)+[^\s"'\\,]+|session-token(?:\.\d+)?=[^;\s"]+|\/sign-in\/+link[/?][^\s"]*|[\da-z]{43,}/gi;

/** What a percent-encoding may hide of a secret; others stay as they are, since they would end one. */
const HIDDEN = /^[\w.~:/?=-]$/;
const PERCENT = 37;

const TEXT_LENGTH_MAX = 4_000;
const WORD_LENGTH_MAX = 200;
const LONG_WORD = /\S{201,}/g;
const SEPARATORS = ["/", " ", "\n", '"'];

/** Replaces every secret in `text` by a fixed mark, percent-encoded ones as well. */
export function redact(text: string): string {
  if (!text.includes("%")) return text.replace(SECRET, MARK);
  const { plain, starts } = decode(text);
  let [out, at] = ["", 0];
  for (const match of plain.matchAll(SECRET)) {
    out += text.slice(at, starts[match.index]) + MARK;
    at = starts[match.index + match[0].length] ?? 0;
  }
  return out + text.slice(at);
}

/** A request's path as a log may show it, cut before anything else reads it. */
export function shortPath(path: string): string {
  return cutAtWord(path, WORD_LENGTH_MAX);
}

/** What went wrong, in somebody else's words, as a log may show it: a path or a body that is quoted in it is cut as well. */
export function shortText(text: string): string {
  return cutAtWord(text, TEXT_LENGTH_MAX).replace(LONG_WORD, shortPath);
}

/** Returns up to `lengthMax` characters. The word that the cut would go through is left out: half a secret is not known as one. */
export function cutAtWord(text: string, lengthMax: number): string {
  if (text.length <= lengthMax) return text;
  const shown = text.slice(0, lengthMax);
  const end = Math.max(...SEPARATORS.map((separator) => shown.lastIndexOf(separator)));
  return `${shown.slice(0, end + 1)}…`;
}

/** Without its percent-encoding, however often it was applied, and where each character began in `text`. */
function decode(text: string): { plain: string; starts: Uint32Array } {
  const units = new Uint16Array(text.length);
  const starts = new Uint32Array(text.length + 1);
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    units[length] = text.charCodeAt(at);
    starts[length++] = at;
    for (let unit = escapedAt(units, length - 3); unit !== null; unit = escapedAt(units, length - 3)) {
      length -= 2;
      units[length - 1] = unit;
    }
  }
  starts[length] = text.length;
  return { plain: Buffer.from(units.buffer, 0, length * 2).toString("utf16le"), starts };
}

/** What an escape that begins at `at` stands for; null when there is none, or one that may stay. */
function escapedAt(units: Uint16Array, at: number): number | null {
  if (units[at] !== PERCENT) return null;
  const unit = hexDigit(units[at + 1] ?? 0) * 16 + hexDigit(units[at + 2] ?? 0);
  return unit === PERCENT || HIDDEN.test(String.fromCharCode(unit)) ? unit : null;
}

/** NaN for what is none. */
function hexDigit(unit: number): number {
  if (unit >= 48 && unit <= 57) return unit - 48;
  const letter = unit | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : Number.NaN;
}
