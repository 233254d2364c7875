import { countTokens as countO200k } from "gpt-tokenizer/encoding/o200k_base";

// The encoder's time grows with the square of a run without a break, so long runs are counted in pieces.
const RUN_CHARS_MAX = 128;
const LONG_RUN = new RegExp(`[\\p{L}\\p{M}]{${RUN_CHARS_MAX},}|[^\\s\\p{L}\\p{M}\\p{N}]{${RUN_CHARS_MAX},}|\\s{${RUN_CHARS_MAX},}`, "gu");

// Text such as `<|endoftext|>` in a message is text: without this the encoder would throw.
const AS_TEXT = { disallowedSpecial: new Set<string>() };

/** Tokens of `text` in the o200k_base encoding. Exact but for unbroken runs over 128 characters, which may count a few more. */
export function countTokens(text: string): number {
  let total = 0;
  let from = 0;
  for (const match of text.matchAll(LONG_RUN)) {
    total += countO200k(text.slice(from, match.index), AS_TEXT);
    for (let i = 0; i < match[0].length; i += RUN_CHARS_MAX) total += countO200k(match[0].slice(i, i + RUN_CHARS_MAX), AS_TEXT);
    from = match.index + match[0].length;
  }
  return total + countO200k(from === 0 ? text : text.slice(from), AS_TEXT);
}
