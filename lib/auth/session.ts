import { headers } from "next/headers";
import { redirect } from "next/navigation";
import type { SessionUser } from "@/lib/principal";
import { findSessionUser } from "./live-session";
import { markRequestUnderstood } from "./request-address";
import { HOME, PATH_HEADER, safeReturnTo } from "./return-to";

/**
 * The signed-in person, for server components and actions; when there is none, redirects to the sign-in page, which comes
 * back to the page asked for. Every page and every action calls it: nothing else keeps strangers out.
 */
export async function requireSession(): Promise<SessionUser> {
  const session = await currentSession();
  if (session) return session;
  const path = safeReturnTo((await headers()).get(PATH_HEADER));
  redirect(path === HOME ? "/sign-in" : `/sign-in?returnTo=${encodeURIComponent(path)}`);
}

/** The signed-in person of the request being rendered, or null. */
export async function currentSession(): Promise<SessionUser | null> {
  markRequestUnderstood();
  return findSessionUser((await headers()).get("cookie"));
}
