import { ApiError, type ErrorCode } from "@/lib/errors";
import type { GenerationEvents } from "@/lib/generation/event";

/** One of the models that may answer. */
export interface Candidate {
  /** Public id. */
  id: string;
  start(): GenerationEvents;
}

// Another model may do better where the provider failed; a refused request would be refused again, or mean something else.
const WORTH_ANOTHER = new Set<ErrorCode>([
  "upstream_failed",
  "upstream_timeout",
  "upstream_overloaded",
  "upstream_auth_error",
  "upstream_out_of_credit",
]);

/**
 * The events of the first candidate that says anything; `chosen` gets its id just before its first batch. The next one is asked
 * only while nothing has been said, so a client never sees parts of two answers. When all fail: what the last one failed with.
 */
export async function* withFallbacks(
  candidates: readonly Candidate[],
  chosen: (id: string) => void,
  signal: AbortSignal,
): GenerationEvents {
  for (const [index, candidate] of candidates.entries()) {
    let hasBegun = false;
    try {
      for await (const batch of candidate.start()) {
        if (!hasBegun) chosen(candidate.id);
        hasBegun = true;
        yield batch;
      }
      return;
    } catch (error) {
      const isLast = index === candidates.length - 1;
      if (hasBegun || isLast || signal.aborted || !(error instanceof ApiError) || !WORTH_ANOTHER.has(error.code)) throw error;
    }
  }
}
