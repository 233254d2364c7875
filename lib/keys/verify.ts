import { ApiError } from "@/lib/errors";
import type { Principal } from "@/lib/principal";
import { countUnknownKey, guessesWaitMs } from "./attempts";
import { cachedKey, freshKey } from "./cache";
import { touchKey } from "./last-used";
import { lookUpKey } from "./lookup";
import { invalidKey, type KeyRecord, refusal } from "./policy";
import { hashSecret, isSecret } from "./secret";

const HEADER_LENGTH_MAX = 512;
const LOOKUP_TIMEOUT_MS = 2_500;
const RETRY_AFTER_MS = 1_000;

/**
 * Who calls, by the `Authorization` header. Throws 403 `invalid_api_key` (the same for a malformed, an unknown and a revoked
 * key), `api_key_expired` or `api_key_disabled`, 429 for an unknown one of too many from its address, and 503 when the database can't be asked: never 403 then, since clients
 * would throw away good keys. A key seen within 10 seconds costs no query, a malformed one never does.
 */
export async function verifyKey(authorization: string | null, address: string | null): Promise<Principal> {
  const digest = hashSecret(readSecret(authorization));
  const key = freshKey(digest) ?? (await lookUp(digest, address));
  if (!key) throw unknownKey(address);
  const reason = refusal(key, Date.now());
  if (reason) throw reason;
  touchKey(key.id, address);
  return principalOf(key);
}

function principalOf({ id: keyId, workspaceId, userId, models, endpoints, limited }: KeyRecord): Principal {
  const via = { type: "key", keyId, models, ...(endpoints && { endpoints }) } as const;
  return { workspaceId, userId, via, ...(limited.length > 0 && { limits: limited }) };
}

function readSecret(authorization: string | null): string {
  if (authorization === null) {
    throw new ApiError("invalid_api_key", "The API key is missing: send it in the header `Authorization: Bearer <key>`.");
  }
  if (authorization.length > HEADER_LENGTH_MAX) throw invalidKey();
  const secret = /^bearer +([!-~]+)$/i.exec(authorization.trim())?.[1];
  if (secret === undefined || !isSecret(secret)) throw invalidKey();
  return secret;
}

async function lookUp(digest: string, address: string | null): Promise<KeyRecord | null> {
  return cachedKey(digest, async () => {
    const key = await withinTime(lookUpKey(digest));
    if (!key) countUnknownKey(address);
    return key;
  });
}

/** What an unknown key gets: who guesses is told to stop. A key that exists is never answered so, whatever came from its address. */
function unknownKey(address: string | null): ApiError {
  const retryAfterMs = guessesWaitMs(address);
  if (retryAfterMs === null) return invalidKey();
  return new ApiError("rate_limit_exceeded", "Too many unknown API keys came from this address, and this one is unknown too.", {
    retryAfterMs,
  });
}

async function withinTime<T>(query: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${LOOKUP_TIMEOUT_MS} ms`)), LOOKUP_TIMEOUT_MS);
  });
  try {
    return await Promise.race([query, timeout]);
  } catch (cause) {
    throw new ApiError("service_unavailable", "The API key could not be checked. Try again.", { cause, retryAfterMs: RETRY_AFTER_MS });
  } finally {
    clearTimeout(timer);
  }
}
