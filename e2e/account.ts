import { randomBytes } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import { startSession } from "@/lib/auth/mutations";
import { sealSessionToken, sessionCookieName } from "@/lib/auth/session-cookie";
import { createUser } from "@/lib/workspaces/mutations";

export interface SignedInAccount {
  userId: string;
  workspaceId: string;
  email: string;
}

/**
 * A member of their own workspace, signed in in this browser. Written straight into the server's database (DATABASE_URL and
 * AUTH_SECRET must be the server's), so that a journey can begin on the page that it is about.
 */
export async function signInFresh(context: BrowserContext, baseUrl: string, name = "Ada Lovelace"): Promise<SignedInAccount> {
  const email = `e2e-${randomBytes(6).toString("hex")}@example.com`;
  const created = await createUser({ email, name, password: null, role: "member" });
  if (!created.ok) throw new Error(`no user for the test: ${created.reason}`);
  const { id: userId, workspaceId } = created.user;
  const sessionId = await startSession({ userId, method: "link", ip: null, userAgent: null, replaces: null });
  if (!sessionId) throw new Error("no session for the test");
  const value = await sealSessionToken({ sessionId, userId }, 3_600);
  await context.addCookies([{ name: sessionCookieName(false), value, url: baseUrl, httpOnly: true, sameSite: "Lax" }]);
  return { userId, workspaceId, email };
}
