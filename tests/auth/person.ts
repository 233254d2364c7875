import type { Actor } from "@/lib/audit/actor";
import { findSessionUser } from "@/lib/auth/live-session";
import { startSession } from "@/lib/auth/mutations";
import { sealSessionToken } from "@/lib/auth/session-cookie";
import { newId } from "@/lib/ids";
import type { MemberRole, SessionUser } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { createUser } from "@/lib/workspaces/mutations";

export interface Person {
  userId: string;
  email: string;
  /** Of the workspace that they began with. */
  actor: Actor & { userId: string };
  sessionId: string;
  cookie: string;
  /** As the server sees them now; throws when they are signed out. */
  session(): Promise<SessionUser>;
}

/** Somebody with an account and a workspace of their own, signed in. */
export async function newPerson(): Promise<Person> {
  const created = await createUser({ email: `${newId("usr").toLowerCase()}@example.com` });
  if (!created.ok || !created.user.email) throw new Error("no account");
  const { id: userId, workspaceId, email } = created.user;
  const sessionId = (await startSession({ userId, method: "password", ip: null, userAgent: null, replaces: null })) ?? "";
  const cookie = `next-auth.session-token=${await sealSessionToken({ sessionId, userId }, 600)}`;
  const actor = { type: "user", userId, workspaceId, ip: null, userAgent: null, requestId: null } as const;
  const session = async () => (await findSessionUser(cookie)) ?? Promise.reject(new Error("signed out"));
  return { userId, email, actor, sessionId, cookie, session };
}

/** Makes somebody a member of another's workspace, at work there, as rows and nothing else. */
export async function addMember(workspaceId: string, { userId, sessionId }: Person, role: MemberRole): Promise<void> {
  await prisma().member.create({ data: { workspaceId, userId, role } });
  await prisma().session.update({ where: { id: sessionId }, data: { workspaceId } });
}
