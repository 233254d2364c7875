import type { SessionUser } from "@/lib/principal";
import { processState } from "@/lib/process-state";

/** A session row as it was read, with what a request needs of its user. Times are epoch milliseconds. */
export interface LiveSession {
  session: SessionUser;
  expiresAt: number;
  readAt: number;
  lastSeenAt: number;
}

interface SessionCache {
  /** Opened cookies: decrypting one costs more than looking it up. */
  tokens: Map<string, { sessionId: string; userId: string }>;
  live: Map<string, LiveSession>;
  /** Counts invalidations: a row read before one must not be cached after it. */
  generation: number;
}

/** The sessions this process has seen lately. */
export const sessionCache = processState<SessionCache>("sessions", () => ({ tokens: new Map(), live: new Map(), generation: 0 }));

/** Makes the next request of these sessions read their rows again; call it after the commit of a change. */
export function forgetSessions(sessionIds: readonly string[]): void {
  const cache = sessionCache();
  cache.generation++;
  for (const id of sessionIds) cache.live.delete(id);
}

/** Makes the next request of every session of the user read its row again; call it after the commit of a change. */
export function forgetUserSessions(userId: string): void {
  const cache = sessionCache();
  forgetSessions([...cache.live].filter(([, live]) => live.session.user.id === userId).map(([id]) => id));
}

/** Makes the next request of every session read its row again. */
export function forgetAllSessions(): void {
  const cache = sessionCache();
  cache.generation++;
  cache.live.clear();
}
