import { cookies, headers } from "next/headers";
import { NextResponse } from "next/server";
import type { SessionUser } from "@/lib/principal";
import { CONNECT_COOKIE, CONNECT_SECONDS, sealConnection } from "./connect";
import { type AuthAnswer, handleAuth } from "./handler";
import { publicOrigin } from "./public-origin";
import { safeReturnTo } from "./return-to";

export type SignInResult = { ok: true; location: string } | { ok: false; reason: string };

/**
 * Signs the browser of the running server action in with a password or a link, by next-auth itself: the same checks,
 * cookies and rows as over /api/auth. Next has compared the action's Origin already. The location is a path of ours;
 * `reason` is one of `CredentialsSignin`, `throttled`, `link_unusable` and `unavailable`.
 */
export async function signIn(provider: "password" | "link", fields: Record<string, unknown>, returnTo: unknown): Promise<SignInResult> {
  const path = safeReturnTo(returnTo);
  const answer = await post(["callback", provider], { ...fields, callbackUrl: path });
  const reason = failureOf(answer);
  return reason ? { ok: false, reason } : { ok: true, location: path };
}

/** Starts a sign-in at an OAuth provider; the location is the provider's page. */
export async function startOAuth(provider: string, returnTo: unknown): Promise<SignInResult> {
  (await cookies()).delete(CONNECT_COOKIE);
  return toProvider(provider, returnTo);
}

/** Starts at an OAuth provider what ends with its identity connected to the account of `session`, on the settings page. */
export async function startConnecting({ sessionId }: SessionUser, provider: string): Promise<SignInResult> {
  const result = await toProvider(provider, "/settings");
  if (!result.ok) return result;
  const sent = await headers();
  const secure = publicOrigin((name) => sent.get(name)).startsWith("https:");
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: CONNECT_SECONDS } as const;
  (await cookies()).set(CONNECT_COOKIE, await sealConnection(sessionId, provider), options);
  return result;
}

async function toProvider(provider: string, returnTo: unknown): Promise<SignInResult> {
  const answer = await post(["signin", provider], { callbackUrl: safeReturnTo(returnTo) });
  const reason = failureOf(answer);
  return reason || !answer.location ? { ok: false, reason: reason ?? "OAuthSignin" } : { ok: true, location: answer.location };
}

async function post(path: string[], body: Record<string, unknown>): Promise<AuthAnswer> {
  const sent = await headers();
  const header = (name: string) => sent.get(name);
  // next-auth's own double submit: the token of a first call, its cookie and the token again in the second.
  const first = await handleAuth({ method: "GET", path: ["csrf"], query: {}, body: {}, header });
  const csrfToken = String((first.json as { csrfToken?: unknown } | null)?.csrfToken);
  const fresh = first.setCookies.map((line) => line.split(";")[0]);
  const cookie = [...(header("cookie")?.split("; ") ?? []), ...fresh].join("; ");
  const second = await handleAuth({
    method: "POST",
    path,
    query: {},
    body: { ...body, csrfToken },
    header: (name) => (name === "cookie" ? cookie : header(name)),
  });
  await keepCookies([...first.setCookies, ...second.setCookies]);
  return second;
}

async function keepCookies(lines: string[]): Promise<void> {
  const parsed = new NextResponse();
  for (const line of lines) parsed.headers.append("set-cookie", line);
  const jar = await cookies();
  for (const cookie of new NextResponse(null, { headers: parsed.headers }).cookies.getAll()) jar.set(cookie);
}

/** Every failure leads to a page with an `error` (or, without a valid token, `csrf`) in its query. */
function failureOf({ location, status }: AuthAnswer): string | null {
  if (location === null) return status < 400 ? null : "unavailable";
  const url = new URL(location, "http://origin.invalid");
  if (!/^\/(?:api\/auth|sign-in)(?:\/|$)/.test(url.pathname)) return null;
  return url.searchParams.get("error") ?? (url.searchParams.has("csrf") ? "unavailable" : null);
}
