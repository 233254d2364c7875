/** Scripts that are written without spaces between words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}][\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]*/gu;

/**
 * Returns a text as its words are looked for: where a script has no spaces, each two neighbouring letters count as a word, in what is
 * searched and in what is searched for.
 */
export function searchable(text: string): string {
  return text.replace(UNSPACED, (run) => ` ${pairsOf([...run])} `);
}

function pairsOf(letters: string[]): string {
  if (letters.length < 2) return letters.join("");
  return letters
    .slice(1)
    .map((letter, index) => `${letters[index]}${letter}`)
    .join(" ");
}
