import { describe, expect, test } from "vitest";
import { Lane, type LaneOptions } from "./lane";

const OPEN: LaneOptions = { atOnce: 1, waitingMax: 10, waitingPerAddressMax: 5, waitMsMax: 60_000, share: null, burstMs: 0 };

/** Work that lasts until it is let go. */
function held() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work =
    (name: string, tookMs = 0) =>
    () =>
      new Promise<number>((resolve) => {
        begun.push(name);
        ends.set(name, () => resolve(tookMs));
      });
  return { begun, work, end: (name: string) => ends.get(name)?.() };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe("a lane", () => {
  test("lets in so many at once, and the addresses one after the other", async () => {
    const lane = new Lane({ ...OPEN, atOnce: 2 });
    const { begun, work, end } = held();
    const done = ["a1", "a2", "a3", "a4", "b1"].map((name) => lane.run(name.charAt(0), work(name)));
    await settle();
    expect(begun).toEqual(["a1", "a2"]);
    for (const name of ["a1", "a2", "a3", "b1"]) {
      end(name);
      await settle();
    }
    expect(begun).toEqual(["a1", "a2", "a3", "b1", "a4"]);
    end("a4");
    expect(await Promise.all(done)).toEqual([true, true, true, true, true]);
  });

  test("refuses at once who finds it full, be it of one address or of many", async () => {
    const lane = new Lane({ ...OPEN, waitingMax: 3, waitingPerAddressMax: 2 });
    const { begun, work, end } = held();
    const done = ["a1", "a2", "a3"].map((name) => lane.run("a", work(name)));
    expect(await lane.run("a", work("a4"))).toBe(false);
    done.push(lane.run("b", work("b1")));
    expect(await lane.run("c", work("c1"))).toBe(false);
    for (const name of ["a1", "a2", "b1", "a3"]) {
      end(name);
      await settle();
    }
    expect(await Promise.all(done)).toEqual([true, true, true, true]);
    expect(begun).toEqual(["a1", "a2", "b1", "a3"]);
  });

  test("refuses who has waited for too long, and goes on with the others", async () => {
    const lane = new Lane({ ...OPEN, waitMsMax: 20 });
    const { begun, work, end } = held();
    const first = lane.run("a", work("a1"));
    expect(await lane.run("b", work("b1"))).toBe(false);
    end("a1");
    expect(await first).toBe(true);
    const last = lane.run("c", work("c1"));
    await settle();
    end("c1");
    expect([await last, begun]).toEqual([true, ["a1", "c1"]]);
  });

  test("takes no more than its share of the time, once what it had to begin with is used", async () => {
    const lane = new Lane({ ...OPEN, share: () => 0.1, burstMs: 20 });
    const begun: number[] = [];
    const startedAt = performance.now();
    for (let i = 0; i < 3; i++) {
      await lane.run("a", async () => {
        begun.push(performance.now() - startedAt);
        return 30;
      });
    }
    // 10 ms more than there was, at a tenth of the time; then 30 ms.
    expect(begun[1]).toBeGreaterThan(90);
    expect(begun[2]).toBeGreaterThan((begun[1] ?? 0) + 290);
  });

  test("work that fails leaves its place to the next", async () => {
    const lane = new Lane(OPEN);
    await expect(lane.run("a", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await lane.run("a", async () => 0)).toBe(true);
  });
});
