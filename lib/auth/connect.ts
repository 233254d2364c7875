import { decode, encode } from "next-auth/jwt";
import { z } from "zod/v4";
import type { Actor } from "@/lib/audit/actor";
import { env } from "@/lib/env";
import type { SessionUser } from "@/lib/principal";
import { insertConnectedAccount } from "./mutations";
import type { Identity } from "./oauth";
import { findAccountUser } from "./queries";

/** Says in a browser that whoever comes back from a provider wants to be connected to the account they are signed in to. */
export const CONNECT_COOKIE = "next-auth.connect";
/** Long enough to sign in at the provider. */
export const CONNECT_SECONDS = 600;
/** Keeps these tokens apart from those of sessions, which have the same key. */
const SALT = "vitrine connect";

const Claims = z.object({ session: z.string(), provider: z.string() });

/** What goes into `CONNECT_COOKIE`: it counts for this session and this provider only. */
export function sealConnection(sessionId: string, provider: string): Promise<string> {
  const token = { session: sessionId, provider };
  return encode({ token, secret: env().AUTH_SECRET, maxAge: CONNECT_SECONDS, salt: SALT });
}

/** Whether `token` was made for this very session and provider. */
export async function opensConnection(token: string, sessionId: string | null, provider: string): Promise<boolean> {
  try {
    const claims = Claims.parse(await decode({ token, secret: env().AUTH_SECRET, salt: SALT }));
    return claims.session === sessionId && claims.provider === provider;
  } catch {
    return false;
  }
}

/**
 * Connects an identity to the account of a signed-in person. False when it belongs to somebody else. An address that the provider verified
 * and that is the account's own counts as verified from now on.
 */
export async function connectIdentity(
  { user, principal }: SessionUser,
  { provider, accountId, email }: Identity,
  from: { address: string | null; userAgent: string | null },
): Promise<boolean> {
  const actor: Actor = {
    type: "user",
    userId: user.id,
    workspaceId: principal.workspaceId,
    ip: from.address,
    userAgent: from.userAgent,
    requestId: null,
  };
  const verifies = email !== null && email.trim().toLowerCase() === user.email;
  await insertConnectedAccount(actor, { provider, providerAccountId: accountId, userId: user.id }, verifies);
  return (await findAccountUser(provider, accountId)) === user.id;
}
