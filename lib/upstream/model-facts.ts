import { type Capability, type CatalogueModel, type DatedPrice, priceAt } from "@/lib/catalogue/catalogue";
import { FREE } from "@/lib/catalogue/cost";

/** What lists show of a model; null for what is not known. */
export interface ModelFacts {
  contextTokens: number | null;
  outputTokens: number | null;
  /** The day it came out, e.g. 2026-11-20. */
  released: string | null;
  can: readonly Capability[];
  /** The list price of today. */
  price: DatedPrice | null;
}

/** Of the offline engine. */
export const OFFLINE_FACTS: ModelFacts = {
  contextTokens: null,
  outputTokens: null,
  released: null,
  can: ["tools", "structured"],
  price: FREE.prices[0] ?? null,
};

/** Returns what is known of a model, and what those ask for it who sell it. */
export function factsOf(known: CatalogueModel | null, sold: CatalogueModel | null = known): ModelFacts {
  const model = sold ?? known;
  return {
    contextTokens: model?.context ?? null,
    outputTokens: model?.output ?? null,
    released: known?.released ?? null,
    can: known?.can ?? [],
    price: sold && priceAt(sold, new Date()),
  };
}
