import { ApiError } from "@/lib/errors";
import type { GenerationEvents } from "@/lib/generation/event";

/**
 * Yields the events of `first`; where the provider refuses that request before it has said anything, for a reason that `mends` knows from
 * its words, those of `again` instead. Throws what the last of them throws.
 */
export async function* onceMore(
  first: GenerationEvents,
  mends: (message: string) => boolean,
  again: () => GenerationEvents,
): GenerationEvents {
  let hasBegun = false;
  try {
    for await (const event of first) {
      hasBegun = true;
      yield event;
    }
    return;
  } catch (error) {
    if (hasBegun || !(error instanceof ApiError) || error.code !== "upstream_rejected" || !mends(error.message)) throw error;
  }
  yield* again();
}
