import { fetchForeign, RefusedAddress } from "@/lib/foreign";
import { log } from "@/lib/log";
import { TooLarge } from "@/lib/outgoing";
import { type Asked, type Backend, BACKENDS } from "./backends";
import type { SearchService } from "./search-services";

const ANSWER_BYTES_MAX = 1_048_576;
const TIMEOUT_MS = 8_000;

/** Why no service answered, in a sentence that holds nothing of what they said. */
export class SearchFailed extends Error {
  override name = "SearchFailed";
}

/**
 * Asks the services in their order until one answers, and resolves to its results. Throws `SearchFailed` when none does; what a service says
 * of a failure may hold its key and is told to nobody.
 */
export async function askServices<Result>(
  services: readonly SearchService[],
  way: (backend: Backend) => { ask: (place: SearchService) => Asked; results: (answer: unknown) => Result[] } | null,
  signal: AbortSignal,
): Promise<Result[]> {
  let failure = "nobody here can look for it";
  for (const service of services) {
    const backend: Backend = BACKENDS[service.backend];
    const asking = way(backend);
    if (!asking) continue;
    const { url, ...request } = asking.ask(service);
    try {
      const bounds = { reach: service.reach, bytesMax: ANSWER_BYTES_MAX, timeoutMs: TIMEOUT_MS };
      const { status, bytes } = await fetchForeign(url, { ...request, ...bounds }, signal);
      if (status >= 200 && status < 300) return asking.results(JSON.parse(bytes.toString()));
      failure = `${backend.label} answered with status ${status}`;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      failure = `${backend.label} ${reasonOf(error)}`;
    }
    log.warn({ service: service.backend, failure }, "a search service failed");
  }
  throw new SearchFailed(`The search failed: ${failure}.`);
}

function reasonOf(error: unknown): string {
  if (error instanceof TooLarge) return "answered with too much";
  if (error instanceof SyntaxError) return "answered with something that is not JSON";
  if (error instanceof RefusedAddress) return `can't be asked. ${error.message.replace(/\.$/, "")}`;
  if (error instanceof Error && error.name === "TimeoutError") return "did not answer in time";
  return "cannot be reached";
}
