import { hasOwner } from "@/lib/auth/queries";
import { admitAttempt } from "@/lib/auth/throttle";
import { getSettings } from "@/lib/settings/queries";
import { createUser } from "./mutations";
import { SignUpBody } from "./schema";

export type SignUpResult =
  | { ok: true }
  | { ok: false; reason: "closed" | "throttled" | "weak_password" }
  | { ok: false; reason: "invalid"; field: "email" | "password" | "name"; message: string };

/** Whether strangers may make themselves an account: the owner opened it, and there is an owner. */
export async function isSignUpOpen(): Promise<boolean> {
  return (await getSettings()).signUpOpen && (await hasOwner());
}

/**
 * Makes a stranger an account. The answer is the same, and takes as long, when the address already has one: it then keeps
 * its password. So nobody is signed in by it; signing in is the next step.
 */
export async function signUp(typed: { email: unknown; name: unknown; password: unknown }, address: string | null): Promise<SignUpResult> {
  if (!(await isSignUpOpen())) return { ok: false, reason: "closed" };
  const parsed = SignUpBody.safeParse(typed);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = issue?.path[0] === "email" || issue?.path[0] === "name" ? issue.path[0] : "password";
    return { ok: false, reason: "invalid", field, message: issue?.message ?? "This is not valid." };
  }
  if (!(await admitAttempt(null, address)).ok) return { ok: false, reason: "throttled" };
  const created = await createUser({ ...parsed.data, role: "member" }, { isEmailVerified: false });
  if (created.ok || created.reason === "email_taken") return { ok: true };
  return created.reason === "invalid"
    ? { ok: false, reason: "invalid", field: "email", message: created.message }
    : { ok: false, reason: created.reason };
}
