import { forgiveAttempt, admitAttempt } from "./throttle";
import { findLogin } from "./queries";
import { checkPassword } from "./password";
import { Email, PASSWORD_LENGTH_MAX } from "./schema";

/**
 * Checks an e-mail address and a password that a stranger typed; both may be anything at all. The answer and the time it
 * takes are the same for an account that does not exist, has no password, is disabled, or has another password.
 */
export async function checkCredentials(
  typed: { email: unknown; password: unknown },
  address: string | null,
): Promise<{ ok: true; userId: string } | { ok: false; reason: "wrong_credentials" } | { ok: false; reason: "throttled"; retryAfterMs: number }> {
  const email = Email.safeParse(typed.email);
  const { password } = typed;
  // What no account can have needs no work and tells nothing.
  if (!email.success || typeof password !== "string" || !password || password.length > PASSWORD_LENGTH_MAX) return { ok: false, reason: "wrong_credentials" };
  const admitted = await admitAttempt(email.data, address);
  if (!admitted.ok) return { ok: false, reason: "throttled", retryAfterMs: admitted.retryAfterMs };
  const login = await findLogin(email.data);
  const right = await checkPassword(password, login?.passwordHash ?? null);
  if (!right || !login || login.disabledAt) return { ok: false, reason: "wrong_credentials" };
  await forgiveAttempt(email.data, address);
  return { ok: true, userId: login.id };
}
