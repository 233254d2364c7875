import { createAbort } from "@/lib/abort";
import { DEADLINE_MS } from "@/lib/http/deadline";
import { beginWork } from "@/lib/http/in-flight";
import { watchPrincipal } from "@/lib/http/watch-principal";
import type { Principal } from "@/lib/principal";
import { takeBackgroundPlace } from "./background-places";

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

/**
 * In the background nothing of the request ends the work but the key it was begun with; else the request's own signal does. Throws
 * `background_limit_reached` when there is no place for more.
 */
export function beginRunWork(principal: Principal, background: boolean, requested: AbortSignal): RunWork {
  const stopper = createAbort(background ? [] : [requested]);
  const stop = () => stopper.fire();
  if (!background) return { signal: stopper.signal, stop, end: stopper.release };
  const leavePlace = takeBackgroundPlace(principal);
  const work = beginWork(stopper.signal, BACKGROUND_DEADLINE_MS);
  const unwatch = watchPrincipal(principal, (reason) => work.abort(reason));
  const end = () => {
    work.end();
    unwatch();
    leavePlace();
  };
  return { signal: work.signal, stop, end };
}
