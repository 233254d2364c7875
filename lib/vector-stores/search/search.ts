import { tellingWords } from "@/lib/reading/language";
import { touchStores } from "../mutations";
import type { Filter } from "./filter";
import { findPassages, type Hit, languagesOf } from "./queries";

export type { Hit } from "./queries";

export interface Search {
  queries: readonly string[];
  filter: Filter | null;
  /** At most this many passages. */
  limit: number;
  /** Passages that score less are left out. */
  scoreMin: number;
}

/** Of one file so many passages at most, while other files have some too. */
const PER_FILE = 3;
/** Of each query more are looked at than are given, so that other files than the first have their turn. */
const CANDIDATES = 4;

/**
 * Returns the passages that answer any of the queries best, the best first; of each passage the best score counts. That the stores are the
 * caller's and have not expired is the caller's to check.
 */
export async function searchStores(storeIds: readonly string[], { queries, filter, limit, scoreMin }: Search): Promise<Hit[]> {
  const languages = await languagesOf(storeIds);
  const found = await Promise.all(
    queries.flatMap((question) =>
      languages.map((language) => findPassages(storeIds, language, { question, filter, limit: limit * CANDIDATES })),
    ),
  );
  await touchStores(storeIds);
  return spread(best(found.flat()), limit).filter(({ score }) => score >= scoreMin);
}

/** Returns a question without the words that every text has; as it is where nothing would be left. */
export async function rewriteQuery(storeIds: readonly string[], question: string): Promise<string> {
  const [language = "english"] = await languagesOf(storeIds);
  return tellingWords(question, language).join(" ") || question;
}

function best(hits: Hit[]): Hit[] {
  const byPlace = new Map<string, Hit>();
  for (const hit of hits) {
    // The same file in two stores says the same.
    const place = `${hit.fileId} ${hit.text}`;
    const known = byPlace.get(place);
    if (!known || hit.score > known.score) byPlace.set(place, hit);
  }
  return [...byPlace.values()].sort((a, b) => b.score - a.score);
}

function spread(hits: Hit[], limit: number): Hit[] {
  const counts = new Map<string, number>();
  const [first, more]: [Hit[], Hit[]] = [[], []];
  for (const hit of hits) {
    const count = counts.get(hit.fileId) ?? 0;
    counts.set(hit.fileId, count + 1);
    (count < PER_FILE ? first : more).push(hit);
  }
  return [...first, ...more].slice(0, limit).sort((a, b) => b.score - a.score);
}
