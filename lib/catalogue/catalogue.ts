import models from "./models.json";

/** What a model can do beside text. `files` are documents such as PDF; `structured` answers are held to a JSON Schema. */
export type Capability = "pictures" | "files" | "tools" | "reasoning" | "structured";

/** US dollars for a million tokens. Without a price of their own, tokens of the cache cost what others do. */
export interface Price {
  input: number;
  output: number;
  cacheRead?: number;
  cacheWrite?: number;
}

/** A vendor's list price from a day on, and what all tokens of a request cost when it reads more than so many. */
export interface DatedPrice extends Price {
  /** E.g. 2026-11-20. */
  from: string;
  above?: readonly (Price & { inputTokens: number })[];
}

export interface CatalogueModel {
  name: string;
  /** How many tokens it can read, its answer among them. */
  context: number;
  /** How many tokens an answer may have. */
  output: number;
  /** The day it came out; null where the source does not say. */
  released: string | null;
  can: readonly Capability[];
  /** In the order of their days; never empty. */
  prices: readonly DatedPrice[];
}

interface CatalogueFile {
  /** The day of the data. */
  date: string;
  sections: Record<string, { hosts: readonly string[]; models: Record<string, CatalogueModel> }>;
}

const { date, sections } = models as CatalogueFile;

/** The day of the data, for those who ask how old a price may be. */
export const CATALOGUE_DATE: string = date;

// A day at the end of an id names one state of the same model, at the same price.
const DAY = /-(?:20\d{6}|20\d{2}-\d{2}-\d{2})$/;

/**
 * Returns what is known of a model, by the section of those who sell it and their own name for it; a name with a day counts as the model
 * that it is a state of, and one without as the state that is known. Null for every other name: nothing is guessed from names that look
 * alike.
 */
export function findModel(section: string, name: string): CatalogueModel | null {
  const known = Object.hasOwn(sections, section) ? sections[section]?.models : undefined;
  if (!known) return null;
  const bare = name.replace(DAY, "");
  const found = [name, bare].find((one) => Object.hasOwn(known, one)) ?? Object.keys(known).find((one) => one.replace(DAY, "") === bare);
  return found === undefined ? null : (known[found] ?? null);
}

/** Returns the section of who answers at an address; null for an address whose prices are not known, as of a server of one's own. */
export function sectionAt(url: string): string | null {
  const host = URL.canParse(url) ? new URL(url).host : "";
  return Object.keys(sections).find((name) => sections[name]?.hosts.includes(host)) ?? null;
}

/** Returns the list price that holds at a time, the first one for times before it. */
export function priceAt({ prices }: Pick<CatalogueModel, "prices">, time: Date): DatedPrice {
  const day = time.toISOString().slice(0, 10);
  const price = prices.findLast(({ from }) => from <= day) ?? prices[0];
  if (!price) throw new Error("A model of the catalogue has no price.");
  return price;
}
