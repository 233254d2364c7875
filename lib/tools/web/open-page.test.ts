import { expect, test } from "vitest";
import { findInText } from "./open-page";

test("words are found in a page whatever their case, five times at most", () => {
  const text = `${"x ".repeat(200)}The Gigawatt is here.${" y".repeat(300)}`;
  expect(findInText(text, "gigaWATT")).toHaveLength(1);
  expect(findInText(text, "gigaWATT")[0]).toContain("The Gigawatt is here.");
  expect(findInText("ab".repeat(5_000), "AB")).toHaveLength(5);
  expect(findInText(`İ${text}`, "Gigawatt")).toHaveLength(1);
  expect(findInText(text, "(a+)+$")).toEqual([]);
});
