import { processState } from "@/lib/process-state";
import type { KeyRecord } from "./policy";

const POSITIVE_MAX = 10_000;
const NEGATIVE_MAX = 10_000;
const POSITIVE_TTL_MS = 10_000;
const NEGATIVE_TTL_MS = 2_000;

interface Entry {
  key: KeyRecord;
  freshUntilMs: number;
}

interface Flight {
  generation: number;
  found: Promise<KeyRecord | null>;
}

/**
 * Keys by digest, kept honest by the key bus.
 * `generation` counts everything that may have changed a key: an answer is only kept when it is still the same as
 * when the query began, else a revocation that passed the query on its way would be forgotten.
 */
interface KeyCache {
  positive: Map<string, Entry>;
  digests: Map<string, string>; // by key id
  negative: Map<string, number>; // fresh until
  flights: Map<string, Flight>;
  generation: number;
  bypassed: boolean;
}

const cache = processState<KeyCache>("key-cache", () => ({
  positive: new Map(),
  digests: new Map(),
  negative: new Map(),
  flights: new Map(),
  generation: 0,
  bypassed: true,
}));

/**
 * The key with this digest, or null. From the cache when it is fresh, else from `load`, which is called once for any
 * number of simultaneous callers. Until the bus listens nothing is taken from the cache and nothing put there.
 */
export async function cachedKey(digest: string, load: (digest: string) => Promise<KeyRecord | null>): Promise<KeyRecord | null> {
  const { flights, bypassed, generation } = cache();
  if (bypassed) return load(digest);
  const known = freshKey(digest);
  if (known !== undefined) return known;

  const flight = flights.get(digest);
  if (flight?.generation === generation) return flight.found;
  const found = load(digest);
  flights.set(digest, { generation, found });
  try {
    const key = await found;
    if (cache().generation === generation) remember(digest, key);
    return key;
  } finally {
    if (flights.get(digest)?.found === found) flights.delete(digest);
  }
}

/** What the cache knows of a digest now: a key, null for none, undefined when it has to be asked. */
export function freshKey(digest: string): KeyRecord | null | undefined {
  const { positive, negative, bypassed } = cache();
  if (bypassed) return undefined;
  const nowMs = performance.now();
  const entry = positive.get(digest);
  if (entry && entry.freshUntilMs > nowMs) {
    positive.delete(digest); // and back in at the young end
    positive.set(digest, entry);
    return entry.key;
  }
  return (negative.get(digest) ?? 0) > nowMs ? null : undefined;
}

/** The same by key id, for those who hold a principal and no secret. */
export function freshKeyById(keyId: string): KeyRecord | undefined {
  const digest = cache().digests.get(keyId);
  return (digest !== undefined && freshKey(digest)) || undefined;
}

/** Forgets what is known of one key, and every unknown digest, since one of them may be this key, just created. */
export function invalidateKey(keyId: string): void {
  const { positive, digests, negative } = cache();
  const digest = digests.get(keyId);
  const entry = digest === undefined ? undefined : positive.get(digest);
  if (entry) entry.freshUntilMs = 0;
  negative.clear();
  cache().generation++;
}

/** Forgets everything that is known. */
export function flushKeyCache(): void {
  for (const entry of cache().positive.values()) entry.freshUntilMs = 0;
  cache().negative.clear();
  cache().generation++;
}

/** While the bus is deaf every check asks the database; both turns of the switch flush. */
export function bypassKeyCache(bypassed: boolean): void {
  flushKeyCache();
  cache().bypassed = bypassed;
}

function remember(digest: string, key: KeyRecord | null): void {
  const { positive, digests, negative } = cache();
  const nowMs = performance.now();
  if (!key) {
    const gone = positive.get(digest);
    if (gone) digests.delete(gone.key.id);
    positive.delete(digest);
    negative.delete(digest);
    negative.set(digest, nowMs + NEGATIVE_TTL_MS);
    dropOldest(negative, NEGATIVE_MAX);
    return;
  }
  positive.delete(digest);
  positive.set(digest, { key, freshUntilMs: nowMs + POSITIVE_TTL_MS });
  digests.set(key.id, digest);
  const dropped = dropOldest(positive, POSITIVE_MAX);
  if (dropped) digests.delete(dropped.key.id);
}

function dropOldest<V>(map: Map<string, V>, max: number): V | undefined {
  if (map.size <= max) return undefined;
  for (const [digest, value] of map) {
    map.delete(digest);
    return value;
  }
  return undefined;
}
