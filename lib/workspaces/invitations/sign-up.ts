import { hashPassword, passwordWeakness } from "@/lib/auth/password";
import { admitAttempt } from "@/lib/auth/throttle";
import { isTaken } from "../mutations";
import { SignUpBody } from "../schema";
import type { SignUpResult } from "../sign-up";
import { insertInvited } from "./mutations";
import { ACCEPT_FAILURES } from "./schema";

export type InvitedSignUpResult = SignUpResult | { ok: false; reason: "not_made"; message: string };

/**
 * Makes the bearer of an invitation an account that belongs to its workspace, whether or not strangers may sign up. Whoever is invited is
 * told that an address has an account already: they are to sign in with it.
 */
export async function signUpInvited(
  token: unknown,
  typed: { email: unknown; name: unknown; password: unknown },
  from: { ip: string | null; userAgent: string | null },
): Promise<InvitedSignUpResult> {
  const parsed = SignUpBody.safeParse(typed);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path[0] === "email" || issue?.path[0] === "name" ? issue.path[0] : "password";
    return { ok: false, reason: "invalid", field, message: issue?.message ?? "This is not valid." };
  }
  if (!(await admitAttempt(null, from.ip)).ok) return { ok: false, reason: "throttled" };
  const { email, name, password } = parsed.data;
  if (passwordWeakness(password, email)) return { ok: false, reason: "weak_password" };
  const user = { email, name, passwordHash: await hashPassword(password), isEmailVerified: false, role: "member" } as const;
  try {
    const accepted = await insertInvited(token, user, from);
    return accepted.ok ? { ok: true } : { ok: false, reason: "not_made", message: ACCEPT_FAILURES[accepted.reason] };
  } catch (error) {
    if (!isTaken(error)) throw error;
    return { ok: false, reason: "not_made", message: "This address has an account here. Sign in with it, then open the invitation again." };
  }
}
