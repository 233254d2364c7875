import type { Cost, Usage } from "@/lib/generation/event";
import { type CatalogueModel, type Price, priceAt } from "./catalogue";

/** What nothing costs: an engine of this server's own. */
export const FREE: Pick<CatalogueModel, "prices"> = { prices: [{ from: "2026-11-22", input: 0, output: 0 }] };

/**
 * Returns what an answer cost by the vendor's list, and what the provider's cache saved of it: less than nothing where it was only
 * written. Dollars for a million tokens are millionths of a dollar for one, which is what a cost is counted in.
 */
export function costOf(usage: Usage, model: Pick<CatalogueModel, "prices">, time: Date): Cost {
  const price = priceFor(usage, model, time);
  const { inputTokens, outputTokens } = usage;
  // What a provider says of its cache is part of what was read, whatever it says.
  const read = Math.min(usage.cachedTokens, inputTokens);
  const written = Math.min(usage.cacheWriteTokens ?? 0, inputTokens - read);
  const without = inputTokens * price.input;
  const withCache =
    (inputTokens - read - written) * price.input + read * (price.cacheRead ?? price.input) + written * (price.cacheWrite ?? price.input);
  return { micros: Math.round(withCache + outputTokens * price.output), savedMicros: Math.round(without - withCache) };
}

/** Returns what an answer costs at most, in millionths of a US dollar, whichever of these gives it; null where of one nobody knows. */
export function dearestOf(usage: Usage, candidates: { billed: Pick<CatalogueModel, "prices"> | null }[], time: Date): number | null {
  const costs = candidates.map(({ billed }) => billed && costOf(usage, billed, time).micros);
  return costs.includes(null) ? null : Math.max(...costs.map(Number));
}

/** The price of all tokens of a request goes by how much it reads. */
function priceFor({ inputTokens }: Usage, model: Pick<CatalogueModel, "prices">, time: Date): Price {
  const listed = priceAt(model, time);
  return listed.above?.findLast((step) => inputTokens > step.inputTokens) ?? listed;
}
