import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { bypassKeyCache, cachedKey, flushKeyCache, freshKey, freshKeyById, invalidateKey } from "./cache";
import type { KeyRecord } from "./policy";

const nothing = { models: null, endpoints: null, limited: [], expiresAt: null, disabledAt: null, revokedAt: null, isSuspended: false };
const key = (id: string): KeyRecord => ({ id, workspaceId: "ws_1", userId: "usr_1", ...nothing });

type Load = () => Promise<KeyRecord | null>;

/** A source that counts how often it is asked and answers when told to. */
function source(answer: KeyRecord | null) {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const load = vi.fn<Load>(async () => {
    await gate;
    return answer;
  });
  return { load, release };
}
const open = (answer: KeyRecord | null) => vi.fn<Load>(async () => answer);

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
  bypassKeyCache(false);
});
afterEach(() => {
  bypassKeyCache(true);
  vi.useRealTimers();
});

describe("the cache of keys", () => {
  test("a key is asked for once in 10 seconds, an unknown digest once in 2", async () => {
    const [known, unknown] = [open(key("key_ttl")), open(null)];
    const ask = async () => [await cachedKey("ttl", known), await cachedKey("ttl-none", unknown)];
    expect(await ask()).toEqual([key("key_ttl"), null]);
    await ask();
    expect([known.mock.calls.length, unknown.mock.calls.length]).toEqual([1, 1]);
    vi.advanceTimersByTime(2_001);
    await ask();
    expect([known.mock.calls.length, unknown.mock.calls.length]).toEqual([1, 2]);
    vi.advanceTimersByTime(8_000);
    await ask();
    expect([known.mock.calls.length, unknown.mock.calls.length]).toEqual([2, 3]);
  });

  test("simultaneous callers share one query", async () => {
    const { load, release } = source(key("key_flight"));
    const answers = Array.from({ length: 50 }, () => cachedKey("flight", load));
    release();
    expect(new Set((await Promise.all(answers)).map((found) => found?.id))).toEqual(new Set(["key_flight"]));
    expect(load).toHaveBeenCalledTimes(1);
  });

  test("a failed query is not remembered, and all who shared it hear of it", async () => {
    const failing = vi.fn<Load>(async () => Promise.reject(new Error("away")));
    const answers = await Promise.allSettled([cachedKey("fail", failing), cachedKey("fail", failing)]);
    expect(answers.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(await cachedKey("fail", open(key("key_fail")))).toMatchObject({ id: "key_fail" });
  });

  for (const [what, change] of Object.entries({ "one key's change": () => invalidateKey("key_race"), "a flush": flushKeyCache })) {
    test(`an answer that ${what} overtook is not kept, nor shared with those who come after`, async () => {
      const { load, release } = source(key("key_race"));
      const before = cachedKey("race", load);
      change();
      const after = open({ ...key("key_race"), revokedAt: new Date(0) });
      const later = cachedKey("race", after);
      release();
      await before;
      expect((await later)?.revokedAt).toEqual(new Date(0));
      expect(after).toHaveBeenCalledTimes(1);
      expect((await cachedKey("race", open(null)))?.revokedAt).toEqual(new Date(0));
    });
  }

  test("an invalidated key is forgotten at once, by digest and by id, and the other keys are not", async () => {
    await cachedKey("one", open(key("key_one")));
    await cachedKey("two", open(key("key_two")));
    invalidateKey("key_one");
    expect([freshKey("one"), freshKeyById("key_one"), freshKeyById("key_two")?.id]).toEqual([undefined, undefined, "key_two"]);
  });

  test("any change drops the unknown digests, since one of them may have become a key", async () => {
    await cachedKey("unborn", open(null));
    expect(freshKey("unborn")).toBeNull();
    invalidateKey("key_new");
    expect(freshKey("unborn")).toBeUndefined();
  });

  test("while bypassed nothing is taken, kept or shared; after it nothing old is left", async () => {
    await cachedKey("bypass", open(key("key_bypass")));
    bypassKeyCache(true);
    const load = open(null);
    await Promise.all([cachedKey("bypass", load), cachedKey("bypass", load)]);
    expect(load).toHaveBeenCalledTimes(2);
    const { load: slow, release } = source(key("key_bypass"));
    const during = cachedKey("bypass", slow);
    bypassKeyCache(false);
    release();
    await during;
    expect(freshKey("bypass")).toBeUndefined();
  });

  test("10,000 keys are kept, the least recently used goes first, and unknown digests push none out", async () => {
    for (let i = 0; i < 10_000; i++) await cachedKey(`many-${i}`, open(key(`key_many_${i}`)));
    expect(freshKey("many-0")?.id).toBe("key_many_0"); // used: young again
    for (let i = 0; i < 12_000; i++) await cachedKey(`junk-${i}`, open(null));
    await cachedKey("one-more", open(key("key_one_more")));
    expect(freshKey("many-0")?.id).toBe("key_many_0");
    expect([freshKey("many-1"), freshKeyById("key_many_1"), freshKey("junk-0"), freshKey("junk-11999")]).toEqual([
      undefined,
      undefined,
      undefined,
      null,
    ]);
  });
});
