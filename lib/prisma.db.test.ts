import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { type Relay, startRelay } from "@/tests/keys/relay";
import { toApiError } from "./errors";
import { disconnect, prisma } from "./prisma";
import { isDatabaseAway, noteDatabaseHeard } from "./prisma/life-signs";
import { withLongValue } from "./prisma/long-value";
import { withShare } from "./prisma/share";

const FROZEN_MS_MAX = 5_000;

let relay: Relay;
beforeAll(async () => {
  const own = new URL(process.env.DATABASE_URL ?? "");
  const server = new URL(inject("postgresServer"));
  relay = await startRelay(server.hostname, Number(server.port));
  own.host = `127.0.0.1:${relay.port}`;
  process.env.DATABASE_URL = own.href; // before the first use of env()
});
afterEach(() => relay.thaw());
afterAll(async () => {
  await disconnect();
  await relay.close();
});

/** How it failed, and after how long. */
async function failureOf(work: Promise<unknown>): Promise<{ error: unknown; ms: number }> {
  const startedAt = performance.now();
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return { error, ms: performance.now() - startedAt };
}

test("a worker's database is migrated and empty", async () => {
  expect(await prisma().user.count()).toBe(0);
});

describe("a database that is frozen", () => {
  test("fails what waits for it within 5 seconds, as something that passes, and is used again when it thaws", async () => {
    await prisma().$queryRaw`SELECT 1`;
    relay.freeze("");
    const works = [
      prisma().user.count(),
      prisma().$queryRaw`SELECT 1`,
      prisma().$transaction(async (tx) => tx.user.count()),
      ...Array.from({ length: 20 }, () => prisma().user.findMany()),
    ];
    for (const { error, ms } of await Promise.all(works.map(failureOf))) {
      expect(toApiError(error)).toMatchObject({ code: "service_unavailable", retryAfterMs: expect.any(Number) });
      expect(ms).toBeLessThan(FROZEN_MS_MAX + 1_000);
    }
    expect(isDatabaseAway()).toBe(true);
    relay.thaw();
    expect(await prisma().user.count()).toBe(0);
    expect(isDatabaseAway()).toBe(false);
  });

  test("fails a transaction in the middle of its work too", async () => {
    const { error, ms } = await failureOf(
      prisma().$transaction(async (tx) => {
        await tx.user.count();
        relay.freeze("");
        await tx.user.count();
      }),
    );
    expect(toApiError(error)).toMatchObject({ code: "service_unavailable" });
    expect(ms).toBeLessThan(FROZEN_MS_MAX + 1_000);
    relay.thaw();
    expect(await prisma().user.count()).toBe(0);
  });
});

test("a statement that only takes its time is left alone while the database lives, and ended by it in the end", async () => {
  const heartbeat = setInterval(noteDatabaseHeard, 200);
  try {
    await prisma().$queryRaw`SELECT pg_sleep(4)::text`;
    const { error, ms } = await failureOf(prisma().$queryRaw`SELECT pg_sleep(30)::text`);
    expect(toApiError(error)).toMatchObject({ code: "service_unavailable" });
    expect(ms).toBeLessThan(15_000);
  } finally {
    clearInterval(heartbeat);
  }
});

test("pages that hold all their connections leave the API's alone", async () => {
  let isOver = false;
  const held = Array.from({ length: 5 }, async () => {
    await withShare("pages", () => prisma().$queryRaw`SELECT pg_sleep(2)::text`.then(() => true));
    isOver = true;
  });
  await prisma().$queryRaw`SELECT 1`;
  expect(isOver).toBe(false);
  await Promise.all(held);
});

test("a long value reaches the database whole, is held no longer than its statement, and short ones pass as they are", async () => {
  const text = 'a\\n"天\u0007'.repeat(50_000);
  const read = (parameter: string) => prisma().$queryRaw<{ text: string }[]>`SELECT ${parameter}::text AS text`;
  let name = "";
  const [row] = await withLongValue(Buffer.from(text), (parameter) => {
    name = parameter;
    return read(parameter);
  });
  expect(row?.text).toBe(text);
  expect(name.length).toBeLessThan(100);
  expect(await read(name)).toEqual([{ text: name }]);
  expect(await withLongValue("short", read)).toEqual([{ text: "short" }]);
  await expect(withLongValue(Buffer.from(text), () => Promise.reject(new Error("refused")))).rejects.toThrow("refused");
});
