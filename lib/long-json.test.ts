import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { scanJson } from "@/lib/http/json-scan";
import { readLongJson, writeLongJson } from "./long-json";

const LIMITS = { depthMax: 64, valuesMax: 100_000, membersMax: 100_000 };
/** Longer than what is read or written in one go, twice. */
const LONG = 140_000;

async function read(text: string): Promise<unknown> {
  const bytes = Buffer.from(text);
  const { defect, strings } = await scanJson(bytes, LIMITS);
  expect(defect).toBeNull();
  return readLongJson(bytes, strings);
}

const piece = fc.oneof(
  fc.constantFrom("\\", "\\\\", '"', "\n", "é", "天", "🏳️‍🌈", "𝒳", "\u2028", "\u0007", "a", "__proto__", "</script>"),
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 }).map((text) => text.replaceAll("\0", "")),
);
const long = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => {
  const text = pieces.join("") || "a";
  return text.repeat(Math.ceil(LONG / text.length));
});
const value = fc.array(
  fc.oneof(
    { weight: 2, arbitrary: long },
    { weight: 1, arbitrary: fc.tuple(fc.string(), long).map(([name, text]) => ({ [name]: { [text.slice(0, 80)]: [text, 1, null] } })) },
    { weight: 1, arbitrary: fc.jsonValue() },
  ),
  { minLength: 1, maxLength: 3 },
);
const isStorable = (json: string): boolean => !/\\u0000|\\ud[89a-f]/i.test(json);

describe("long JSON", () => {
  test("is read as JSON.parse reads it, wherever a string is cut, also when every character is escaped", async () => {
    await fc.assert(
      fc.asyncProperty(value, fc.boolean(), async (given, isEscaped) => {
        const plain = JSON.stringify(given);
        fc.pre(isStorable(plain));
        const text = isEscaped ? plain.replace(/[^\x20-\x7e]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`) : plain;
        expect(JSON.stringify(await read(text))).toBe(JSON.stringify(JSON.parse(text)));
      }),
      { numRuns: 12 },
    );
  });

  test("is written as JSON.stringify writes it", async () => {
    await fc.assert(
      fc.asyncProperty(value, async (given) => {
        expect(String(await writeLongJson(given))).toBe(JSON.stringify(given));
      }),
      { numRuns: 40 },
    );
    const half = { half: `${"🙂".repeat(LONG)}\ud800`, date: new Date(0), nothing: undefined, text: "a".repeat(LONG) };
    expect(String(await writeLongJson(half))).toBe(JSON.stringify(half));
  });

  test("of two equal keys the last one counts, and a member called __proto__ is a member", async () => {
    const text = "x".repeat(LONG);
    const name = "k".repeat(200);
    expect(await read(`{"a":1,"${name}":1,"${name}":"${text}","a":"${text}"}`)).toEqual({ a: text, [name]: text });
    const own = (await read(`{"__proto__":"${text}"}`)) as object;
    expect(Object.hasOwn(own, "__proto__")).toBe(true);
  });

  test.each([
    ["an unknown escape", "\\x"],
    ["a line break", "\n"],
    ["a NUL", "\0"],
    ["digits that are none", "\\u12g4"],
  ])("is refused where JSON.parse refuses it: %s, early and late", async (_what, defect) => {
    for (const at of [0, 65_535, 65_536, LONG]) {
      const text = `["${"a".repeat(at)}${defect}${"a".repeat(LONG - at)}"]`;
      await expect(read(text)).rejects.toBeInstanceOf(SyntaxError);
    }
    for (const text of [`["${"a".repeat(LONG)}",]`, `["${"a".repeat(LONG)}"`, `\\["${"a".repeat(LONG)}"]`])
      await expect(read(text)).rejects.toBeInstanceOf(SyntaxError);
  });

  test("other work has its turn while millions of characters are read and written", async () => {
    const text = JSON.stringify({ text: '"\\\n天'.repeat(1_000_000) });
    let turns = 0;
    const turn = setInterval(() => turns++, 1);
    const given = (await read(text)) as object;
    const afterReading = turns;
    await writeLongJson(given);
    clearInterval(turn);
    expect(afterReading).toBeGreaterThan(3);
    expect(turns).toBeGreaterThan(afterReading + 1);
  });
});
