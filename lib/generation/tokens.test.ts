import { expect, test } from "vitest";
import { countTokens } from "./tokens";

test("counts what the o200k_base encoding counts", () => {
  expect(countTokens("hello world")).toBe(2);
  expect(countTokens("")).toBe(0);
});

test("a marker of the encoding inside a text is text, not an error", () => {
  expect(countTokens("<|endoftext|>")).toBeGreaterThan(1);
});

test("unbroken runs cost linear time", () => {
  for (const run of ["a", "é", "-", " ", "日"]) {
    const before = performance.now();
    expect(countTokens(run.repeat(50_000))).toBeGreaterThan(10);
    expect(performance.now() - before).toBeLessThan(1_500);
  }
});
