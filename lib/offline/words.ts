/** Verbs whose past looks nothing like the name of a column. */
const PAST: ReadonlyMap<string, string> = new Map([
  ["won", "win"],
  ["lost", "loss"],
]);

/** A word as compared: lower case, without a plural or verb ending. */
export function stem(word: string): string {
  const lower = word.toLowerCase();
  const past = PAST.get(lower);
  if (past !== undefined) return past;
  if (lower.length <= 3) return lower;
  if (lower.endsWith("ies") && lower.length > 4) return `${lower.slice(0, -3)}y`;
  if (/(?:ses|xes|zes|ches|shes)$/.test(lower)) return lower.slice(0, -2);
  if (lower.endsWith("s") && !lower.endsWith("ss") && !lower.endsWith("us") && !lower.endsWith("is")) return lower.slice(0, -1);
  return lower;
}

export interface Word {
  stem: string;
  from: number;
  to: number;
}

/** The words of a text with their places; names like `unit_price` and `unitPrice` are several. */
export function wordsOf(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(/\p{Lu}?[\p{Ll}\p{M}]+|\p{Lu}+(?!\p{Ll})|\p{Lo}+|\d+(?:\.\d+)?/gu))
    words.push({ stem: stem(match[0]), from: match.index, to: match.index + match[0].length });
  return words;
}

export const stemsOf = (text: string): string[] => wordsOf(text).map((word) => word.stem);

/** Where the words of `phrase` stand one after the other in `words`; null when they do not. */
export function findPhrase(words: Word[], phrase: string[]): { from: number; to: number } | null {
  if (phrase.length === 0) return null;
  for (let i = 0; i + phrase.length <= words.length; i++) {
    if (phrase.every((part, j) => words[i + j]?.stem === part))
      return { from: words[i]?.from ?? 0, to: words[i + phrase.length - 1]?.to ?? 0 };
  }
  return null;
}

const NUMBER_WORDS: Record<string, number> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
};

/** `3` or `three`; null for anything else. */
export function countOf(text: string): number | null {
  return /^\d{1,6}$/.test(text) ? Number(text) : (NUMBER_WORDS[text.toLowerCase()] ?? null);
}

export const COUNT = `(?:\\d{1,5}|${Object.keys(NUMBER_WORDS).join("|")})`;
