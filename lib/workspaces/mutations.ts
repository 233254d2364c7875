import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { insertUser } from "@/lib/auth/mutations";
import { hashPassword, passwordWeakness } from "@/lib/auth/password";
import { forgetAllSessions, forgetUserSessions } from "@/lib/auth/session-cache";
import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { CreateUserBody } from "./schema";

export type CreateUserResult =
  | { ok: true; user: { id: string; workspaceId: string; email: string | null; role: "owner" | "member" } }
  | { ok: false; reason: "invalid"; message: string }
  | { ok: false; reason: "weak_password" | "email_taken" };

/**
 * Creates a user with a workspace of their own, in one transaction. The body is checked here, so anything may be passed.
 * `isEmailVerified` says whether the caller vouches for the address, as whoever runs the server does; a stranger's own word is none.
 * The password is hashed before the address is looked at, so the time taken does not tell whether it is taken.
 */
export async function createUser(body: CreateUserBody, { isEmailVerified = true } = {}): Promise<CreateUserResult> {
  const parsed = CreateUserBody.safeParse(body);
  if (!parsed.success) return { ok: false, reason: "invalid", message: parsed.error.issues[0]?.message ?? "The user is not valid." };
  const { email, name, password, role } = parsed.data;
  if (password !== null && passwordWeakness(password, email)) return { ok: false, reason: "weak_password" };
  const passwordHash = password === null ? null : await hashPassword(password);
  try {
    const user = await prisma().$transaction((tx) =>
      insertUser(tx, { email, isEmailVerified: isEmailVerified && email !== null, name, passwordHash, role }),
    );
    return { ok: true, user: { ...user, email, role } };
  } catch (error) {
    if (isTaken(error)) return { ok: false, reason: "email_taken" };
    throw error;
  }
}

/** Writes a user's name and address, checked before; nobody vouches for a new address. False when another account has it. */
export async function updateProfile(
  actor: Actor,
  userId: string,
  profile: { name: string | null; email: string | null },
): Promise<boolean> {
  try {
    await prisma().$transaction(async (tx) => {
      await tx.user.updateMany({ where: { id: userId, NOT: { email: profile.email } }, data: { emailVerifiedAt: null } });
      await tx.user.update({ where: { id: userId }, data: profile });
      await audit(tx, actor, "user.profile_changed", userId, profile);
    });
  } catch (error) {
    if (isTaken(error)) return false;
    throw error;
  }
  forgetUserSessions(userId);
  return true;
}

/** Renames the workspace; its members' pages say so from then on. The caller checks who asks. */
export async function renameWorkspace(actor: Actor, name: string): Promise<void> {
  const { workspaceId } = actor;
  await prisma().$transaction(async (tx) => {
    await tx.workspace.update({ where: { id: workspaceId }, data: { name } });
    await audit(tx, actor, "workspace.renamed", workspaceId, { name });
    await tx.$executeRaw`
      SELECT pg_notify('session_bus', s.id) FROM session s JOIN "user" u ON u.id = s.user_id
      WHERE coalesce(s.workspace_id, u.workspace_id) = ${workspaceId} AND s.ended_at IS NULL AND s.expires_at > now()`;
  });
  forgetAllSessions();
}

/** Whether a write failed because another account has the e-mail address. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
