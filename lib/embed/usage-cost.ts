import type { Cost } from "@/lib/generation/event";

/** What we add to the usage of either dialect, as other servers do: what the answer cost in US dollars; null where no price is known. */
export interface CostMembers {
  cost: number | null;
  cost_details: CostDetails | null;
}

interface CostDetails {
  currency: "USD";
  /** What the provider's cache made of it: less than nothing where it was only written. */
  cache_saving: number;
}

const MICROS = 1_000_000;

/** Returns the members for a cost; none where it was not looked up, as of what no model answered. */
export function toCostMembers(cost: Cost | null | undefined): CostMembers | Record<string, never> {
  if (cost === undefined) return {};
  if (cost === null) return { cost: null, cost_details: null };
  return { cost: cost.micros / MICROS, cost_details: { currency: "USD", cache_saving: cost.savedMicros / MICROS } };
}
