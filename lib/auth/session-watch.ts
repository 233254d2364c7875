import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import type { MemberRole } from "@/lib/principal";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { findLiveSessions } from "./queries";
import { forgetSessions, sessionCache } from "./session-cache";

const RETRY_MS = 500;

/** A request in flight, with what it was begun as. */
interface Watched {
  workspaceId: string;
  role: MemberRole;
  abort: (reason: ApiError) => void;
}

const watchedSessions = processState<Map<string, Set<Watched>>>("watched-sessions", () => new Map());

/**
 * Calls `abort` once when a request that was begun in a session may not go on: the session ended or expired, its user was disabled, or
 * left the workspace or sank to a viewer there, by whichever process. Returns what ends the watch. Register right after the session was
 * found: what changed between the two is noticed too.
 */
export function watchSession(sessionId: string, begun: Watched): () => void {
  const requests = watchedSessions().get(sessionId) ?? new Set<Watched>();
  watchedSessions().set(sessionId, requests);
  const watched = { ...begun }; // so that one function can be registered for several requests
  requests.add(watched);
  // In the cache and the same means not changed since it was found; anything else is asked again.
  const now = sessionCache().live.get(sessionId)?.session.workspace;
  if (now?.id !== begun.workspaceId || now.role !== begun.role) void recheckSessions([sessionId]);
  return () => {
    requests.delete(watched);
    if (requests.size === 0 && watchedSessions().get(sessionId) === requests) watchedSessions().delete(sessionId);
  };
}

/** Something about this session has changed, in whichever process: what is known of it is forgotten, and its requests are judged anew. */
export function hearOfSession(sessionId: string): void {
  forgetSessions([sessionId]);
  void recheckSessions([sessionId]);
}

/** Reads the watched ones of these sessions anew (all watched when none are named) and ends the requests that may not go on. */
export async function recheckSessions(sessionIds: readonly string[] | null = null): Promise<void> {
  const ids = (sessionIds ?? [...watchedSessions().keys()]).filter((id) => watchedSessions().has(id));
  if (ids.length === 0) return;
  try {
    const live = await findLiveSessions(ids);
    for (const id of ids) judge(id, live.get(id));
  } catch (error) {
    const err = messageOf(error);
    log.warn({ err }, "the sessions of running requests could not be checked; trying again");
    setTimeout(() => void recheckSessions(ids), RETRY_MS).unref();
  }
}

/** `roles` are those of the user by workspace; undefined when the session has ended. */
function judge(sessionId: string, roles: Map<string, MemberRole> | undefined): void {
  for (const watched of watchedSessions().get(sessionId) ?? []) {
    const role = roles?.get(watched.workspaceId);
    if (role && (role !== "viewer" || watched.role === "viewer")) continue;
    watchedSessions().get(sessionId)?.delete(watched);
    watched.abort(
      roles
        ? new ApiError("role_not_allowed", "You may not do this in the workspace any more.")
        : new ApiError("invalid_api_key", "The session has ended. Sign in again."),
    );
  }
}
