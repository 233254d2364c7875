import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { createPace } from "./pace";

test("of many long works, one has a slice in a turn of the process", async () => {
  const turns = { count: 0, isOver: false };
  const watch = (async () => {
    for (; !turns.isOver; turns.count++) await nextTurn();
  })();
  const slices = new Map<number, number>();
  const work = async () => {
    const pace = createPace();
    for (let i = 0; i < 5; i++) {
      await pace.rest();
      slices.set(turns.count, (slices.get(turns.count) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 20 }, work));
  turns.isOver = true;
  await watch;
  expect([...slices.values()].reduce((sum, count) => sum + count, 0)).toBe(100);
  expect(Math.max(...slices.values())).toBe(1);
});
