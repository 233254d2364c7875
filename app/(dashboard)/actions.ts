"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { endSession } from "@/lib/auth/mutations";
import { requireSession } from "@/lib/auth/session";
import { sessionCookieName } from "@/lib/auth/session-cookie";

/** Ends this browser's session on the server, takes its cookie and goes to the sign-in page. */
export async function signOutAction(): Promise<void> {
  const { user, sessionId } = await requireSession();
  await endSession(user.id, sessionId);
  const jar = await cookies();
  jar.delete(sessionCookieName(false));
  jar.delete({ name: sessionCookieName(true), secure: true });
  redirect("/sign-in");
}
