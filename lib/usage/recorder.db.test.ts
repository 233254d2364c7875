import pg from "pg";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
import { log } from "@/lib/log";
import { prisma } from "@/lib/prisma";
import { flushUsage, recordUsage } from "./recorder";
import type { UsageRow } from "./schema";

const row = (over: Partial<UsageRow> = {}): UsageRow => ({
  requestId: newId("req"),
  workspaceId: "ws_1",
  userId: "usr_1",
  keyId: "key_1",
  via: "key",
  endpoint: "/v1/embed/chat/completions",
  model: "m",
  answeredBy: "m",
  status: 200,
  errorCode: null,
  streamed: true,
  finish: "stop",
  inputTokens: 1,
  outputTokens: 2,
  cachedTokens: 1,
  reasoningTokens: 5,
  costMicros: 12,
  savedMicros: -3,
  firstDeltaMs: 3,
  totalMs: 4,
  createdAt: new Date(),
  ...over,
});
const count = () => prisma().usageRecord.count();

beforeEach(() => prisma().usageRecord.deleteMany());
afterEach(() => flushUsage());

test("a record is written by itself within a second, as it was given", async () => {
  const given = row();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    recordUsage(given);
    for (let i = 0; i < 5; i++) expect(await count()).toBe(0);
    vi.advanceTimersByTime(999);
  } finally {
    vi.useRealTimers();
  }
  await vi.waitUntil(count, { timeout: 10_000, interval: 20 });
  expect(await prisma().usageRecord.findFirst()).toEqual(given);
});

test("a request id is written once, however often it is recorded", async () => {
  const twice = row();
  recordUsage(twice);
  recordUsage(twice);
  await flushUsage();
  recordUsage({ ...twice, status: 500 });
  await flushUsage();
  expect(await prisma().usageRecord.findMany()).toEqual([twice]);
});

test("1,200 records are all there after a flush, those recorded during it after the next", async () => {
  for (let i = 0; i < 1_200; i++) recordUsage(row());
  const flushed = flushUsage();
  recordUsage(row());
  await flushed;
  await flushUsage();
  expect(await count()).toBe(1_201);
});

test("what a client chose as a model can't keep others' records from being written", async () => {
  for (const model of ["a\0b", "half \ud800", "x".repeat(100_000), ""]) recordUsage(row({ model }));
  recordUsage(row({ inputTokens: 1e300, outputTokens: Number.NaN, totalMs: -1, firstDeltaMs: 1.5 }));
  await flushUsage();
  expect(await count()).toBe(5);
  const lengths = (await prisma().usageRecord.findMany()).map(({ model }) => model?.length ?? 0);
  expect(Math.max(...lengths)).toBe(200);
});

test("a record that the database refuses is let go, and all others of its batch are written", async () => {
  for (let i = 0; i < 50; i++) recordUsage(row(i === 17 ? { createdAt: new Date(Number.NaN) } : {}));
  recordUsage(row({ errorCode: "nul\0" }));
  await flushUsage();
  expect(await count()).toBe(49);
});

test("while the table can't be written to, for whatever reason, records wait, and are written when it can", async () => {
  await prisma().$executeRaw`ALTER TABLE usage_record ADD CONSTRAINT no_more CHECK (false) NOT VALID`;
  for (let i = 0; i < 700; i++) recordUsage(row());
  try {
    await flushUsage();
    await flushUsage();
    expect(await count()).toBe(0);
  } finally {
    await prisma().$executeRaw`ALTER TABLE usage_record DROP CONSTRAINT no_more`;
  }
  await vi.waitUntil(async () => (await count()) === 700, { timeout: 15_000, interval: 50 });
});

test("while there is no connection records wait too, and what exceeds 20,000 is dropped and counted in the log", async () => {
  const written: string[] = [];
  const spy = vi.spyOn(log, "error").mockImplementation((fields: unknown) => void written.push(JSON.stringify(fields)));
  const url = process.env.DATABASE_URL ?? "";
  const name = new URL(url).pathname.slice(1);
  const admin = new pg.Client({ connectionString: url.replace(name, "postgres") });
  await admin.connect();
  try {
    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS false`);
    await admin.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", [name]);
    for (let i = 0; i < 20_003; i++) recordUsage(row());
    await flushUsage();
  } finally {
    await admin.query(`ALTER DATABASE "${name}" ALLOW_CONNECTIONS true`);
    await admin.end();
  }
  await flushUsage();
  expect(await count()).toBe(20_000);
  expect(written).toEqual(['{"dropped":3}']);
  spy.mockRestore();
});
