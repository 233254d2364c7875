import { createAbort } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import { processState } from "@/lib/process-state";

/** A request being worked on. Its signal is the one that everything behind the request obeys. */
export interface Work {
  signal: AbortSignal;
  /** Ends the work early; the client is told `reason`. */
  abort(reason: ApiError): void;
  /** To be called once, when the answer is out or given up. */
  end: () => void;
}

/** For how long after its last request the API counts as in use. */
const IN_USE_MS = 1_000;

const works = processState("in-flight", () => new Set<Work>());
const idleWaits = processState("idle-waits", () => new Set<() => void>());
const last = processState("last-work", () => ({ endedAtMs: Number.NEGATIVE_INFINITY }));

/** Whether somebody uses the API now, or did just now. */
export function isApiInUse(): boolean {
  return works().size > 0 || performance.now() - last().endedAtMs < IN_USE_MS;
}

/** How many requests are being worked on. */
export function countInFlight(): number {
  return works().size;
}

/** Resolves as soon as no work is left, also such as has no connection. */
export async function untilIdle(): Promise<void> {
  while (works().size > 0) {
    await new Promise<void>((resolve) => {
      idleWaits().add(resolve);
    });
    idleWaits().clear();
  }
}

/** Starts work that ends when the client disconnects, after `deadlineMs`, or by `abort`: whichever comes first. */
export function beginWork(disconnected: AbortSignal, deadlineMs: number): Work {
  const over = createAbort([disconnected], { ms: deadlineMs, reason: () => deadlineError(deadlineMs) });
  const work: Work = {
    signal: over.signal,
    abort: (reason) => over.fire(reason),
    end: () => {
      over.release();
      works().delete(work);
      last().endedAtMs = performance.now();
      if (works().size === 0) for (const resolve of idleWaits()) resolve();
    },
  };
  works().add(work);
  return work;
}

/** Ends all work, as at shutdown: every client is told `reason`. */
export function abortInFlight(reason: ApiError): void {
  for (const work of works()) work.abort(reason);
}

function deadlineError(deadlineMs: number): ApiError {
  return new ApiError("upstream_timeout", `The request took longer than ${deadlineMs / 1_000} seconds.`);
}
