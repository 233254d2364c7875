import { hash } from "node:crypto";
import { crc32 } from "node:zlib";
import { randomBase62 } from "@/lib/ids";

/** Public, so that secret scanners can look for our keys; an own prefix keeps other vendors' scanners quiet. */
const SECRET_PREFIX = "vtr_live_";

const RANDOM_LENGTH = 43; // 256 bits
const CHECKSUM_LENGTH = 6;
const FORM = /^vtr_live_[0-9A-Za-z]{49}$/;
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** A new secret, `vtr_live_<43 random characters><6 of checksum>`, 58 characters in all. */
export function mintSecret(): string {
  const body = SECRET_PREFIX + randomBase62(RANDOM_LENGTH);
  return body + checksum(body);
}

/** Whether `text` has the form and the checksum of a secret: what fails here can't be a key and costs no query. */
export function isSecret(text: string): boolean {
  return FORM.test(text) && text.endsWith(checksum(text.slice(0, -CHECKSUM_LENGTH)));
}

/**
 * SHA-256 of the whole secret, in hex. Not a slow hash: 256 random bits can't be guessed at any speed,
 * and this runs on every request.
 */
export function hashSecret(secret: string): string {
  return hash("sha256", secret, "hex");
}

/** What may be shown of a secret for ever after: the prefix with 4 random characters, and 4 of the checksum. */
export function secretHint(secret: string): { start: string; last4: string } {
  return { start: secret.slice(0, SECRET_PREFIX.length + 4), last4: secret.slice(-4) };
}

/** CRC-32 in base 62: catches every typing slip of one character and all but one in four thousand million of the rest. */
function checksum(text: string): string {
  let digits = "";
  for (let rest = crc32(text), i = 0; i < CHECKSUM_LENGTH; i++, rest = Math.floor(rest / 62)) digits = ALPHABET.charAt(rest % 62) + digits;
  return digits;
}
