import { createHash } from "node:crypto";
import { randomBase62 } from "@/lib/ids";
import { consumeLink, insertOwnerLink } from "./mutations";
import { findLinkState } from "./queries";

const LINK_MS = 15 * 60_000;
const TOKEN = /^[0-9A-Za-z]{43}$/;

/**
 * A one-time link for the owner, valid 15 minutes; the page is `/sign-in/link/<token>`. Creates the owner and their
 * workspace when there is none. Only the token's SHA-256 is stored.
 */
export async function createOwnerLink(): Promise<{ token: string; expiresAt: Date }> {
  const token = randomBase62(43);
  const expiresAt = new Date(Date.now() + LINK_MS);
  await insertOwnerLink(digest(token), expiresAt);
  return { token, expiresAt };
}

/** Uses a link up and gives its user's id; null when it is unknown, used or expired, or the user is disabled. */
export async function redeemLink(token: string): Promise<string | null> {
  return TOKEN.test(token) ? consumeLink(digest(token)) : null;
}

/** What to tell the bearer of a link; looking does not use it up. */
export async function linkState(token: string): Promise<"usable" | "used" | "expired" | "unknown"> {
  return TOKEN.test(token) ? findLinkState(digest(token)) : "unknown";
}

function digest(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}
