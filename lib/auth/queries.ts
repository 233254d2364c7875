import { prisma } from "@/lib/prisma";

const SESSION_USER = {
  id: true,
  email: true,
  name: true,
  role: true,
  workspaceId: true,
  disabledAt: true,
  passwordHash: true,
} as const;

/** A session's row with what a request needs of its user; null when there is no such row. */
export function findSessionRow(id: string) {
  return prisma().session.findUnique({ where: { id }, include: { user: { select: SESSION_USER } } });
}

/** Those of these sessions that can be used now. */
export async function listLiveSessions(ids: string[]): Promise<string[]> {
  const rows = await prisma().session.findMany({
    where: { id: { in: ids }, endedAt: null, expiresAt: { gt: new Date() }, user: { disabledAt: null } },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
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
