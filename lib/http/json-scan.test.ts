import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanJson } from "./json-scan";

const LIMITS = { depthMax: 8, valuesMax: 50, membersMax: 30 };
const scan = async (text: string) => (await scanJson(Buffer.from(text), LIMITS)).defect;

describe("scanJson", () => {
  test("finds nothing in any JSON of ordinary depth, size and characters", async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4, stringUnit: "binary", noUnicodeString: false }), async (value) => {
        const text = JSON.stringify(value).replaceAll("\\u0000", "");
        const isWhole = !/\\ud[89a-f]/i.test(text);
        const { defect } = await scanJson(Buffer.from(text), { depthMax: 64, valuesMax: 100_000, membersMax: 100_000 });
        expect(!isWhole || defect === null).toBe(true);
      }),
    );
  });

  test("finds a NUL and half a pair wherever a string holds one, and only there", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string(),
        fc.constantFrom("\\u0000", "\\ud800", "\\uDC00", "\\ud800\\u0041"),
        fc.string(),
        async (before, escape, after) => {
          const around = (text: string) => JSON.stringify(text).slice(1, -1);
          expect(await scan(`{"a":["${around(before)}${escape}${around(after)}"]}`)).toBe(escape === "\\u0000" ? "nul" : "lone_surrogate");
        },
      ),
    );
    expect(await scan('"\\\\u0000"')).toBeNull();
    expect(await scan('"\\\\\\u0000"')).toBe("nul");
    expect(await scan('"\\ud83d\\ude00"')).toBeNull();
  });

  test("brackets and commas in strings do not count", async () => {
    expect(await scan(JSON.stringify(["[".repeat(100), ",".repeat(100), '"[[[[[[[[[['.repeat(5)]))).toBeNull();
    expect(await scan("[".repeat(9))).toBe("too_deep");
    expect(await scan(`[${"[],".repeat(40)}0]`)).toBe("too_many_values");
    expect(await scan("[[]],".repeat(12))).toBeNull();
    expect(await scan(`[${"1,".repeat(29)}0]`)).toBeNull();
    expect(await scan(`[[],${"1,".repeat(29)}0]`)).toBe("too_many_members");
  });

  test("broken text is left to the parser, but for a string without an end", async () => {
    for (const text of ["", '"', '"\\', '"\\u', '"\\u00', '"\\ud800\\', "\\u0000", '\\"[', "]]]]"])
      expect(["lone_surrogate", "broken", null]).toContain(await scan(text));
  });
});
