import type { ActionFailure } from "@/components/ui/use-action";
import type { SaveSearchServiceBody } from "@/lib/search-services/schema";
import type { SearchServiceTest } from "@/lib/search-services/test-service";

export type SearchServiceChange = { ok: true } | ActionFailure;

/** What the section can ask the server to do. Arguments come from a browser, so the server checks them all. */
export interface SearchServiceActions {
  save: (body: SaveSearchServiceBody) => Promise<SearchServiceChange>;
  remove: (backend: string) => Promise<SearchServiceChange>;
  test: (backend: string) => Promise<SearchServiceTest>;
}
