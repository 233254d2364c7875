import { expect, test } from "vitest";
import { colorsOf } from "./series-colors";

test("a series keeps its colour from answer to answer, whatever stands beside it", () => {
  const [revenue, cost] = colorsOf(["Revenue", "Cost"]);
  expect(colorsOf(["Cost", "Profit", "Revenue"]).toSpliced(1, 1)).toEqual([cost, revenue]);
  expect(colorsOf(["Revenue"])).toEqual([revenue]);
});

test("no two of up to eight series look alike, and more than eight are drawn too", () => {
  const names = Array.from({ length: 8 }, (_, index) => `Series ${index}`);
  expect(new Set(colorsOf(names)).size).toBe(8);
  expect(new Set(colorsOf(["Series 7", "Revenue", "Other", "Series 0"])).size).toBe(4);
  expect(colorsOf(Array.from({ length: 20 }, (_, index) => `Many ${index}`))).toHaveLength(20);
});
