import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { findSessionUser } from "./live-session";
import type { SessionUser } from "./principal";

/**
 * The signed-in person, for server components and actions; redirects to the sign-in page when there is none. Every page
 * and every action calls it: nothing else keeps strangers out.
 */
export async function requireSession(returnTo?: string): Promise<SessionUser> {
  const session = await currentSession();
  if (!session) redirect(returnTo ? `/sign-in?returnTo=${encodeURIComponent(returnTo)}` : "/sign-in");
  return session;
}

/** The signed-in person of the request being rendered, or null. */
export async function currentSession(): Promise<SessionUser | null> {
  return findSessionUser((await headers()).get("cookie"));
}
