import { parseNumber } from "../data/number";
import { withoutTail } from "./pieces";

/** An amount with its currency, and where it stands. */
export interface Money {
  text: string;
  value: number;
  unit: string | null;
  from: number;
  to: number;
}

const MONEY =
  /(?:US\$|R\$|[$€£¥₹])\s?\d{1,15}(?:[.,]\d{1,6}){0,5}|(?<![\d.,])\d{1,15}(?:[.,]\d{1,6}){0,5}\s?(?:[€$£]|(?:EUR|USD|GBP|CHF|euros?|dollars?|pounds?|reais|kr)(?!\p{L}))/iu;
const PERIOD = /^(?:\s?\/\s?\p{L}{1,12}|\s(?:per|a|an|each|every|pro|im|par|por|al|ao|à)\s\p{L}{1,12})/iu;

/** The first amount of money in a text, with the period it is for; null when there is none. */
export function moneyIn(text: string): Money | null {
  const match = MONEY.exec(text);
  const parsed = match ? parseNumber(match[0]) : null;
  if (!match || !parsed) return null;
  const end = match.index + match[0].length;
  const period = PERIOD.exec(text.slice(end))?.[0] ?? "";
  const to = end + period.length;
  return { text: text.slice(match.index, to), ...parsed, from: match.index, to };
}

const BEFORE = /\s(?:at|for|costs?|is|für|zu|kostet|à|pour|coûte|por|cuesta|a|de|custa)$/i;
const AFTER = /^(?:with|and|mit|und|avec|et|con|y|com|e|for|für)\s/i;

/** What stands before and behind an amount, without the small words that tie them. */
export function around(text: string, { from, to }: Money): { before: string; after: string } {
  const before = withoutTail(text.slice(0, from), "( –-").replace(BEFORE, "").trim();
  const after = text
    .slice(to)
    .trim()
    .replace(/^[)\s,–-]+/, "")
    .replace(AFTER, "")
    .trim();
  return { before, after };
}

/** A computed amount, written as an amount that was said: its marks, and its currency where it stood. */
export function writtenLike(sample: string, value: number): string {
  const digits = /\d+(?:[.,]\d+)*/.exec(sample);
  const isComma = /,\d{1,2}$|\.\d{3}$/.test(digits?.[0] ?? "");
  const fraction = Number.isInteger(value) ? 0 : 2;
  const options = { minimumFractionDigits: fraction, maximumFractionDigits: 2 };
  const text = new Intl.NumberFormat(isComma ? "de-DE" : "en-US", options).format(value);
  return digits ? sample.slice(0, digits.index) + text + sample.slice(digits.index + digits[0].length) : text;
}
