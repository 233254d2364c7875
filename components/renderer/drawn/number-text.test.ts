import { expect, test } from "vitest";
import { areAmounts, numberLocaleOf, shortText, wholeText } from "./number-text";

test.each([
  ["There are 61,400 customers, 3.5 % more.", "en"],
  ["Es sind 61.400 Kunden und 1.200.000,50 €.", "de"],
  ["Version 3.125 and 4.100, 12,000 rows, 13,000 columns and 14,000 cells", "en"],
  ["No number at all", "en"],
  ["192.168.100.200", "en"],
])("the marks of a sentence are found: %s", (text, locale) => {
  expect(numberLocaleOf(text)).toBe(locale);
});

test("numbers are written as sentences write them, and short on an axis", () => {
  expect([49_800, 1_234_567.5, 0.403, -1200].map((value) => wholeText(value, "en"))).toEqual(["49,800", "1,234,567.5", "0.403", "-1,200"]);
  expect(wholeText(49_800.5, "de")).toBe("49.800,5");
  expect([0, 2500, 20_000, 1_500_000, 2.5e9].map((value) => shortText(value, "en"))).toEqual(["0", "2,500", "20K", "1.5M", "2.5B"]);
});

test.each([
  ["Customers", [49_800, 12], true],
  ["Year", [2024, 12_000], false],
  ["Founded", [1913, 2024], false],
  ["Order no", [10_023, 10_024], false],
  ["ZIP", [10_115], false],
  ["Price", [9, 12], false],
])("a column %s of %j holds amounts: %s", (label, numbers, expected) => {
  expect(areAmounts(label, numbers)).toBe(expected);
});
