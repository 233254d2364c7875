import { expect, test } from "vitest";
import { breakLabel, fitLabels } from "./axis-labels";

test("labels that fit stand on one line each, long ones over several, between their words", () => {
  expect(fitLabels(["Jan", "Feb"], 400)).toEqual({ lines: [["Jan"], ["Feb"]], every: 1, lineCount: 1 });
  expect(fitLabels(["Alpha wireless headphones", "Beta"], 150)).toEqual({
    lines: [["Alpha", "wireless", "headphones"], ["Beta"]],
    every: 1,
    lineCount: 3,
  });
});

test("days and years without room are shown now and then, names always", () => {
  const years = Array.from({ length: 30 }, (_, at) => String(1990 + at));
  expect(fitLabels(years, 300).every).toBe(4);
  const names = ["Groceries", "Insurance", "Transport", "Eating out", "Savings", "Rent"];
  const { every, lines } = fitLabels(names, 260);
  expect(every).toBe(1);
  expect(lines.map((one) => one.join("").replaceAll("-", "")).slice(0, 3)).toEqual(names.slice(0, 3));
});

test("a word is broken into pieces of at least three letters, numbers never are", () => {
  expect(breakLabel("turntable", 8)).toEqual(["turnta-", "ble"]);
  expect(breakLabel("2025-01-09", 8)).toEqual(["2025-01…"]);
});

test("a label that goes on for ever ends after four lines, at once", () => {
  expect(breakLabel("a".repeat(100_000), 8)).toEqual([`${"a".repeat(7)}-`, `${"a".repeat(7)}-`, `${"a".repeat(7)}-`, `${"a".repeat(7)}…`]);
  expect(breakLabel("word ".repeat(5_000), 8)).toHaveLength(4);
});
