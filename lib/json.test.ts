import { expect, test } from "vitest";
import { isRecord, parseObject } from "./json";

test.each<[unknown, boolean]>([
  [{}, true],
  [{ a: 1 }, true],
  [[], false],
  [null, false],
  ["{}", false],
  [undefined, false],
])("%j is a record: %s", (value, expected) => {
  expect(isRecord(value)).toBe(expected);
});

test("only a text that holds an object is one", () => {
  expect(parseObject('{"a":1}')).toEqual({ a: 1 });
  for (const text of ["[1]", "null", "1", "", "{"]) expect(parseObject(text)).toBeNull();
});
