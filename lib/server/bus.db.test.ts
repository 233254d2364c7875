import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import type { ApiError } from "@/lib/errors";
import { renameKey, revokeKey, rotateKey, setKeyDisabled } from "@/lib/keys/mutations";
import { hashSecret, mintSecret, secretHint } from "@/lib/keys/secret";
import { verifyKey } from "@/lib/keys/verify";
import { watchKey } from "@/lib/keys/watch";
import { prisma } from "@/lib/prisma";
import { removeAlias, saveAlias } from "@/lib/providers/mutations";
import { upstreamSettings } from "@/lib/upstream/settings";
import { newActor, newKey, newKeyRows } from "@/tests/keys/fixture";
import { type Relay, startRelay } from "@/tests/keys/relay";
import { keyBusReady, startKeyBus, stopKeyBus } from "./bus";

const BUS = "vitrine key bus";
const check = (secret: string) => verifyKey(`Bearer ${secret}`, null);
const until = (condition: () => unknown, timeoutMs = 5_000) => vi.waitUntil(condition, { timeout: timeoutMs, interval: 5 });
const refused = (secret: string) =>
  check(secret).then(
    () => false,
    (error: ApiError) => error.code,
  );

let relay: Relay;
let direct: pg.Client; // another process, as far as the bus can tell
let actor: Awaited<ReturnType<typeof newActor>>;

beforeAll(async () => {
  const own = new URL(process.env.DATABASE_URL ?? "");
  const server = new URL(inject("postgresServer"));
  direct = new pg.Client({ connectionString: own.href });
  await direct.connect();
  relay = await startRelay(server.hostname, Number(server.port));
  own.host = `127.0.0.1:${relay.port}`;
  process.env.DATABASE_URL = own.href; // before the first use of env()
  await startKeyBus();
  actor = await newActor();
});
beforeEach(async () => {
  relay.thaw();
  await until(keyBusReady);
});
afterAll(async () => {
  await stopKeyBus();
  await prisma().$disconnect();
  await direct.end();
  await relay.close();
});

async function revokeElsewhere(id: string): Promise<void> {
  await direct.query("BEGIN");
  await direct.query("UPDATE api_key SET revoked_at = now(), version = version + 1 WHERE id = $1", [id]);
  await direct.query("SELECT pg_notify('key_bus', $1)", [`${id}:2`]);
  await direct.query("COMMIT");
}

/** The notification of a key's own creation may still be on its way; after this nothing is, for they come in order. */
async function settled(): Promise<void> {
  const { key, secret } = await newKey(actor);
  await check(secret);
  const abort = vi.fn<(reason: ApiError) => void>();
  watchKey(key.id, abort);
  await revokeElsewhere(key.id);
  await until(() => abort.mock.calls.length > 0);
}

const revokeSilently = (id: string) => direct.query("UPDATE api_key SET revoked_at = now() WHERE id = $1", [id]);

describe("while the bus listens", () => {
  test("a verified key is not asked for again: no query at all", async () => {
    const { secret } = await newKey(actor);
    await check(secret);
    await direct.query("ALTER TABLE api_key RENAME TO api_key_away");
    try {
      await check(secret);
      expect(await refused(mintSecret())).toBe("service_unavailable");
    } finally {
      await direct.query("ALTER TABLE api_key_away RENAME TO api_key");
    }
  });

  test("a key that another process revokes is refused here within a second", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    await revokeElsewhere(key.id);
    await vi.waitFor(async () => expect(await refused(secret)).toBe("invalid_api_key"), { timeout: 1_000, interval: 5 });
  });

  test("a key that was tried before another process made it is accepted within a second", async () => {
    const secret = mintSecret();
    expect(await refused(secret)).toBe("invalid_api_key");
    const values = ["key_later", actor.workspaceId, actor.userId, hashSecret(secret), ...Object.values(secretHint(secret))];
    await direct.query(
      `INSERT INTO api_key (id, workspace_id, created_by, name, hash, start, last4, models) VALUES ($1, $2, $3, 'later', decode($4, 'hex'), $5, $6, '{}')`,
      values,
    );
    expect(await refused(secret)).toBe("invalid_api_key"); // remembered as unknown
    await direct.query("SELECT pg_notify('key_bus', 'key_later:1')");
    await until(async () => !(await refused(secret)), 1_000);
  });

  test("1,000 revocations, each overtaking an answer that says the key is good, leave no stale key behind", async () => {
    let overtaken = 0;
    for (let round = 0; round < 100; round++) {
      const keys = await newKeyRows(actor, 10);
      const ids = keys.map(({ id }) => id);
      relay.delay(BUS, 40);
      const checks = Promise.all(keys.map(({ secret }) => refused(secret)));
      await sleep(20); // the rows are read by now, and on their slow way here
      await direct.query(
        `WITH gone AS (UPDATE api_key SET revoked_at = now(), version = version + 1 WHERE id = ANY($1) RETURNING id)
         SELECT pg_notify('key_bus', id || ':2') FROM gone`,
        [ids],
      );
      overtaken += (await checks).filter((code) => !code).length;
      relay.delay(BUS, 0);
      // A notification may come late; a key that is stale in the cache would stay for 10 seconds.
      const isOver = async () =>
        expect(await Promise.all(keys.map(({ secret }) => refused(secret)))).toEqual(keys.map(() => "invalid_api_key"));
      await vi.waitFor(isOver, { timeout: 5_000, interval: 5 });
    }
    expect(overtaken).toBeGreaterThan(500); // else there was no race to win
  }, 60_000);

  test("rotation: a client that changes secrets within the grace period never has a failed request", async () => {
    const { key, secret } = await newKey(actor);
    let current = secret;
    const work = { running: true, requests: 0 };
    const client = (async () => {
      for (; work.running; work.requests++) {
        await check(current);
        if (work.requests % 100 === 0) await new Promise(setImmediate);
      }
    })();
    for (let id = key.id, round = 0; round < 10; round++) {
      const rotated = await rotateKey(actor, id, 900);
      if (!rotated.ok) throw new Error(rotated.reason);
      current = rotated.secret;
      id = rotated.key.id;
    }
    work.running = false;
    await client;
    expect(work.requests).toBeGreaterThan(100);
  });
});

describe("when the bus falls silent", () => {
  test("killed: what is cached is forgotten at once, and the bus comes back by itself", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    await revokeSilently(key.id);
    await check(secret); // only the cache can say so
    const startMs = performance.now();
    await direct.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1 AND datname = current_database()",
      [BUS],
    );
    await until(async () => (await refused(secret)) === "invalid_api_key", 3_000);
    expect(performance.now() - startMs).toBeLessThan(3_000);
    await until(keyBusReady);
    expect(await refused(secret)).toBe("invalid_api_key");
  });

  test("frozen without a word: what is cached is forgotten within 3 seconds, and checks go on against the database", async () => {
    const [gone, good] = [await newKey(actor), await newKey(actor)];
    await settled();
    await Promise.all([check(gone.secret), check(good.secret)]);
    const startMs = performance.now();
    relay.freeze(BUS);
    await revokeElsewhere(gone.key.id); // the notification never arrives
    await check(gone.secret);
    await until(() => !keyBusReady(), 3_500);
    const deafMs = performance.now() - startMs;
    expect(deafMs).toBeLessThan(3_000);
    for (let i = 0; i < 20; i++) {
      expect(await refused(gone.secret)).toBe("invalid_api_key");
      await check(good.secret);
    }
    expect(keyBusReady()).toBe(false);
    relay.thaw();
    await until(keyBusReady);
    await check(good.secret);
  });

  test("a revocation missed meanwhile ends the key's requests when the bus is back", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    const abort = vi.fn<(reason: ApiError) => void>();
    watchKey(key.id, abort);
    await settled();
    relay.freeze(BUS);
    await revokeElsewhere(key.id);
    await until(() => !keyBusReady(), 3_500);
    expect(abort).not.toHaveBeenCalled();
    relay.thaw();
    await until(() => abort.mock.calls.length > 0);
    expect(abort).toHaveBeenCalledWith(expect.objectContaining({ code: "invalid_api_key" }));
  });
});

describe("watchKey", () => {
  async function watched(expiresAt?: Date) {
    const { key, secret } = await newKey(actor, { expiresAt });
    await check(secret);
    const abort = vi.fn<(reason: ApiError) => void>();
    return { key, secret, abort, unwatch: watchKey(key.id, abort), code: () => abort.mock.calls[0]?.[0].code };
  }

  test("requests in flight end within 2 seconds of a revocation by another process, each once", async () => {
    const { key, abort, code } = await watched();
    const second = vi.fn<(reason: ApiError) => void>();
    watchKey(key.id, second);
    await revokeElsewhere(key.id);
    await until(() => abort.mock.calls.length + second.mock.calls.length === 2, 2_000);
    expect(code()).toBe("invalid_api_key");
    await direct.query("SELECT pg_notify('key_bus', $1)", [`${key.id}:3`]);
    await sleep(100);
    expect([abort.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  test("they end when the key is revoked or disabled here, and not when it is renamed or rotated with grace", async () => {
    const [revoked, disabled, renamed, rotated] = [await watched(), await watched(), await watched(), await watched()];
    await renameKey(actor, renamed.key.id, "another name");
    await rotateKey(actor, rotated.key.id, 900);
    await setKeyDisabled(actor, disabled.key.id, true);
    await revokeKey(actor, revoked.key.id);
    await until(() => revoked.code() && disabled.code(), 2_000);
    expect([revoked.code(), disabled.code(), renamed.code(), rotated.code()]).toEqual([
      "invalid_api_key",
      "api_key_disabled",
      undefined,
      undefined,
    ]);
  });

  test("they end when the key expires under them", async () => {
    const expiresAt = Date.now() + 3_000;
    const { abort, code } = await watched(new Date(expiresAt));
    await sleep(300);
    expect(abort).not.toHaveBeenCalled();
    await until(() => code() === "api_key_expired", expiresAt + 600 - Date.now());
  });

  test("a key revoked between its check and the watch is noticed", async () => {
    const { key, secret } = await newKey(actor);
    await check(secret);
    await revokeKey(actor, key.id);
    const abort = vi.fn<(reason: ApiError) => void>();
    watchKey(key.id, abort);
    await vi.waitFor(() => expect(abort).toHaveBeenCalledTimes(1), { timeout: 1_000, interval: 5 });
  });

  test("the same, when another request has put the revoked key back into the cache", async () => {
    const { key, secret } = await newKey(actor);
    await revokeKey(actor, key.id);
    await refused(secret);
    const abort = vi.fn<(reason: ApiError) => void>();
    watchKey(key.id, abort);
    expect(abort).toHaveBeenCalledTimes(1);
  });

  test("an ended watch is not called", async () => {
    const { key, abort, unwatch } = await watched();
    const second = vi.fn<(reason: ApiError) => void>();
    watchKey(key.id, second);
    unwatch();
    await revokeKey(actor, key.id);
    await until(() => second.mock.calls.length === 1, 1_000);
    expect(abort).not.toHaveBeenCalled();
  });
});

test("an alias that another process sets up is in force here at once, and one that it removes is not any more", async () => {
  const id = "c1/openai/gpt-5/v-20250930";
  await saveAlias(actor, { id, targets: ["c1/vitrine/offline/v-20261122"] });
  await expect.poll(() => upstreamSettings().aliases.has(id), { timeout: 5_000, interval: 5 }).toBe(true);
  await removeAlias(actor, id);
  await expect.poll(() => upstreamSettings().aliases.has(id), { timeout: 5_000, interval: 5 }).toBe(false);
});
