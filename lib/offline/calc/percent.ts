import type { UiNode } from "@/lib/genui/tree";
import { formatNumber, parseNumber } from "../data/number";
import { result, tidy } from "./result";

const N = "([$€£]?\\s?-?[\\d.,]*\\d)";
const PERCENT = "(?:%|percent|per cent)";

/** Questions about percentages; null for any other. */
export function percentAnswer(text: string): UiNode[] | null {
  return partOf(text) ?? shareOf(text) ?? changeBetween(text) ?? changedBy(text) ?? discounted(text);
}

const pattern = (source: string): RegExp => new RegExp(source, "i");

/** The two numbers of a match, at the given places; null when one of them is none. */
function pair(match: RegExpExecArray | string[] | null, first: number, second: number): [number, number] | null {
  const read = (part: string | undefined): number | null => (part ? (parseNumber(part)?.value ?? null) : null);
  const [a, b] = [read(match?.[first]), read(match?.[second])];
  return a === null || b === null ? null : [a, b];
}

/** "15% of 80", "15% tip on 80" */
function partOf(text: string): UiNode[] | null {
  const kinds = "(?:sales\\s+)?(?:tax|tip|vat|commission|interest|fee|gratuity|deposit)";
  const found =
    pair(pattern(`^${N}\\s*${PERCENT}\\s+of\\s+${N}$`).exec(text), 1, 2) ??
    pair(pattern(`^(?:an?\\s+)?${N}\\s*(?:%|percent)\\s+${kinds}\\s+(?:on|of|for)\\s+(?:an?\\s+)?${N}$`).exec(text), 1, 2);
  if (!found) return null;
  const [percent, whole] = found.map((value) => formatNumber(value));
  return result(`${percent}% of ${whole}`, tidy((found[0] * found[1]) / 100), `${percent} ÷ 100 × ${whole}`);
}

/** "what percent of 80 is 12", "12 is what percent of 80" */
function shareOf(text: string): UiNode[] | null {
  const asked = pattern(`^(?:what\\s+)?(?:percent|percentage|per cent|%)\\s+(?:of\\s+${N}\\s+is\\s+${N}|is\\s+${N}\\s+of\\s+${N})$`).exec(
    text,
  );
  const told = pattern(`^${N}\\s+(?:is|as)\\s+(?:what|a|which)\\s+(?:percent|percentage|per cent)\\s+of\\s+${N}$`).exec(text);
  const found = pair(asked, 2, 1) ?? pair(asked, 3, 4) ?? pair(told, 1, 2);
  if (!found || found[1] === 0) return null;
  const [part, whole] = found.map((value) => formatNumber(value));
  return result(`${part} of ${whole}`, tidy((found[0] / found[1]) * 100), `${part} ÷ ${whole} × 100`, "%");
}

/** "percentage change from 80 to 92", "it went from 80 to 92, what is the change in percent" */
function changeBetween(text: string): UiNode[] | null {
  const what = "(?:change|increase|decrease|growth|difference)";
  const source = `(?:percent(?:age)?|%)\\s+${what}\\s+(?:from|between)\\s+${N}\\s+(?:to|and)\\s+${N}$`;
  const told = `^[^\\d%]*\\bfrom\\s+${N}\\s+to\\s+${N}\\s*[,.;:–-]?\\s(?=.*${PERCENT})[^\\d]*\\b${what}\\b[^\\d]*$`;
  const found = pair(pattern(source).exec(text) ?? pattern(told).exec(text), 1, 2);
  if (!found || found[0] === 0) return null;
  const [before, after] = found.map((value) => formatNumber(value));
  const value = tidy(((found[1] - found[0]) / found[0]) * 100);
  return result(`From ${before} to ${after}`, value, `(${after} − ${before}) ÷ ${before} × 100`, "%");
}

/** "increase 80 by 15%", "80 plus 15%" */
function changedBy(text: string): UiNode[] | null {
  const match = pattern(`^(increase|raise|decrease|reduce|lower)\\s+${N}\\s+by\\s+${N}\\s*(?:%|percent)$`).exec(text) ?? shifted(text);
  const found = pair(match, 2, 3);
  if (!found) return null;
  const isMore = /^(?:increase|raise|plus|\+)/i.test(match?.[1] ?? "");
  const [start, by] = found.map((value) => formatNumber(value));
  const value = tidy(found[0] * (1 + ((isMore ? 1 : -1) * found[1]) / 100));
  return result(`${start} ${isMore ? "plus" : "less"} ${by}%`, value, `${start} × (1 ${isMore ? "+" : "−"} ${by} ÷ 100)`);
}

/** "20% off 80", "a jacket costs 80 and is 20% off: what do I pay" */
function discounted(text: string): UiNode[] | null {
  const found =
    pair(pattern(`^${N}\\s*(?:%|percent)\\s+(?:off|discount on)\\s+${N}$`).exec(text), 1, 2) ??
    pair(
      pattern(
        `^[^\\d]*\\bcosts?\\s+${N}\\b[^\\d%]*\\s${N}\\s*${PERCENT}\\s+(?:off|discount|reduced|cheaper)\\b[^\\d]*\\b(?:pay|price|costs?)\\b[^\\d]*$`,
      ).exec(text),
      2,
      1,
    );
  if (!found) return null;
  const [discount, price] = found.map((value) => formatNumber(value));
  return result(`${price} less ${discount}%`, tidy(found[1] * (1 - found[0] / 100)), `${price} × (1 − ${discount} ÷ 100)`);
}

/** "80 plus 15%" as "plus 80 by 15%". */
function shifted(text: string): string[] | null {
  const match = pattern(`^${N}\\s*(plus|minus|\\+|-|−)\\s*${N}\\s*(?:%|percent)$`).exec(text);
  return match?.[1] && match[2] && match[3] ? [match[0], match[2], match[1], match[3]] : null;
}
