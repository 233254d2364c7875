import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findJsonDefect } from "./json-scan";

const LIMITS = { depthMax: 8, valuesMax: 50 };
const scan = (text: string) => findJsonDefect(Buffer.from(text), LIMITS);

describe("findJsonDefect", () => {
  test("finds nothing in any JSON of ordinary depth, size and characters", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4, stringUnit: "binary", noUnicodeString: false }), (value) => {
        const text = JSON.stringify(value).replaceAll("\\u0000", "");
        const isWhole = !/\\ud[89a-f]/i.test(text);
        expect(!isWhole || findJsonDefect(Buffer.from(text), { depthMax: 64, valuesMax: 100_000 }) === null).toBe(true);
      }),
    );
  });

  test("finds a NUL and half a pair wherever a string holds one, and only there", () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom("\\u0000", "\\ud800", "\\uDC00", "\\ud800\\u0041"), fc.string(), (before, escape, after) => {
        const around = (text: string) => JSON.stringify(text).slice(1, -1);
        expect(scan(`{"a":["${around(before)}${escape}${around(after)}"]}`)).toBe(escape === "\\u0000" ? "nul" : "lone_surrogate");
      }),
    );
    expect(scan('"\\\\u0000"')).toBeNull();
    expect(scan('"\\\\\\u0000"')).toBe("nul");
    expect(scan('"\\ud83d\\ude00"')).toBeNull();
  });

  test("brackets and commas in strings do not count", () => {
    expect(scan(JSON.stringify(["[".repeat(100), ",".repeat(100), '"[[[[[[[[[['.repeat(5)]))).toBeNull();
    expect(scan("[".repeat(9))).toBe("too_deep");
    expect(scan(`[${"[],".repeat(40)}0]`)).toBe("too_many_values");
    expect(scan("[[]],".repeat(12))).toBeNull();
  });

  test("broken text is left to the parser", () => {
    for (const text of ["", '"', '"\\', '"\\u', '"\\u00', '"\\ud800\\', "\\u0000", '\\"[', "]]]]"])
      expect(["lone_surrogate", null]).toContain(scan(text));
  });
});
