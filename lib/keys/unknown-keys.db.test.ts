import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ApiError } from "@/lib/errors";
import { disconnect } from "@/lib/prisma";
import { keyBusReady, startKeyBus, stopKeyBus } from "@/lib/server/bus";
import { newActor, newKey, newKeyRows } from "@/tests/keys/fixture";
import { flushKeyCache } from "./cache";
import { lookUpKey } from "./lookup";
import { createKey } from "./mutations";
import { hashSecret, mintSecret } from "./secret";
import { verifyKey } from "./verify";
import { watchKey } from "./watch";

let direct: pg.Client; // another process, as far as the bus can tell
let actor: Awaited<ReturnType<typeof newActor>>;

beforeAll(async () => {
  direct = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await direct.connect();
  await startKeyBus();
  await vi.waitUntil(keyBusReady, { timeout: 5_000, interval: 5 });
  actor = await newActor();
});
afterAll(async () => {
  await stopKeyBus();
  await direct.end();
});

/** The notification of a key's own creation may still be on its way; after this nothing is, for they come in order. */
async function settled(): Promise<void> {
  const { key, secret } = await newKey(actor);
  await verifyKey(`Bearer ${secret}`, null);
  const abort = vi.fn<(reason: ApiError) => void>();
  watchKey(key.id, abort);
  await direct.query(
    "WITH gone AS (UPDATE api_key SET revoked_at = now(), version = version + 1 WHERE id = $1 RETURNING id) SELECT pg_notify('key_bus', id || ':2') FROM gone",
    [key.id],
  );
  await vi.waitUntil(() => abort.mock.calls.length > 0, { timeout: 5_000, interval: 5 });
}

describe("unknown keys", () => {
  const from = (secret: string, address: string) =>
    verifyKey(`Bearer ${secret}`, address).then(
      () => "accepted",
      (error: ApiError) => error.code,
    );

  test("after 60 from one address the next one gets 429 and when to come again, while every key that exists is served from there", async () => {
    const known = await newKey(actor);
    await from(known.secret, "198.51.100.6");
    const [fresh, revoked] = await newKeyRows(actor, 2);
    if (!fresh || !revoked) throw new Error("no key");
    await direct.query("UPDATE api_key SET revoked_at = now() WHERE id = $1", [revoked.id]);
    await settled();
    for (let i = 0; i < 60; i++) expect(await from(mintSecret(), "198.51.100.7")).toBe("invalid_api_key");
    const guess = await verifyKey(`Bearer ${mintSecret()}`, "198.51.100.7").catch((error: ApiError) => error);
    expect(guess).toMatchObject({ status: 429, code: "rate_limit_exceeded" });
    expect((guess as ApiError).retryAfterMs).toBeGreaterThan(0);
    expect((guess as ApiError).retryAfterMs).toBeLessThanOrEqual(60_000);
    expect(await from(fresh.secret, "198.51.100.7")).toBe("accepted");
    expect(await from(revoked.secret, "198.51.100.7")).toBe("invalid_api_key");
    expect(await from(mintSecret(), "198.51.100.8")).toBe("invalid_api_key");
    flushKeyCache();
    expect(await from(known.secret, "198.51.100.7")).toBe("accepted");
  });

  test("a flood of them is a few statements, and a good key among them is found", async () => {
    const [fresh] = await newKeyRows(actor, 1);
    if (!fresh) throw new Error("no key");
    const junk = Array.from({ length: 4_000 }, () => hashSecret(mintSecret()));
    await disconnect(); // connections that are made from now on are watched
    const query = vi.spyOn(pg.Client.prototype, "query");
    const found = await Promise.all([...junk, hashSecret(fresh.secret), ...junk].map(lookUpKey));
    const statements = query.mock.calls.filter(([statement]) => JSON.stringify(statement).includes("FROM api_key")).length;
    query.mockRestore();
    expect(found.flatMap((key) => key?.id ?? [])).toEqual([fresh.id]);
    expect(statements).toBeGreaterThan(0);
    expect(statements).toBeLessThanOrEqual(17);
  });

  test("a key created then works from there at once", async () => {
    for (let i = 0; i < 60; i++) await from(mintSecret(), "198.51.100.9");
    const created = await createKey(actor, { name: "after the guesses" });
    const secret = created.ok ? created.secret : "";
    await vi.waitFor(async () => expect(await from(secret, "198.51.100.9")).toBe("accepted"), { timeout: 1_000, interval: 5 });
  });
});
