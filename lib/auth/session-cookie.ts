import { decode, encode } from "next-auth/jwt";
import { env } from "@/lib/env";

const NAME = "next-auth.session-token";
const COOKIE_LENGTH_MAX = 4_096;

/** The session cookie's name: behind https it carries the prefix that keeps plain http from setting it. */
export function sessionCookieName(secure: boolean): string {
  return secure ? `__Secure-${NAME}` : NAME;
}

/** The session token of a Cookie header, or null. Where the public origin is https, only the prefixed cookie counts. */
export function readSessionCookie(cookieHeader: string | null): string | null {
  if (!cookieHeader?.includes(NAME)) return null;
  const cookies = new Map(
    cookieHeader.split(";").map((part) => {
      const at = part.indexOf("=");
      return [part.slice(0, at).trim(), part.slice(at + 1).trim()] as const;
    }),
  );
  const plain = env().BASE_URL?.startsWith("https:") ? null : cookies.get(NAME);
  const token = cookies.get(sessionCookieName(true)) ?? plain;
  return token && token.length <= COOKIE_LENGTH_MAX ? token : null;
}

/** What the encrypted cookie names: a session row. Null for anything that this server did not issue, or that is too old. */
export async function openSessionToken(token: string): Promise<{ sessionId: string; userId: string } | null> {
  try {
    const claims = await decode({ token, secret: env().AUTH_SECRET });
    return typeof claims?.sid === "string" && typeof claims.sub === "string" ? { sessionId: claims.sid, userId: claims.sub } : null;
  } catch {
    return null;
  }
}

/** A session token as next-auth would issue it; for the tests and tools that need a signed-in browser without one. */
export function sealSessionToken(session: { sessionId: string; userId: string }, maxAgeSeconds: number): Promise<string> {
  return encode({ token: { sub: session.userId, sid: session.sessionId }, secret: env().AUTH_SECRET, maxAge: maxAgeSeconds });
}
