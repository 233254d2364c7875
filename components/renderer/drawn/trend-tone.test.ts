import { expect, test } from "vitest";
import { toneOf } from "./trend-tone";

test.each([
  ["Churn rate Monthly", "down", "good"],
  ["Churn rate", "up", "bad"],
  ["Error rate API", "up", "bad"],
  ["p95 latency", "down", "good"],
  ["Customer acquisition cost", "down", "good"],
  ["Cost savings", "up", "good"],
  ["Revenue Net", "down", "bad"],
  ["Active users", "up", "good"],
  ["Umsatz", "up", "good"],
  ["Temperature", "down", "neutral"],
  ["", "up", "neutral"],
] as const)("%s that went %s is %s", (words, direction, tone) => {
  expect(toneOf(words, direction)).toBe(tone);
});
