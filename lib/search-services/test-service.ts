import { createAbort } from "@/lib/abort";
import { askServices, SearchFailed } from "@/lib/tools/web/ask";
import type { Backend, BackendName } from "@/lib/tools/web/backends";
import type { SearchService } from "@/lib/tools/web/search-services";
import { loadSearchServices } from "./queries";

const TIMEOUT_MS = 10_000;
const PROBE = { query: "weather", count: 3, domains: [], country: null };

export type SearchServiceTest = { ok: true; results: number; ms: number } | { ok: false; message: string };

/** Searches once with a service that was set up; what goes wrong is said, not thrown. */
export async function testSearchService(backend: BackendName): Promise<SearchServiceTest> {
  const service = (await loadSearchServices()).find((one) => one.backend === backend);
  if (!service) return { ok: false, message: "Its key can't be decrypted any more: enter it again." };
  const limit = createAbort([], { ms: TIMEOUT_MS, reason: () => new SearchFailed("The search failed: it did not answer in time.") });
  const startedAtMs = performance.now();
  try {
    const way = ({ ask, results: read }: Backend) => ({ ask: (place: SearchService) => ask(PROBE, place), results: read });
    const results = await askServices([service], way, limit.signal);
    return { ok: true, results: results.length, ms: Math.round(performance.now() - startedAtMs) };
  } catch (error) {
    if (error instanceof SearchFailed) return { ok: false, message: error.message };
    throw error;
  } finally {
    limit.release();
  }
}
