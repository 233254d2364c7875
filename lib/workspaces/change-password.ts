import type { Actor } from "@/lib/audit/actor";
import { confirmPassword } from "@/lib/auth/credentials";
import { setPassword } from "@/lib/auth/mutations";
import { hashPassword, passwordWeakness } from "@/lib/auth/password";
import { NewPassword } from "@/lib/auth/schema";
import type { SessionUser } from "@/lib/principal";
import type { Refusal } from "./schema";

type PasswordField = "currentPassword" | "newPassword";
const WEAKNESSES = { common: "This password is too easy to guess.", same_as_email: "The e-mail address is not a password." };

/** Sets or changes the password of the signed-in user; every other session of theirs ends with it. */
export async function changePassword(
  { user, sessionId }: SessionUser,
  actor: Actor,
  typed: { currentPassword: unknown; newPassword: unknown },
): Promise<{ ok: true } | Refusal<PasswordField>> {
  if (!user.email)
    return { ok: false, reason: "email_required", field: null, message: "Save an e-mail address first: it is what you sign in with." };
  const parsed = NewPassword.safeParse(typed.newPassword);
  if (!parsed.success)
    return { ok: false, reason: "invalid", field: "newPassword", message: parsed.error.issues[0]?.message ?? "This is not valid." };
  const weakness = passwordWeakness(parsed.data, user.email);
  if (weakness) return { ok: false, reason: "weak_password", field: "newPassword", message: WEAKNESSES[weakness] };
  if (user.hasPassword) {
    const confirmed = await confirmPassword(user.id, typed.currentPassword, actor.ip);
    if (confirmed === "throttled")
      return { ok: false, reason: "throttled", field: "currentPassword", message: "Too many attempts. Wait 15 minutes." };
    if (confirmed === "wrong")
      return { ok: false, reason: "wrong_password", field: "currentPassword", message: "This is not your current password." };
  }
  await setPassword(actor, user.id, await hashPassword(parsed.data), sessionId);
  return { ok: true };
}
