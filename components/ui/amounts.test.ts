import { expect, test } from "vitest";
import { dollarsInWords, durationInWords } from "./amounts";

test.each([
  [0, "$0"],
  [2, "$2"],
  [1234.5, "$1,234.50"],
  [0.1, "$0.10"],
  [0.0123456, "$0.0123"],
  [0.00041, "$0.00041"],
  [0.0000014, "$0.0000014"],
  [-0.0003, "−$0.0003"],
])("%s dollars are %s", (dollars, words) => {
  expect(dollarsInWords(dollars)).toBe(words);
});

test.each([
  [0, "0 ms"],
  [999.4, "999 ms"],
  [1_000, "1.00 s"],
  [9_994, "9.99 s"],
  [9_995, "10.0 s"],
  [59_949, "59.9 s"],
  [59_950, "1 min 0 s"],
  [125_000, "2 min 5 s"],
])("%s ms are %s", (ms, words) => {
  expect(durationInWords(ms)).toBe(words);
});
