import type { countTokens as countO200k } from "gpt-tokenizer/encoding/o200k_base";
import { createPace } from "@/lib/pace";
import { wholeLength } from "@/lib/text";

// The encoder's time grows with the square of a run without a break, so long runs are counted in pieces.
const RUN_CHARS_MAX = 128;
const LONG_RUN = new RegExp(`[\\p{L}\\p{M}]{${RUN_CHARS_MAX},}|[^\\s\\p{L}\\p{M}\\p{N}]{${RUN_CHARS_MAX},}|\\s{${RUN_CHARS_MAX},}`, "gu");

// Text such as `<|endoftext|>` in a message is text: without this the encoder would throw.
const AS_TEXT = { disallowedSpecial: new Set<string>() };

type Count = typeof countO200k;

// Its tables are large and slow to read: a process that counts nothing does without.
let loading: Promise<Count> | null = null;
const load = (): Promise<Count> => (loading ??= import("gpt-tokenizer/encoding/o200k_base").then((encoding) => encoding.countTokens));

/** Reads the tables now: for a server that would else have its first answer wait for them. It takes about half a second of processor time. */
export async function loadTokenizer(): Promise<void> {
  await load();
}

/** Counted in one go: a few milliseconds even for letters that no word is made of. */
const SLICE_CHARS = 4_096;
/** How far before the end of a slice a word's beginning is looked for. */
const WORD_CHARS_MAX = 256;

/**
 * Resolves to the tokens of `text` in the o200k_base encoding: exact but for unbroken runs over 128 characters, which may count a
 * few more. Other work of the process has its turn meanwhile; calls that share a `pace` rest together.
 */
export async function countTokens(text: string, pace = createPace()): Promise<number> {
  if (text === "") return 0;
  const count = await load();
  let total = 0;
  for (const slice of slicesOf(text)) {
    if (pace.isDue()) await pace.rest();
    total += countSlice(slice, count);
  }
  return total;
}

/** Resolves to the tokens of texts with a line break between each two; long ones are not put together for it. */
export async function countTokensOfLines(texts: readonly string[]): Promise<number> {
  const chars = texts.reduce((sum, text) => sum + text.length, 0);
  if (chars <= SLICE_CHARS) return countTokens(texts.join("\n"));
  const pace = createPace();
  let total = texts.length - 1;
  for (const text of texts) total += await countTokens(text, pace);
  return total;
}

/** Resolves to the longest beginning of `text` of at most `tokensMax` tokens; a surrogate pair is never split. */
export async function cutAtTokens(text: string, tokensMax: number): Promise<string> {
  const count = await load();
  const pace = createPace();
  let total = 0;
  let length = 0;
  for (const slice of slicesOf(text)) {
    if (pace.isDue()) await pace.rest();
    const tokens = countSlice(slice, count);
    if (total + tokens > tokensMax) return text.slice(0, length) + cutSlice(slice, tokensMax - total, count);
    total += tokens;
    length += slice.length;
  }
  return text;
}

/** `text` in pieces that begin with a word where there is one: the encoding joins a blank with the word behind it, and no other. */
function* slicesOf(text: string): Generator<string> {
  let from = 0;
  while (text.length - from > SLICE_CHARS) {
    const end = sliceEnd(text, from + SLICE_CHARS);
    yield text.slice(from, end);
    from = end;
  }
  if (from < text.length) yield text.slice(from);
}

function sliceEnd(text: string, latest: number): number {
  for (let at = latest; at > latest - WORD_CHARS_MAX; at--) {
    if (text[at] === " " && /\S\s\p{L}/u.test(text.slice(at - 1, at + 2))) return at;
  }
  return latest - 1 + wholeLength(text.charAt(latest - 1));
}

function countSlice(slice: string, count: Count): number {
  let total = 0;
  let from = 0;
  for (const match of slice.matchAll(LONG_RUN)) {
    total += count(slice.slice(from, match.index), AS_TEXT);
    for (let i = 0; i < match[0].length; i += RUN_CHARS_MAX) total += count(match[0].slice(i, i + RUN_CHARS_MAX), AS_TEXT);
    from = match.index + match[0].length;
  }
  return total + count(from === 0 ? slice : slice.slice(from), AS_TEXT);
}

function cutSlice(slice: string, tokensMax: number, count: Count): string {
  let low = 0;
  let high = slice.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countSlice(slice.slice(0, middle), count) <= tokensMax) low = middle;
    else high = middle - 1;
  }
  return slice.slice(0, wholeLength(slice.slice(0, low)));
}
