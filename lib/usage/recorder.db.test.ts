import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { newId } from "@/lib/ids";
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
  inputTokens: 1,
  outputTokens: 2,
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
  recordUsage(given);
  expect(await count()).toBe(0);
  await vi.waitUntil(count, { timeout: 1_000, interval: 20 });
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

test("while the database does not answer records wait, and are written when it does", async () => {
  const real = prisma();
  const state = globalThis as typeof globalThis & { vitrinePrisma?: unknown };
  for (let i = 0; i < 700; i++) recordUsage(row());
  state.vitrinePrisma = { usageRecord: { createMany: () => Promise.reject(new Error("away")) }, $queryRaw: () => Promise.reject(new Error("away")) };
  try {
    await flushUsage();
  } finally {
    state.vitrinePrisma = real;
  }
  expect(await count()).toBeLessThan(700);
  await vi.waitUntil(async () => (await count()) === 700, { timeout: 4_000, interval: 50 });
});
