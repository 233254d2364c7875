import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { listLiveSessions } from "./queries";
import { forgetSessions, sessionCache } from "./session-cache";

const RETRY_MS = 500;

type Abort = (reason: ApiError) => void;

const watchedSessions = processState<Map<string, Set<Abort>>>("watched-sessions", () => new Map());

/**
 * Calls `abort` once when the session stops being usable: ended, expired, or its user disabled, by whichever process. Returns what
 * ends the watch. Register right after the session was found: what changed between the two is noticed too.
 */
export function watchSession(sessionId: string, abort: Abort): () => void {
  const aborts = watchedSessions().get(sessionId) ?? new Set<Abort>();
  watchedSessions().set(sessionId, aborts);
  const once: Abort = (reason) => abort(reason); // so that one function can be registered for several requests
  aborts.add(once);
  // In the cache means not changed since it was found; anything else is asked again.
  if (!sessionCache().live.has(sessionId)) void recheckSessions([sessionId]);
  return () => {
    aborts.delete(once);
    if (aborts.size === 0 && watchedSessions().get(sessionId) === aborts) watchedSessions().delete(sessionId);
  };
}

/** Something about this session has changed, in whichever process: what is known of it is forgotten, and its requests are judged anew. */
export function hearOfSession(sessionId: string): void {
  forgetSessions([sessionId]);
  void recheckSessions([sessionId]);
}

/** Reads the watched ones of these sessions anew (all watched when none are named) and ends the requests of those no longer usable. */
export async function recheckSessions(sessionIds: readonly string[] | null = null): Promise<void> {
  const ids = (sessionIds ?? [...watchedSessions().keys()]).filter((id) => watchedSessions().has(id));
  if (ids.length === 0) return;
  try {
    const live = new Set(await listLiveSessions(ids));
    for (const id of ids) if (!live.has(id)) end(id);
  } catch (error) {
    const err = messageOf(error);
    log.warn({ err }, "the sessions of running requests could not be checked; trying again");
    setTimeout(() => void recheckSessions(ids), RETRY_MS).unref();
  }
}

function end(sessionId: string): void {
  const aborts = watchedSessions().get(sessionId);
  watchedSessions().delete(sessionId);
  for (const abort of aborts ?? []) abort(new ApiError("invalid_api_key", "The session has ended. Sign in again."));
}
