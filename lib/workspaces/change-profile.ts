import type { Actor } from "@/lib/audit/actor";
import { confirmPassword } from "@/lib/auth/credentials";
import type { SessionUser } from "@/lib/principal";
import { updateProfile } from "./mutations";
import { ProfileBody, type Refusal } from "./schema";

type ProfileField = "name" | "email" | "currentPassword";

/**
 * Changes the name and e-mail address of the signed-in user. A new address asks for the current password when there is one,
 * because whoever has the address and a session could otherwise make the account theirs.
 */
export async function changeProfile(
  { user }: SessionUser,
  actor: Actor,
  typed: { name: unknown; email: unknown; currentPassword: unknown },
): Promise<{ ok: true } | Refusal<ProfileField>> {
  const parsed = ProfileBody.safeParse(typed);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path[0] === "name" ? "name" : "email";
    return {
      ok: false,
      reason: "invalid",
      field,
      message: field === "email" ? "This is not an e-mail address." : (issue?.message ?? "This is not valid."),
    };
  }
  const { name, email } = parsed.data;
  if (email !== user.email && user.hasPassword) {
    if (email === null)
      return { ok: false, reason: "email_required", field: "email", message: "The address is needed to sign in with the password." };
    const confirmed = await confirmPassword(user.id, typed.currentPassword, actor.ip);
    if (confirmed === "throttled")
      return { ok: false, reason: "throttled", field: "currentPassword", message: "Too many attempts. Wait 15 minutes." };
    if (confirmed === "wrong")
      return { ok: false, reason: "wrong_password", field: "currentPassword", message: "This is not your current password." };
  }
  if (await updateProfile(actor, user.id, { name, email })) return { ok: true };
  return { ok: false, reason: "email_taken", field: "email", message: "This address cannot be used." };
}
