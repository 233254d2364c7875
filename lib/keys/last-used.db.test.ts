import { beforeAll, expect, test, vi } from "vitest";
import { prisma } from "@/lib/prisma";
import { newActor, newKeyRows } from "@/tests/keys/fixture";
import { flushLastUsed, touchKey } from "./last-used";
import { saveLastUsed } from "./mutations";
import { verifyKey } from "./verify";

let actor: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  actor = await newActor();
});
const stateOf = (keyId: string) => prisma().apiKeyState.findUnique({ where: { keyId } });

async function oneKey() {
  const [key] = await newKeyRows(actor, 1);
  if (!key) throw new Error("no key");
  return key;
}

test("a verified key's last use and address are written at the next flush, not before", async () => {
  const { id, secret } = await oneKey();
  const startMs = Date.now();
  await verifyKey(`Bearer ${secret}`, "192.0.2.7");
  expect(await stateOf(id)).toBeNull();
  await flushLastUsed();
  const state = await stateOf(id);
  expect(state?.lastUsedIp).toBe("192.0.2.7");
  expect(state?.lastUsedAt?.getTime()).toBeGreaterThanOrEqual(startMs);
});

test("a refused key was not used", async () => {
  const { id, secret } = await oneKey();
  await prisma().apiKey.update({ where: { id }, data: { disabledAt: new Date() } });
  await expect(verifyKey(`Bearer ${secret}`, null)).rejects.toThrow();
  await flushLastUsed();
  expect(await stateOf(id)).toBeNull();
});

test("it is flushed by itself within 12 seconds, and no sooner than 10", async () => {
  const { id } = await oneKey();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  try {
    touchKey(id, null);
    vi.advanceTimersByTime(9_990);
    for (let i = 0; i < 20; i++) expect(await stateOf(id)).toBeNull();
    vi.advanceTimersByTime(2_010);
  } finally {
    vi.useRealTimers();
  }
  await vi.waitUntil(() => stateOf(id), { timeout: 10_000, interval: 20 });
});

test("the last use never moves back, whichever process writes last", async () => {
  const { id } = await oneKey();
  const [early, late] = [new Date(Date.now() - 60_000), new Date()];
  await saveLastUsed([{ keyId: id, at: late, address: "late" }]);
  await saveLastUsed([{ keyId: id, at: early, address: "early" }]);
  expect(await stateOf(id)).toMatchObject({ lastUsedAt: late, lastUsedIp: "late" });
});

test("a key that is gone meanwhile does not keep the others from being written", async () => {
  const { id } = await oneKey();
  await saveLastUsed([
    { keyId: "key_gone", at: new Date(), address: null },
    { keyId: id, at: new Date(), address: null },
  ]);
  expect(await stateOf(id)).not.toBeNull();
});

test("processes that write the same 200 keys in any order neither fail nor wait for each other in a circle", async () => {
  const keys = await newKeyRows(actor, 200);
  const uses = keys.map(({ id }) => ({ keyId: id, at: new Date(), address: null }));
  for (let round = 0; round < 5; round++) {
    const later = uses.map((use) => ({ ...use, at: new Date(Date.now() + round * 1_000) }));
    await Promise.all([saveLastUsed(later), saveLastUsed(later.toReversed()), saveLastUsed(later.toSorted(() => Math.random() - 0.5))]);
  }
  expect(await prisma().apiKeyState.count({ where: { keyId: { in: keys.map(({ id }) => id) } } })).toBe(200);
});

test("1,000 keys used are written at once", async () => {
  const keys = await newKeyRows(actor, 1_000);
  await flushLastUsed();
  for (const { id } of keys) touchKey(id, "192.0.2.1");
  const ids = keys.map(({ id }) => id);
  const written = () => prisma().apiKeyState.count({ where: { keyId: { in: ids } } });
  await vi.waitFor(async () => expect(await written()).toBe(1_000), { timeout: 15_000, interval: 50 });
});
