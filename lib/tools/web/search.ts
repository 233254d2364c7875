import { processState } from "@/lib/process-state";
import { isPublicHttps } from "@/lib/public-host";
import { clipped } from "@/lib/text";
import { askServices } from "./ask";
import type { PictureResult, SearchQuery, WebResult } from "./backends";
import { Remembered } from "./remembered";
import { searchServices } from "./search-services";

const TITLE_CHARS_MAX = 200;
const EXCERPT_CHARS_MAX = 1_200;
const URL_CHARS_MAX = 1_500;
/** More sites than that are too many words; what is found elsewhere is left out all the same. */
const DOMAINS_IN_WORDS_MAX = 8;
const FRESH_MS = 10 * 60_000;
const KEPT_MAX = 500;

const found = processState("web-found", () => new Remembered<WebResult[]>(KEPT_MAX, FRESH_MS));

/** What a search is bound to. */
export interface Bounds {
  /** Whose it is: nobody gets what another looked for. */
  workspaceId: string;
  domains: readonly string[];
  country: string | null;
  count: number;
  /** Whether somebody may be asked; else only what was found before is there. */
  isLive: boolean;
}

/**
 * Resolves to what is found for a few queries, each address once, the best of each first; null where nothing may be asked and nothing was
 * found before. Throws `SearchFailed`.
 */
export async function searchWeb(queries: readonly string[], bounds: Bounds, signal: AbortSignal): Promise<WebResult[] | null> {
  const lists = await Promise.all(queries.map((query) => searchOne(query, bounds, signal)));
  if (lists.every((list) => list === null)) return null;
  const merged = new Map<string, WebResult>();
  for (let rank = 0; rank < bounds.count; rank++) {
    for (const list of lists) {
      const result = list?.[rank];
      if (result && !merged.has(result.url)) merged.set(result.url, result);
    }
  }
  return [...merged.values()].slice(0, bounds.count);
}

async function searchOne(query: string, { workspaceId, domains, country, count, isLive }: Bounds, signal: AbortSignal) {
  const key = JSON.stringify([workspaceId, query, domains, country, count]);
  const known = found().find(key);
  if (known || !isLive) return known;
  const asked: SearchQuery = { query, count, domains, country };
  const results = await askServices(
    searchServices(),
    (backend) => ({
      ask: (place) => backend.ask(backend.takesDomains ? asked : inWords(asked), place),
      results: backend.results,
    }),
    signal,
  );
  const usable = results.flatMap((result) => usableResult(result, domains)).slice(0, count);
  found().keep(key, usable);
  return usable;
}

/** Resolves to the pictures that are found, at most `count`. Throws `SearchFailed`. */
export async function searchPictures(query: string, count: number, signal: AbortSignal): Promise<PictureResult[]> {
  const asked: SearchQuery = { query, count, domains: [], country: null };
  const results = await askServices(
    searchServices(),
    ({ pictures }) => pictures && { ask: (place) => pictures.ask(asked, place), results: pictures.results },
    signal,
  );
  const usable = results.filter(({ url }) => isPublicHttps(url) && url.length <= URL_CHARS_MAX);
  return usable.slice(0, count).map((picture) => ({ ...picture, title: clipped(tidy(picture.title), TITLE_CHARS_MAX) }));
}

function inWords(asked: SearchQuery): SearchQuery {
  const { query, domains } = asked;
  if (domains.length === 0 || domains.length > DOMAINS_IN_WORDS_MAX) return asked;
  return { ...asked, query: `${query} (${domains.map((domain) => `site:${domain}`).join(" OR ")})` };
}

function usableResult({ url, title, excerpt, date }: WebResult, domains: readonly string[]): WebResult[] {
  const address = pageAddress(url);
  if (address === null || !isOfDomains(address, domains)) return [];
  const named = tidy(title) || new URL(address).hostname;
  return [{ url: address, title: clipped(named, TITLE_CHARS_MAX), excerpt: clipped(tidy(excerpt), EXCERPT_CHARS_MAX), date }];
}

/** An address of the web as we would open it: https, without a place in the page; null for any other. */
export function pageAddress(text: string): string | null {
  if (!URL.canParse(text) || text.length > URL_CHARS_MAX) return null;
  const url = new URL(text);
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return null;
  if (url.protocol === "http:" && url.port === "") url.protocol = "https:";
  url.hash = "";
  return url.href;
}

/** Whether an address belongs to one of the sites, or to a part of one; without any to every one. */
export function isOfDomains(url: string, domains: readonly string[]): boolean {
  if (domains.length === 0) return true;
  const host = new URL(url).hostname.replace(/\.$/, "");
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`));
}

const tidy = (text: string): string => text.replace(/[\s\p{Cc}\p{Cf}]+/gu, " ").trim();
