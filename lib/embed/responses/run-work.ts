import type { Principal } from "@/lib/auth/principal";
import { DEADLINE_MS } from "@/lib/http/deadline";
import { beginWork } from "@/lib/http/in-flight";
import { watchPrincipal } from "@/lib/http/watch-principal";

const BACKGROUND_DEADLINE_MS = 3_600_000;
const LEASE_RESERVE_MS = 30_000;

/** What the work on a response obeys. */
export interface RunWork {
  signal: AbortSignal;
  /** Ends the work on purpose: the signal's reason is no `ApiError` then. */
  stop: () => void;
  /** To be called once, when the end of the response is stored. */
  end: () => void;
}

/** How long a conversation is locked: longer than any work takes. What a process leaves behind, the reaper gives free. */
export function leaseMs(background: boolean): number {
  return (background ? BACKGROUND_DEADLINE_MS : DEADLINE_MS) + LEASE_RESERVE_MS;
}

/** In the background nothing of the request ends the work but the key it was begun with; else the request's own signal does. */
export function beginRunWork(principal: Principal, background: boolean, requested: AbortSignal): RunWork {
  const stopper = new AbortController();
  const stop = () => stopper.abort();
  if (!background) return { signal: AbortSignal.any([requested, stopper.signal]), stop, end: () => {} };
  const work = beginWork(stopper.signal, BACKGROUND_DEADLINE_MS);
  const unwatch = watchPrincipal(principal, (reason) => work.abort(reason));
  const end = () => {
    work.end();
    unwatch();
  };
  return { signal: work.signal, stop, end };
}
