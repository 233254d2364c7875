import { limitedSubjects } from "@/lib/limits/schema";
import { log } from "@/lib/log";
import type { Principal, SessionUser } from "@/lib/principal";
import { touchSession } from "./mutations";
import { findSessionRow } from "./queries";
import { type LiveSession, sessionCache } from "./session-cache";
import { openSessionToken, readSessionCookie } from "./session-cookie";

const CACHE_MS = 3_000;
const CACHE_ENTRIES_MAX = 5_000;
const TOUCH_MS = 60_000;

/** Who the session cookie of this Cookie header is, or null: no cookie, not ours, ended, expired, or the user is disabled. */
export async function findSession(cookieHeader: string | null): Promise<Principal | null> {
  return (await findSessionUser(cookieHeader))?.principal ?? null;
}

/** As `findSession`, with the user. A row is read at most every 3 s a process; ending a session in this process counts at once. */
export async function findSessionUser(cookieHeader: string | null): Promise<SessionUser | null> {
  const token = readSessionCookie(cookieHeader);
  const named = token ? await openToken(token) : null;
  if (!named) return null;
  const live = await readLive(named.sessionId);
  if (!live || live.expiresAt <= Date.now() || live.session.user.id !== named.userId) return null;
  touch(live);
  return live.session;
}

async function openToken(token: string): Promise<{ sessionId: string; userId: string } | null> {
  const { tokens } = sessionCache();
  const known = tokens.get(token);
  if (known) return known;
  const opened = await openSessionToken(token);
  if (opened) put(tokens, token, opened);
  return opened;
}

async function readLive(sessionId: string): Promise<LiveSession | null> {
  const held = sessionCache();
  const hit = held.live.get(sessionId);
  if (hit && Date.now() - hit.readAt < CACHE_MS) return hit;
  const { generation } = held;
  const row = await findSessionRow(sessionId);
  if (!row) {
    held.live.delete(sessionId);
    return null;
  }
  const { userId, email, name, role, hasPassword, workspaceId, workspaceName, workspaceRole, workspaceLimits } = row;
  const limits = limitedSubjects(null, { id: workspaceId, limits: workspaceLimits });
  const live: LiveSession = {
    session: {
      principal: { workspaceId, userId, via: { type: "session", sessionId, role: workspaceRole }, ...(limits.length > 0 && { limits }) },
      user: { id: userId, email, name, role, hasPassword },
      workspace: { id: workspaceId, name: workspaceName, role: workspaceRole },
      sessionId,
    },
    expiresAt: row.expiresAt.getTime(),
    readAt: Date.now(),
    lastSeenAt: row.lastSeenAt.getTime(),
  };
  if (held.generation === generation) put(held.live, sessionId, live);
  return live;
}

/** Notes the use at most once a minute, without keeping the request waiting. */
function touch(live: LiveSession): void {
  const now = Date.now();
  if (now - live.lastSeenAt < TOUCH_MS) return;
  live.lastSeenAt = now;
  touchSession(live.session.sessionId, new Date(now)).catch((error: unknown) =>
    log.warn({ err: String(error) }, "could not note the use of a session"),
  );
}

function put<V>(map: Map<string, V>, key: string, value: V): void {
  if (map.size >= CACHE_ENTRIES_MAX) map.delete(map.keys().next().value ?? "");
  map.delete(key);
  map.set(key, value);
}
