import { env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import type { Principal } from "@/lib/principal";
import { processState } from "@/lib/process-state";

const RETRY_MS = 2_000;

const places = processState<Map<string, number>>("background-places", () => new Map());

/**
 * Takes a place among the responses that this process makes in the background, and returns what gives it back, once. Throws
 * `background_limit_reached` when the caller's key (or, of a session, its user) has as many as it may, or the process has.
 */
export function takeBackgroundPlace({ via, userId }: Principal): () => void {
  const caller = via.type === "key" ? via.keyId : userId;
  const { BACKGROUND_RESPONSES_PER_KEY: perKeyMax, BACKGROUND_RESPONSES: allMax } = env();
  const taken = places();
  const own = taken.get(caller) ?? 0;
  if (own >= perKeyMax) throw full(`At most ${perKeyMax} responses of one key may run in the background at a time.`);
  if ([...taken.values()].reduce((sum, count) => sum + count, 0) >= allMax)
    throw full("This server makes as many responses in the background as it can.");
  taken.set(caller, own + 1);
  let isTaken = true;
  return () => {
    if (!isTaken) return;
    isTaken = false;
    const left = (taken.get(caller) ?? 1) - 1;
    if (left === 0) taken.delete(caller);
    else taken.set(caller, left);
  };
}

function full(sentence: string): ApiError {
  return new ApiError("background_limit_reached", `${sentence} Wait for one to end, or cancel one.`, { retryAfterMs: RETRY_MS });
}
