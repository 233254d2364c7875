import { prisma } from "@/lib/prisma";
import { open } from "@/lib/secret-box";
import { BACKEND_NAMES, BACKENDS } from "@/lib/tools/web/backends";
import type { SearchService } from "@/lib/tools/web/search-services";
import type { SearchServiceView } from "./schema";

/** What binds a stored key to its row. */
export const contextOf = (backend: string): string => `search-service:${backend}`;

/** Returns every service that was set up, in the order in which they are asked; without the keys. */
export async function listSearchServices(): Promise<SearchServiceView[]> {
  const rows = await prisma().searchService.findMany({ orderBy: { createdAt: "asc" } });
  return rows.flatMap(({ backend: name, baseUrl, allowLocal, last4, secret }) => {
    const backend = BACKEND_NAMES.find((known) => known === name);
    const isUnreadable = secret !== null && open(secret, contextOf(name)) === null;
    return backend ? [{ backend, baseUrl, allowLocal, last4, hasKey: secret !== null, isUnreadable }] : [];
  });
}

/** Returns the services as they are asked, with their keys in the clear: for use in this process only. One whose key is lost is left out. */
export async function loadSearchServices(): Promise<SearchService[]> {
  const rows = await prisma().searchService.findMany({ orderBy: { createdAt: "asc" } });
  return rows.flatMap(({ backend: name, baseUrl, allowLocal, secret }): SearchService[] => {
    const backend = BACKEND_NAMES.find((known) => known === name);
    const base = baseUrl ?? (backend ? BACKENDS[backend].address : null);
    const key = secret && open(secret, contextOf(name));
    if (!backend || base === null || (secret !== null && key === null)) return [];
    return [{ backend, base, key, reach: allowLocal ? "own" : "public" }];
  });
}
