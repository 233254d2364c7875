import { createHash } from "node:crypto";
import { isIPv6 } from "node:net";
import { countAttempt, forgetAttempts, returnAttempt } from "./mutations";

const WINDOW_MS = 15 * 60_000;
const ACCOUNT_ATTEMPTS_MAX = 10;
const ADDRESS_ATTEMPTS_MAX = 50;

/**
 * Counts one guess against the client's address and, when given, the account, before the guess is looked at. A count
 * starts again 15 minutes after the last guess that was let through, so no 15 minutes hold more than 10 guesses at an
 * account from any mix of addresses, nor 50 from an address. Accounts that do not exist are counted alike.
 */
export async function admitAttempt(
  account: string | null,
  address: string | null,
): Promise<{ ok: true } | { ok: false; retryAfterMs: number }> {
  const byAddress = await countAttempt(addressBucket(address), ADDRESS_ATTEMPTS_MAX, WINDOW_MS);
  if (!byAddress.ok || account === null) return byAddress;
  return countAttempt(accountBucket(account), ACCOUNT_ATTEMPTS_MAX, WINDOW_MS);
}

/** Takes a guess that was right back: the account starts from nothing, the address gets this one returned. */
export async function forgiveAttempt(account: string, address: string | null): Promise<void> {
  await forgetAttempts(accountBucket(account));
  await returnAttempt(addressBucket(address));
}

function accountBucket(account: string): string {
  return `account:${createHash("sha256").update(account).digest("hex")}`;
}

/** One IPv6 customer has at least a /64, so that counts as one address. */
function addressBucket(address: string | null): string {
  if (!address || !isIPv6(address)) return `address:${address ?? "unknown"}`;
  const [head = "", tail] = address.split("::");
  const left = head.split(":").filter(Boolean);
  const right = tail?.split(":").filter(Boolean) ?? [];
  const groups = tail === undefined ? left : [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return `address:${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ""))
    .join(":")}::/64`;
}
