import { ApiError } from "@/lib/errors";

export interface SlotLimits {
  atOnceMax: number;
  waitingMax: number;
}

/** Lets so many pieces of work go on at once and as many wait their turn; the rest are refused. */
export interface Slots {
  /** Rejects with `export_overloaded` where too many wait already, and with the signal's reason when it fires before the turn comes. */
  run<Result>(work: () => Promise<Result>, signal: AbortSignal): Promise<Result>;
}

const RETRY_AFTER_MS = 5_000;

export function createSlots({ atOnceMax, waitingMax }: SlotLimits): Slots {
  const waiting = new Set<() => void>();
  let busy = 0;
  const turn = (signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted();
    if (busy < atOnceMax) {
      busy++;
      return Promise.resolve();
    }
    if (waiting.size >= waitingMax)
      throw new ApiError("export_overloaded", "Too many exports are under way. Try again.", { retryAfterMs: RETRY_AFTER_MS });
    return new Promise((resolve, reject) => {
      const go = () => {
        signal.removeEventListener("abort", leave);
        resolve();
      };
      const leave = () => {
        waiting.delete(go);
        reject(signal.reason);
      };
      signal.addEventListener("abort", leave, { once: true });
      waiting.add(go);
    });
  };
  const pass = () => {
    const [next] = waiting;
    if (!next) {
      busy--;
      return;
    }
    waiting.delete(next);
    next();
  };
  return {
    async run(work, signal) {
      await turn(signal);
      try {
        return await work();
      } finally {
        pass();
      }
    },
  };
}
