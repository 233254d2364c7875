import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { newId } from "@/lib/ids";
import type { MemberRole } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { hearOfSession } from "./session-watch";

/** How long a sign-in lasts. */
export const SESSION_MS = 30 * 24 * 3_600_000;

export interface NewUser {
  email: string | null;
  /** Whether somebody vouches for the address other than its user. */
  isEmailVerified: boolean;
  name: string | null;
  passwordHash: string | null;
  role: "owner" | "member";
}

/**
 * Writes a user as a member of the workspace they were invited to, else with one of their own. Values are taken as they are; a taken e-mail
 * throws Prisma's P2002.
 */
export async function insertUser(
  tx: Prisma.TransactionClient,
  { isEmailVerified, ...user }: NewUser,
  invited: { workspaceId: string; role: MemberRole } | null = null,
): Promise<{ id: string; workspaceId: string }> {
  const id = newId("usr");
  const workspaceId = invited?.workspaceId ?? (await insertWorkspace(tx, user));
  await tx.user.create({ data: { id, workspaceId, ...user, emailVerifiedAt: isEmailVerified ? new Date() : null } });
  await tx.member.create({ data: { workspaceId, userId: id, role: invited?.role ?? "owner" } });
  return { id, workspaceId };
}

/** Writes a workspace for a person, named after them, and gives its id. */
export async function insertWorkspace(
  tx: Prisma.TransactionClient,
  { name, email }: { name: string | null; email: string | null },
): Promise<string> {
  const id = newId("ws");
  await tx.workspace.create({ data: { id, name: name ?? email?.split("@")[0] ?? "Workspace" } });
  return id;
}

/**
 * Starts a session for a browser that has just proved who it is, and ends the one it had before.
 * Gives null when the user has been disabled meanwhile.
 */
export async function startSession(session: {
  userId: string;
  method: string;
  ip: string | null;
  userAgent: string | null;
  replaces: string | null;
}): Promise<string | null> {
  const id = newId("ses");
  const { userId, method, ip, replaces } = session;
  const started = await prisma().$transaction(async (tx) => {
    if (!(await tx.user.findFirst({ where: { id: userId, disabledAt: null }, select: { id: true } }))) return false;
    const userAgent = session.userAgent?.slice(0, 400) ?? null;
    await tx.session.create({ data: { id, userId, method, ip, userAgent, expiresAt: new Date(Date.now() + SESSION_MS) } });
    if (replaces) await endSessionRows(tx, Prisma.sql`id = ${replaces}`);
    return true;
  });
  if (started && replaces) hearOfSession(replaces);
  return started ? id : null;
}

/** Ends one session of the user; false when it is not theirs or has ended already. */
export async function endSession(userId: string, id: string): Promise<boolean> {
  const ended = await endSessionRows(prisma(), Prisma.sql`id = ${id} AND user_id = ${userId}`);
  ended.forEach(hearOfSession);
  return ended.length > 0;
}

/** Ends every session of the user but `keepId`, and says how many. */
export async function endOtherSessions(userId: string, keepId: string | null): Promise<number> {
  const ended = await endSessionRows(prisma(), allBut(userId, keepId));
  ended.forEach(hearOfSession);
  return ended.length;
}

/** Sets the password and ends every other session, in one transaction with its audit row. */
export async function setPassword(actor: Actor, userId: string, passwordHash: string, keepSessionId: string | null): Promise<void> {
  const ended = await prisma().$transaction(async (tx) => {
    await tx.user.update({ where: { id: userId }, data: { passwordHash } });
    const ids = await endSessionRows(tx, allBut(userId, keepSessionId));
    await audit(tx, actor, "user.password_changed", userId, { sessionsEnded: ids.length });
    return ids;
  });
  for (const id of keepSessionId ? [...ended, keepSessionId] : ended) hearOfSession(id);
}

/** Lets a member in again, or keeps them and their keys out and ends their sessions. False when there is no such member; an owner is none. */
export async function setMemberDisabled(actor: Actor, userId: string, disabled: boolean): Promise<boolean> {
  const ended = await prisma().$transaction(async (tx) => {
    const where = { id: userId, role: "member", disabledAt: disabled ? null : { not: null } } as const;
    const { count } = await tx.user.updateMany({ where, data: { disabledAt: disabled ? new Date() : null } });
    if (count === 0) return null;
    await audit(tx, actor, disabled ? "user.disabled" : "user.enabled", userId, null);
    // Their keys follow at once in every process: this is what lib/server/bus.ts listens to.
    await tx.$executeRaw`SELECT pg_notify('key_bus', id || ':' || version) FROM api_key WHERE created_by = ${userId} AND revoked_at IS NULL`;
    return disabled ? endSessionRows(tx, allBut(userId, null)) : [];
  });
  ended?.forEach(hearOfSession);
  return ended !== null;
}

/** Closes an account, and ends its sessions. Gives the ids of the sessions, to be heard of after the commit. */
export async function closeAccount(tx: Prisma.TransactionClient, actor: Actor, userId: string): Promise<string[]> {
  await tx.user.update({ where: { id: userId }, data: { disabledAt: new Date() } });
  await audit(tx, actor, "user.disabled", userId, null);
  return endSessionRows(tx, allBut(userId, null));
}

function allBut(userId: string, keepId: string | null): Prisma.Sql {
  return Prisma.sql`user_id = ${userId} AND id IS DISTINCT FROM ${keepId}`;
}

/** Ends the live ones of these sessions; as soon as that is committed every process hears of it: see lib/server/bus.ts. */
async function endSessionRows(tx: Pick<Prisma.TransactionClient, "$queryRaw">, which: Prisma.Sql): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    WITH ended AS (UPDATE session SET ended_at = now() WHERE ended_at IS NULL AND ${which} RETURNING id)
    SELECT id, pg_notify('session_bus', id)::text FROM ended`;
  return rows.map(({ id }) => id);
}

/** Notes that a session was used; never backwards. */
export async function touchSession(id: string, at: Date): Promise<void> {
  await prisma().session.updateMany({ where: { id, lastSeenAt: { lt: at } }, data: { lastSeenAt: at } });
}

/**
 * Counts one attempt in a bucket, atomically, and says whether it is among the `max` of the window. The window runs from
 * the last attempt that was admitted, so that it slides; refused attempts do not prolong it.
 */
export async function countAttempt(
  bucket: string,
  max: number,
  windowMs: number,
): Promise<{ ok: true } | { ok: false; retryAfterMs: number }> {
  const now = new Date();
  const windowEnd = new Date(now.getTime() + windowMs);
  const rows = await prisma().$queryRaw<{ count: number; window_end: Date }[]>`
    INSERT INTO throttle AS t (bucket, count, window_end) VALUES (${bucket}, 1, ${windowEnd})
    ON CONFLICT (bucket) DO UPDATE SET
      count = CASE WHEN t.window_end <= ${now} THEN 1 ELSE LEAST(t.count, ${max}::int) + 1 END,
      window_end = CASE WHEN t.window_end <= ${now} OR t.count < ${max}::int THEN ${windowEnd} ELSE t.window_end END
    RETURNING count, window_end`;
  const row = rows[0];
  if (Math.random() < 0.01) await prisma().throttle.deleteMany({ where: { windowEnd: { lt: now } } });
  if (!row || row.count <= max) return { ok: true };
  return { ok: false, retryAfterMs: Math.max(1_000, row.window_end.getTime() - now.getTime()) };
}

/** Empties a bucket. */
export async function forgetAttempts(bucket: string): Promise<void> {
  await prisma().throttle.deleteMany({ where: { bucket } });
}

/** Takes one attempt out of a bucket again. */
export async function returnAttempt(bucket: string): Promise<void> {
  await prisma().throttle.updateMany({ where: { bucket, count: { gt: 0 } }, data: { count: { decrement: 1 } } });
}

/** Writes a single-use link for the owner, creating the owner when there is none; concurrent first calls create one. */
export async function insertOwnerLink(hash: Uint8Array<ArrayBuffer>, expiresAt: Date): Promise<void> {
  await prisma().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('vitrine first owner'))`;
    const where = { role: "owner", disabledAt: null } as const;
    const found = await tx.user.findFirst({ where, orderBy: [{ createdAt: "asc" }, { id: "asc" }], select: { id: true } });
    const owner =
      found ?? (await insertUser(tx, { email: null, isEmailVerified: false, name: "Owner", passwordHash: null, role: "owner" }));
    await tx.signInLink.create({ data: { id: newId("lnk"), userId: owner.id, hash, expiresAt } });
    await tx.signInLink.deleteMany({ where: { expiresAt: { lt: new Date(Date.now() - 7 * 24 * 3_600_000) } } });
  });
}

/** Uses a link up: of any number of simultaneous calls exactly one gets the user's id. */
export async function consumeLink(hash: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const now = new Date();
  const used = await prisma().signInLink.updateManyAndReturn({
    where: { hash, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { userId: true },
  });
  return used[0]?.userId ?? null;
}

/** Ties an identity at a provider to a user; one that is tied already stays where it is. */
export async function linkAccount(provider: string, providerAccountId: string, userId: string): Promise<void> {
  await prisma().account.upsert({
    where: { provider_providerAccountId: { provider, providerAccountId } },
    create: { provider, providerAccountId, userId },
    update: {},
  });
}

/**
 * Connects an identity at a provider to the account of whoever asks, with its audit row; one that is tied already stays where it is.
 * `verifies` says that the provider verified the very address of the account.
 */
export async function insertConnectedAccount(
  actor: Actor,
  account: { provider: string; providerAccountId: string; userId: string },
  verifies: boolean,
): Promise<void> {
  await prisma().$transaction(async (tx) => {
    const { count } = await tx.account.createMany({ data: [account], skipDuplicates: true });
    if (count === 0) return;
    if (verifies) await tx.user.update({ where: { id: account.userId }, data: { emailVerifiedAt: new Date() } });
    await audit(tx, actor, "user.identity_connected", account.userId, { provider: account.provider });
  });
}

/**
 * Takes the identities at a provider from an account, with its audit row. False when there is none, or when nothing else would be left to
 * sign in with.
 */
export async function deleteConnectedAccount(actor: Actor, userId: string, provider: string): Promise<boolean> {
  return prisma().$transaction(async (tx) => {
    // Two tabs that take one each must not both find the other one left.
    await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId} FOR UPDATE`;
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { passwordHash: true, email: true, accounts: true } });
    const hasOther = (user.passwordHash !== null && user.email !== null) || user.accounts.some((account) => account.provider !== provider);
    if (!hasOther) return false;
    const { count } = await tx.account.deleteMany({ where: { userId, provider } });
    if (count > 0) await audit(tx, actor, "user.identity_disconnected", userId, { provider });
    return count > 0;
  });
}

/** Creates a member from an identity at a provider, which verified the address. */
export async function insertAccountUser(
  provider: string,
  providerAccountId: string,
  user: { email: string; name: string | null },
): Promise<string> {
  return prisma().$transaction(async (tx) => {
    const { id } = await insertUser(tx, { ...user, isEmailVerified: true, passwordHash: null, role: "member" });
    await tx.account.create({ data: { provider, providerAccountId, userId: id } });
    return id;
  });
}
