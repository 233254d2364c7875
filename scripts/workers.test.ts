import { expect, test } from "vitest";
import { workersFor } from "./workers.mjs";

const GB = 1_000_000_000;

test.each([
  [1, 8 * GB, 1],
  [2, 24 * GB, 2],
  [4, 4 * GB, 2],
  [2, 0.5 * GB, 1],
  [64, 256 * GB, 8],
])("on %i cores with %i bytes of memory %i workers", (cores, bytes, workers) => {
  expect(workersFor(cores, bytes)).toBe(workers);
});
