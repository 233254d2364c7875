import { createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { z } from "zod/v4";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import type { EndUser, Principal } from "@/lib/principal";
import { freshKeyById } from "./cache";
import { touchKey } from "./last-used";
import { refusal } from "./policy";
import { findKeysById } from "./queries";

const PREFIX = "fct_";
const TOKEN = /^fct_([\w-]{1,2000})\.([\w-]{43})$/;
/** What a token is for; a key that is kept to other endpoints mints none that works. */
const ENDPOINT = "conversations";

const Claims = z.tuple([z.string(), z.string(), z.string().nullable(), z.int()]);

/** Whether this is meant to be a frontend token, whatever becomes of it. */
export function isFrontendToken(text: string): boolean {
  return text.startsWith(PREFIX);
}

/** Returns a token that lets its bearer see and change what is the end user's until it expires; it works as long as the key does. */
export function mintFrontendToken(keyId: string, endUser: EndUser, expiresAtSeconds: number): string {
  const claims: z.input<typeof Claims> = [keyId, endUser.id, endUser.appId, expiresAtSeconds];
  const body = Buffer.from(JSON.stringify(claims)).toString("base64url");
  return `${PREFIX}${body}.${sign(body).toString("base64url")}`;
}

/**
 * Who calls with a frontend token. Throws 401 `invalid_frontend_token` for everything that is none, or none any more: clients get a new
 * one from their server then. Throws 503 when the database can't be asked.
 */
export async function verifyFrontendToken(token: string, address: string | null): Promise<Principal> {
  const claims = readClaims(token);
  if (!claims) throw invalidToken("The frontend token is not valid.");
  const [keyId, id, appId, expiresAtSeconds] = claims;
  if (expiresAtSeconds * 1_000 <= Date.now()) throw invalidToken("The frontend token has expired.");
  const key = freshKeyById(keyId) ?? (await findKeysById([keyId]))[0];
  if (!key || refusal(key, Date.now())) throw invalidToken("The API key that the frontend token was made with does not work any more.");
  touchKey(keyId, address);
  const { workspaceId, userId, endpoints, limited } = key;
  const isOpen = endpoints === null || endpoints.includes(ENDPOINT);
  return {
    workspaceId,
    userId,
    via: { type: "key", keyId, models: [], endpoints: isOpen ? [ENDPOINT] : [] },
    endUser: { id, appId },
    ...(limited.length > 0 && { limits: limited }),
  };
}

function readClaims(token: string): z.output<typeof Claims> | null {
  const [, body = "", signature = ""] = TOKEN.exec(token) ?? [];
  const given = Buffer.from(signature, "base64url");
  const right = sign(body);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const parsed = Claims.safeParse(JSON.parse(Buffer.from(body, "base64url").toString("utf8")));
  return parsed.success ? parsed.data : null;
}

function sign(body: string): Buffer {
  const key = Buffer.from(hkdfSync("sha256", env().AUTH_SECRET, "", "vitrine frontend tokens", 32));
  return createHmac("sha256", key).update(body).digest();
}

function invalidToken(message: string): ApiError {
  return new ApiError("invalid_frontend_token", message);
}
