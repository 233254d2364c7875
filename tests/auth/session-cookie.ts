import { startSession } from "@/lib/auth/mutations";
import { sealSessionToken } from "@/lib/auth/session-cookie";
import { newId } from "@/lib/ids";
import { createUser } from "@/lib/workspaces/mutations";

/** The Cookie header of a browser that someone new is signed in with. */
export async function sessionCookie(): Promise<string> {
  const created = await createUser({ email: `${newId("usr").toLowerCase()}@example.com` });
  if (!created.ok) throw new Error(created.reason);
  const userId = created.user.id;
  const sessionId = (await startSession({ userId, method: "password", ip: null, userAgent: null, replaces: null })) ?? "";
  return `next-auth.session-token=${await sealSessionToken({ sessionId, userId }, 60)}`;
}
