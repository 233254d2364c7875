import { expect, test } from "vitest";
import { humanName } from "./names";

test.each([
  ["unit_price", "Unit price"],
  ["unitPrice", "Unit Price"],
  ["item-2", "Item 2"],
  ["Book flight: Oslo, 2026-12-24", "Book flight: Oslo, 2026-12-24"],
  ["growth of 1.5 %", "Growth of 1.5 %"],
])("%s is called %s", (name, words) => {
  expect(humanName(name)).toBe(words);
});
