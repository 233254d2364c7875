import { checkPassword } from "./password";
import { findLogin, findPasswordHash } from "./queries";
import { Email, PASSWORD_LENGTH_MAX } from "./schema";
import { admitAttempt, forgiveAttempt } from "./throttle";

/**
 * Checks an e-mail address and a password that a stranger typed; both may be anything at all. The answer and the time it
 * takes are the same for an account that does not exist, has no password, is disabled, or has another password.
 */
export async function checkCredentials(
  typed: { email: unknown; password: unknown },
  address: string | null,
): Promise<
  { ok: true; userId: string } | { ok: false; reason: "wrong_credentials" } | { ok: false; reason: "throttled"; retryAfterMs: number }
> {
  const email = Email.safeParse(typed.email);
  const { password } = typed;
  // What no account can have needs no work and tells nothing.
  if (!email.success || typeof password !== "string" || !password || password.length > PASSWORD_LENGTH_MAX)
    return { ok: false, reason: "wrong_credentials" };
  const admitted = await admitAttempt(email.data, address);
  if (!admitted.ok) return { ok: false, reason: "throttled", retryAfterMs: admitted.retryAfterMs };
  const login = await findLogin(email.data);
  const right = await checkPassword(password, login?.passwordHash ?? null);
  if (!right || !login || login.disabledAt) return { ok: false, reason: "wrong_credentials" };
  await forgiveAttempt(email.data, address);
  return { ok: true, userId: login.id };
}

/** Checks the password of somebody who is signed in, throttled like a sign-in: a browser left open must not be a way to guess it. */
export async function confirmPassword(userId: string, typed: unknown, address: string | null): Promise<"right" | "wrong" | "throttled"> {
  if (typeof typed !== "string" || !typed || typed.length > PASSWORD_LENGTH_MAX) return "wrong";
  const account = `user:${userId}`;
  if (!(await admitAttempt(account, address)).ok) return "throttled";
  if (!(await checkPassword(typed, await findPasswordHash(userId)))) return "wrong";
  await forgiveAttempt(account, address);
  return "right";
}
