import { z } from "zod/v4";
import { LimitsBody } from "@/lib/limits/schema";
import type { MemberRole } from "@/lib/principal";
import { prisma } from "@/lib/prisma";

const SessionRow = z.object({
  userId: z.string(),
  email: z.string().nullable(),
  name: z.string().nullable(),
  role: z.enum(["owner", "member"]),
  hasPassword: z.boolean(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  workspaceRole: z.enum(["owner", "member", "viewer"]),
  workspaceLimits: LimitsBody.nullable(),
  expiresAt: z.date(),
  lastSeenAt: z.date(),
});

/** What a request needs of a session that has not ended, with its user and workspace; null for one that has, of a disabled user, or that is none. */
export async function findSessionRow(id: string) {
  const [row] = await prisma().$queryRaw<unknown[]>`
    SELECT u.id AS "userId", u.email, u.name, u.role::text, u.password_hash IS NOT NULL AS "hasPassword", w.id AS "workspaceId",
           w.name AS "workspaceName", m.role::text AS "workspaceRole", w.limits AS "workspaceLimits", s.expires_at AS "expiresAt", s.last_seen_at AS "lastSeenAt"
    FROM session s JOIN "user" u ON u.id = s.user_id
    JOIN member m ON m.user_id = u.id AND m.workspace_id = coalesce(s.workspace_id, u.workspace_id)
    JOIN workspace w ON w.id = m.workspace_id
    WHERE s.id = ${id} AND s.ended_at IS NULL AND u.disabled_at IS NULL`;
  return row === undefined ? null : SessionRow.parse(row);
}

/** Those of these sessions that can be used now, with their users' roles by workspace. */
export async function findLiveSessions(ids: string[]): Promise<Map<string, Map<string, MemberRole>>> {
  const rows = await prisma().session.findMany({
    where: { id: { in: ids }, endedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { id: true, user: { select: { memberships: { select: { workspaceId: true, role: true } } } } },
  });
  return new Map(rows.map(({ id, user }) => [id, new Map(user.memberships.map(({ workspaceId, role }) => [workspaceId, role]))]));
}

/** A browser the user is signed in with. */
export interface SessionView {
  id: string;
  method: string;
  ip: string | null;
  userAgent: string | null;
  createdAt: Date;
  lastSeenAt: Date;
  expiresAt: Date;
}

/** The live sessions of a user, last seen first. */
export function listSessions(userId: string): Promise<SessionView[]> {
  return prisma().session.findMany({
    where: { userId, endedAt: null, expiresAt: { gt: new Date() } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: 200,
    select: { id: true, method: true, ip: true, userAgent: true, createdAt: true, lastSeenAt: true, expiresAt: true },
  });
}

/** What a password sign-in needs of an account; `email` is already lower-cased. */
export function findLogin(email: string) {
  return prisma().user.findUnique({ where: { email }, select: { id: true, passwordHash: true, disabledAt: true, emailVerifiedAt: true } });
}

/** The password hash of a user, null when none is set. */
export async function findPasswordHash(userId: string): Promise<string | null> {
  const user = await prisma().user.findUnique({ where: { id: userId }, select: { passwordHash: true } });
  return user?.passwordHash ?? null;
}

/** Whether somebody owns this server already. */
export async function hasOwner(): Promise<boolean> {
  return (await prisma().user.findFirst({ where: { role: "owner" }, select: { id: true } })) !== null;
}

/** The user an identity at a provider belongs to. */
export async function findAccountUser(provider: string, providerAccountId: string): Promise<string | null> {
  const account = await prisma().account.findUnique({ where: { provider_providerAccountId: { provider, providerAccountId } } });
  return account?.userId ?? null;
}

/** The providers that a user can sign in through. */
export async function listConnectedProviders(userId: string): Promise<string[]> {
  const accounts = await prisma().account.findMany({ where: { userId }, select: { provider: true }, distinct: ["provider"] });
  return accounts.map(({ provider }) => provider);
}

/** Whether this user may sign in. */
export async function isEnabledUser(userId: string): Promise<boolean> {
  return (await prisma().user.findFirst({ where: { id: userId, disabledAt: null }, select: { id: true } })) !== null;
}

/** Why a link of this hash does not work: it was used, its time is over, or it never was one. */
export async function findLinkState(hash: Uint8Array<ArrayBuffer>): Promise<"usable" | "used" | "expired" | "unknown"> {
  const link = await prisma().signInLink.findUnique({ where: { hash }, select: { usedAt: true, expiresAt: true } });
  if (!link) return "unknown";
  if (link.usedAt) return "used";
  return link.expiresAt > new Date() ? "usable" : "expired";
}
