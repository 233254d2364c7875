import { expect, test } from "vitest";
import { roundTicks } from "./ticks";

test.each([
  [0, 2_100_000, [0, 1_000_000, 2_000_000, 3_000_000]],
  [0, 64, [0, 20, 40, 60, 80]],
  [0, 0.3, [0, 0.1, 0.2, 0.3]],
  [-40, 60, [-50, -25, 0, 25, 50, 75]],
  [630, 1_400, [600, 800, 1_000, 1_200, 1_400]],
  [0, 0, [0, 0.25, 0.5, 0.75, 1]],
  [0, 7, [0, 2, 4, 6, 8]],
])("from %s to %s an axis shows round numbers", (min, max, ticks) => {
  expect(roundTicks(min, max)).toEqual({ ticks, domain: [ticks[0], ticks.at(-1)] });
});

test("whatever is drawn lies within the range, on at most seven lines", () => {
  for (let power = -6; power < 12; power++) {
    for (const [low, high] of [
      [0, 1.7],
      [-3, 4],
      [2, 9.99],
      [-8, -1],
    ] as const) {
      const [min, max] = [low * 10 ** power, high * 10 ** power];
      const { ticks, domain } = roundTicks(min, max);
      const least = (max - min) * 1e-9;
      expect([domain[0] <= min + least, domain[1] >= max - least, ticks.length <= 7, new Set(ticks).size === ticks.length]).toEqual([
        true,
        true,
        true,
        true,
      ]);
    }
  }
});
