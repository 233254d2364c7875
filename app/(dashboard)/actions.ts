"use server";

import { revalidatePath } from "next/cache";
import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { endSession } from "@/lib/auth/mutations";
import { requireSession } from "@/lib/auth/session";
import { sessionCookieName } from "@/lib/auth/session-cookie";
import { chooseWorkspace } from "@/lib/workspaces/members/mutations";

/** Has this browser go on in another workspace of its user, at the start: what was open may not be there. */
export async function chooseWorkspaceAction(id: unknown): Promise<void> {
  const { user, sessionId } = await requireSession();
  if (typeof id === "string" && /^ws_[0-9A-Za-z]{1,64}$/.test(id)) await chooseWorkspace(user.id, sessionId, id);
  revalidatePath("/", "layout");
  redirect("/playground");
}

/** Ends this browser's session on the server, takes its cookie and goes to the sign-in page. */
export async function signOutAction(): Promise<void> {
  const { user, sessionId } = await requireSession();
  await endSession(user.id, sessionId);
  const jar = await cookies();
  jar.delete(sessionCookieName(false));
  jar.delete({ name: sessionCookieName(true), secure: true });
  redirect("/sign-in");
}
