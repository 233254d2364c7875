import { ApiError, type ErrorCode } from "@/lib/errors";
import type { GenerationEvents } from "@/lib/generation/event";
import { processState } from "@/lib/process-state";

/** After this many failures within the window a provider is left alone for the pause; then one request tries it. */
export interface BreakerLimits {
  failuresMax: number;
  windowMs: number;
  pauseMs: number;
}

export const DEFAULT_BREAKER: BreakerLimits = { failuresMax: 5, windowMs: 10_000, pauseMs: 15_000 };

interface Breaker {
  /** When the latest failures were, oldest first; at most `failuresMax`. */
  failedAtMs: number[];
  openedAtMs: number | null;
  isProbing: boolean;
}

// What a refused request or a rate limit says is about the request, and shows that somebody is there.
const WELL = new Set<ErrorCode>([
  "upstream_rejected",
  "upstream_overloaded",
  "upstream_auth_error",
  "upstream_out_of_credit",
  "model_not_found",
]);
const UNWELL = new Set<ErrorCode>(["upstream_failed", "upstream_timeout"]);

const breakers = processState("breakers", () => new Map<string, Breaker>());

/**
 * The events of `start`, unless the provider has just failed again and again: then `upstream_overloaded` at once, with the time
 * to wait, so that clients are not kept waiting for what will fail. Shared by all requests of the process, by provider.
 */
export async function* withBreaker(
  provider: { key: string; name: string },
  start: () => GenerationEvents,
  limits: BreakerLimits = DEFAULT_BREAKER,
): GenerationEvents {
  const breaker = find(provider.key);
  const waitMs = enter(breaker, limits);
  if (waitMs > 0) {
    const message = `${provider.name} failed ${limits.failuresMax} times in a row and is left alone for a moment.`;
    throw new ApiError("upstream_overloaded", message, { retryAfterMs: waitMs });
  }
  // Nothing is known of a provider whose client left before it said a word.
  let isWell: boolean | null = null;
  try {
    for await (const batch of start()) {
      isWell = true;
      yield batch;
    }
  } catch (error) {
    if (error instanceof ApiError && UNWELL.has(error.code)) isWell = false;
    else if (error instanceof ApiError && WELL.has(error.code)) isWell = true;
    throw error;
  } finally {
    leave(breaker, isWell, limits);
  }
}

function find(key: string): Breaker {
  const known = breakers().get(key);
  if (known) return known;
  const breaker: Breaker = { failedAtMs: [], openedAtMs: null, isProbing: false };
  breakers().set(key, breaker);
  return breaker;
}

/** How long to wait before the provider may be asked; 0 means now. */
function enter(breaker: Breaker, { pauseMs }: BreakerLimits): number {
  if (breaker.openedAtMs === null) return 0;
  const restMs = breaker.openedAtMs + pauseMs - performance.now();
  if (restMs > 0) return Math.ceil(restMs);
  if (breaker.isProbing) return 1_000;
  breaker.isProbing = true;
  return 0;
}

function leave(breaker: Breaker, isWell: boolean | null, { failuresMax, windowMs }: BreakerLimits): void {
  const nowMs = performance.now();
  breaker.isProbing = false;
  if (isWell === null) return;
  if (isWell) {
    breaker.failedAtMs = [];
    breaker.openedAtMs = null;
    return;
  }
  breaker.failedAtMs = [...breaker.failedAtMs, nowMs].slice(-failuresMax);
  const first = breaker.failedAtMs[0] ?? nowMs;
  if (breaker.openedAtMs !== null || (breaker.failedAtMs.length === failuresMax && nowMs - first <= windowMs)) breaker.openedAtMs = nowMs;
}
