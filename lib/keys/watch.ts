import type { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { freshKeyById } from "./cache";
import { invalidKey, type KeyRecord, refusal } from "./policy";
import { findKeysById } from "./queries";

const RETRY_MS = 500;
const TIMER_MS_MAX = 3_600_000;

type Abort = (reason: ApiError) => void;

/** The requests in flight under one key. */
interface Watched {
  aborts: Set<Abort>;
  expiry: NodeJS.Timeout | null;
}

const watchedKeys = processState<Map<string, Watched>>("watched-keys", () => new Map());

/**
 * Calls `abort` once when the key stops being usable: revoked, disabled or expired, by whichever process. Returns what
 * ends the watch. Register right after `verifyKey`: what changed between the two is noticed too.
 */
export function watchKey(keyId: string, abort: (reason: ApiError) => void): () => void {
  const watched = watchedKeys().get(keyId) ?? { aborts: new Set<Abort>(), expiry: null };
  watchedKeys().set(keyId, watched);
  const once: Abort = (reason) => abort(reason); // so that one function can be registered for several requests
  watched.aborts.add(once);
  // Fresh in the cache means not changed since the check; anything else is asked again.
  const key = freshKeyById(keyId);
  if (key) judge(keyId, key);
  else void recheckKeys([keyId]);
  return () => {
    watched.aborts.delete(once);
    if (watched.aborts.size === 0) forget(keyId, watched);
  };
}

/** Reads the watched ones of these keys anew (all watched when none are named) and ends the requests of those no longer usable. */
export async function recheckKeys(keyIds: string[] | null = null): Promise<void> {
  const ids = (keyIds ?? [...watchedKeys().keys()]).filter((id) => watchedKeys().has(id));
  if (ids.length === 0) return;
  try {
    const found = new Map((await findKeysById(ids)).map((key) => [key.id, key]));
    for (const id of ids) judge(id, found.get(id));
  } catch (error) {
    log.warn({ err: messageOf(error) }, "the keys of running requests could not be checked; trying again");
    setTimeout(() => void recheckKeys(ids), RETRY_MS).unref();
  }
}

/** `undefined` is a key that no longer exists. */
function judge(keyId: string, key: KeyRecord | undefined): void {
  const watched = watchedKeys().get(keyId);
  if (!watched) return;
  const reason = key ? refusal(key, Date.now()) : invalidKey();
  if (reason) {
    forget(keyId, watched);
    for (const abort of watched.aborts) abort(reason);
    return;
  }
  if (watched.expiry) clearTimeout(watched.expiry);
  watched.expiry = null;
  if (!key?.expiresAt) return;
  // A timer can't run for more than 24 days, and the clock may be set: so look again at least every hour.
  const waitMs = Math.min(key.expiresAt.getTime() - Date.now(), TIMER_MS_MAX);
  watched.expiry = setTimeout(() => judge(keyId, key), waitMs);
  watched.expiry.unref();
}

function forget(keyId: string, watched: Watched): void {
  if (watched.expiry) clearTimeout(watched.expiry);
  watched.expiry = null;
  if (watchedKeys().get(keyId) === watched) watchedKeys().delete(keyId);
}
