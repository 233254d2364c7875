import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import { ApiError } from "@/lib/errors";
import { processState } from "@/lib/process-state";

// argon2id (the library's default algorithm) with OWASP's parameters: 19 MiB, two passes, one lane.
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
/** Two leave the rest of a machine to everyone else; of two processors, one does. */
const CONCURRENT_MAX = availableParallelism() > 2 ? 2 : 1;
const WAITING_MAX = 64;

const COMMON = new Set(
  `1234567890 12345678910 0123456789 0987654321 1111111111 0000000000 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwerty1234 qwerty12345
  qwerty123456 password12 password123 password1234 passw0rd123 p@ssw0rd123 changeme123 administrator letmein123 iloveyou123
  welcome123 welcome1234 abcdefghij abcd123456 abc1234567 asdfghjkl1 zxcvbnm123 football123 baseball123 superman123 sunshine123
  princess123 dragon1234 monkey1234 trustno1trustno1 correcthorsebatterystaple passwordpassword secretsecret adminadmin
  vitrinevitrine vitrine123 vitrine1234 password!! password123! qwertyuiop123 11111111111 123123123123 aaaaaaaaaa`.split(/\s+/),
);

interface Queue {
  running: number;
  waiting: (() => void)[];
}
const hashing = processState<Queue>("password-hashing", () => ({ running: 0, waiting: [] }));
const dummyHash = processState("dummy-hash", () => hash(randomBytes(32), COST));

/** Why a new password is too easy to guess, or null. `email` is the account's, which must not be its own password. */
export function passwordWeakness(password: string, email: string | null): "common" | "same_as_email" | null {
  const lower = password.toLowerCase();
  if (email && (lower === email || lower === email.split("@")[0])) return "same_as_email";
  return COMMON.has(lower) || new Set(lower).size < 4 ? "common" : null;
}

/** An argon2id hash in PHC form. At most two hashes run at once, or one on two processors; throws `service_unavailable` when 64 wait already. */
export function hashPassword(password: string): Promise<string> {
  return queued(() => hash(password.normalize("NFC"), COST));
}

/**
 * Whether the password is the one of `passwordHash`. Without a hash (no such account, or one without a password) it does
 * the same work against a dummy and answers false, so that the time taken tells nothing.
 */
export async function checkPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const dummy = await dummyHash();
  const matches = await queued(() => verify(passwordHash ?? dummy, password.normalize("NFC")));
  return matches && passwordHash !== null;
}

/** Hashing is the one costly thing a stranger can ask for: so few of it are done at a time. */
async function queued<T>(work: () => Promise<T>): Promise<T> {
  const queue = hashing();
  if (queue.running < CONCURRENT_MAX) queue.running++;
  else {
    if (queue.waiting.length >= WAITING_MAX)
      throw new ApiError("service_unavailable", "Too many sign-ins at once. Try again in a moment.", { retryAfterMs: 5_000 });
    await new Promise<void>((resolve) => queue.waiting.push(resolve));
  }
  try {
    return await work();
  } finally {
    const next = queue.waiting.shift();
    if (next) next();
    else queue.running--;
  }
}
