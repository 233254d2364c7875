import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { closeAccount, insertWorkspace } from "@/lib/auth/mutations";
import { hearOfSession } from "@/lib/auth/session-watch";
import type { MemberRole } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { getSettings } from "@/lib/settings/queries";
import type { Prisma } from "@/prisma/generated/client";
import type { MemberResult } from "./schema";

type Tx = Prisma.TransactionClient;
type Change = { ok: true; sessions: string[] } | Extract<MemberResult, { ok: false }>;

/** Gives a member another role; the last owner stays one. It holds at once, in every process. The caller checks who asks. */
export async function setMemberRole(actor: Actor, userId: string, role: MemberRole): Promise<MemberResult> {
  return inWorkspace(actor, async (tx) => {
    const { workspaceId } = actor;
    const member = await tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId } } });
    if (!member) return { ok: false, reason: "not_found" };
    if (member.role === role) return { ok: true, sessions: [] };
    if (member.role === "owner" && !(await hasOtherOwner(tx, workspaceId, userId))) return { ok: false, reason: "last_owner" };
    await tx.member.update({ where: { workspaceId_userId: { workspaceId, userId } }, data: { role } });
    await audit(tx, actor, "member.role_changed", userId, { from: member.role, to: role });
    return { ok: true, sessions: await tell(tx, workspaceId, userId) };
  });
}

/**
 * Takes a person out of the workspace, or lets them leave it; its last owner stays. Their requests and keys there end at once, in every
 * process. Somebody who is in no other workspace gets one of their own; where strangers may not have one, their account is closed with it.
 * The caller checks who asks.
 */
export async function removeMember(actor: Actor, userId: string): Promise<MemberResult> {
  const { signUpOpen } = await getSettings();
  return inWorkspace(actor, async (tx) => {
    const { workspaceId } = actor;
    const where = { workspaceId_userId: { workspaceId, userId } };
    const member = await tx.member.findUnique({ where, include: { user: { include: { memberships: true } } } });
    if (!member) return { ok: false, reason: "not_found" };
    if (member.role === "owner" && !(await hasOtherOwner(tx, workspaceId, userId))) return { ok: false, reason: "last_owner" };
    const { user } = member;
    const other = user.memberships.find((membership) => membership.workspaceId !== workspaceId);
    if (!other && userId === actor.userId) return { ok: false, reason: "only_workspace" };
    await tx.member.delete({ where });
    await tx.session.updateMany({ where: { userId, workspaceId }, data: { workspaceId: null } });
    const home = other?.workspaceId ?? (await insertWorkspace(tx, user));
    if (!other) await tx.member.create({ data: { workspaceId: home, userId, role: "owner" } });
    if (user.workspaceId === workspaceId) await tx.user.update({ where: { id: userId }, data: { workspaceId: home } });
    await audit(tx, actor, userId === actor.userId ? "member.left" : "member.removed", userId, { role: member.role });
    const sessions = await tell(tx, workspaceId, userId);
    if (!other && !signUpOpen && user.role !== "owner" && user.disabledAt === null) await closeAccount(tx, actor, userId);
    return { ok: true, sessions };
  });
}

/** Has a session go on in another workspace of its user; false when they are not in it. */
export async function chooseWorkspace(userId: string, sessionId: string, workspaceId: string): Promise<boolean> {
  const count = await prisma().$executeRaw`
    UPDATE session SET workspace_id = ${workspaceId} WHERE id = ${sessionId} AND user_id = ${userId}
    AND EXISTS (SELECT FROM member WHERE workspace_id = ${workspaceId} AND user_id = ${userId})`;
  if (count > 0) {
    await prisma().$executeRaw`SELECT pg_notify('session_bus', ${sessionId})`;
    hearOfSession(sessionId);
  }
  return count > 0;
}

/** One change of a workspace's members at a time, so that two owners cannot let each other go. */
async function inWorkspace(actor: Actor, change: (tx: Tx) => Promise<Change>): Promise<MemberResult> {
  const done = await prisma().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${actor.workspaceId} FOR NO KEY UPDATE`;
    return change(tx);
  });
  if (!done.ok) return done;
  done.sessions.forEach(hearOfSession);
  return { ok: true };
}

/** Owners whose account is closed do not count: they could not let anybody in. */
async function hasOtherOwner(tx: Tx, workspaceId: string, userId: string): Promise<boolean> {
  const where = { workspaceId, role: "owner", userId: { not: userId }, user: { disabledAt: null } } as const;
  return (await tx.member.findFirst({ where, select: { userId: true } })) !== null;
}

/** Has every process look anew at the person's keys in the workspace and at their sessions, whose ids it gives: see lib/server/bus.ts. */
async function tell(tx: Tx, workspaceId: string, userId: string): Promise<string[]> {
  await tx.$executeRaw`
    SELECT pg_notify('key_bus', id || ':' || version) FROM api_key
    WHERE workspace_id = ${workspaceId} AND created_by = ${userId} AND revoked_at IS NULL`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id, pg_notify('session_bus', id)::text FROM session WHERE user_id = ${userId} AND ended_at IS NULL AND expires_at > now()`;
  return rows.map(({ id }) => id);
}
