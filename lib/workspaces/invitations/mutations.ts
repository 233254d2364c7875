import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { insertUser, type NewUser } from "@/lib/auth/mutations";
import { hearOfSession } from "@/lib/auth/session-watch";
import { newId, randomBase62 } from "@/lib/ids";
import type { MemberRole, SessionUser } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Invitation, Prisma } from "@/prisma/generated/client";
import { invitationHash } from "./queries";
import { type AcceptResult, OPEN_INVITATIONS_MAX } from "./schema";

type Tx = Prisma.TransactionClient;
const DAY_MS = 86_400_000;

/** Makes an invitation; its link is `/invite/<token>`, told once. Null when too many are open. The caller checks who asks. */
export async function createInvitation(
  actor: Actor,
  invitation: { role: MemberRole; email: string | null; days: number },
): Promise<{ token: string; expiresAt: Date } | null> {
  const { workspaceId, userId } = actor;
  const { role, email, days } = invitation;
  const token = randomBase62(43);
  const hash = invitationHash(token);
  const expiresAt = new Date(Date.now() + days * DAY_MS);
  return prisma().$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
    const open = { workspaceId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
    if (!hash || (await tx.invitation.count({ where: open })) >= OPEN_INVITATIONS_MAX) return null;
    const id = newId("inv");
    await tx.invitation.create({ data: { id, workspaceId, role, email, hash, createdById: userId, expiresAt } });
    await audit(tx, actor, "invitation.created", id, { role, email, expiresAt: expiresAt.toISOString() });
    return { token, expiresAt };
  });
}

/** Takes an invitation back; false when it can't be accepted anyway. The caller checks who asks. */
export async function revokeInvitation(actor: Actor, id: string): Promise<boolean> {
  return prisma().$transaction(async (tx) => {
    const where = { id, workspaceId: actor.workspaceId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
    const { count } = await tx.invitation.updateMany({ where, data: { revokedAt: new Date() } });
    if (count > 0) await audit(tx, actor, "invitation.revoked", id, null);
    return count > 0;
  });
}

/** Makes somebody who is signed in a member, and has their session go on in the workspace. An invitation that they need not stays open. */
export async function acceptInvitation(session: SessionUser, actor: Actor, token: unknown): Promise<AcceptResult> {
  const { user, sessionId } = session;
  const result = await accepting(token, user.email, async (tx, { workspaceId, role }) => {
    if (await tx.member.findUnique({ where: { workspaceId_userId: { workspaceId, userId: user.id } } })) return null;
    await tx.member.create({ data: { workspaceId, userId: user.id, role } });
    await tx.session.update({ where: { id: sessionId }, data: { workspaceId } });
    await tx.$executeRaw`SELECT pg_notify('session_bus', ${sessionId})`;
    return { ...actor, workspaceId };
  });
  if (result.ok) hearOfSession(sessionId);
  return result;
}

/** Makes somebody new an account that belongs to the workspace and to no other. A taken e-mail throws Prisma's P2002. */
export async function insertInvited(token: unknown, user: NewUser, from: Pick<Actor, "ip" | "userAgent">): Promise<AcceptResult> {
  return accepting(token, user.email, async (tx, { workspaceId, role }) => {
    const { id: userId } = await insertUser(tx, user, { workspaceId, role });
    return { type: "user", userId, workspaceId, requestId: null, ...from };
  });
}

/** Uses an invitation up, and `join`s; of any number of simultaneous calls one does. `join` gives whom to write down, or null for nobody. */
async function accepting(
  token: unknown,
  email: string | null,
  join: (tx: Tx, invitation: Invitation) => Promise<(Actor & { userId: string | null }) | null>,
): Promise<AcceptResult> {
  const hash = invitationHash(token);
  if (!hash) return { ok: false, reason: "unusable" };
  return prisma().$transaction(async (tx) => {
    const where = { hash, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date() } };
    const [invitation] = await tx.invitation.updateManyAndReturn({ where, data: { acceptedAt: new Date() } });
    if (!invitation) return { ok: false, reason: "unusable" };
    const { id, workspaceId, role } = invitation;
    const actor = invitation.email === null || invitation.email === email ? await join(tx, invitation) : null;
    if (actor) {
      await audit(tx, actor, "member.joined", actor.userId, { role, invitation: id });
      return { ok: true, workspaceId };
    }
    await tx.invitation.update({ where: { id }, data: { acceptedAt: null } });
    return { ok: false, reason: invitation.email === null || invitation.email === email ? "already_member" : "other_address" };
  });
}
