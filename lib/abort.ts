/** An abort that also fires when others do, or after a time. */
export interface Abort {
  signal: AbortSignal;
  /** Fires it; later reasons count for nothing. */
  fire: (reason?: unknown) => void;
  /** To be called once the work is over: lets go of what it listens to, and of its clock. */
  release: () => void;
}

interface TimeLimit {
  ms: number;
  reason: () => unknown;
}

/**
 * Returns an abort that fires with the reason of the first of `sources` that does, or with `limit.reason` once `limit.ms` are over.
 * Not `AbortSignal.any` nor `AbortSignal.timeout`: Node holds what those are made of weakly, so that a collection can lose an abort.
 * Here each source holds its listener, which holds the abort, and the clock is an ordinary one.
 */
export function createAbort(sources: readonly AbortSignal[], limit?: TimeLimit): Abort {
  const controller = new AbortController();
  const listeners = sources.map((source) => ({ source, listen: () => controller.abort(source.reason) }));
  const timer = limit && setTimeout(() => controller.abort(limit.reason()), limit.ms);
  const fired = sources.find((source) => source.aborted);
  if (fired) controller.abort(fired.reason);
  else for (const { source, listen } of listeners) source.addEventListener("abort", listen, { once: true });
  return {
    signal: controller.signal,
    fire: (reason) => controller.abort(reason),
    release: () => {
      clearTimeout(timer);
      for (const { source, listen } of listeners) source.removeEventListener("abort", listen);
    },
  };
}

/** Settles as `promise` does; rejects with the reason of `signal` if that fires first. */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  if (signal.aborted) onAbort();
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
