import { expect, test } from "vitest";
import { regexProblems, tried } from "./check-regex.mjs";
import { expressionsIn } from "./regex/expressions.mjs";

function read(files: Record<string, string>) {
  return expressionsIn(new Map(Object.entries(files)));
}

const allOf = (files: Record<string, string>): string[] => read(files).expressions.map(({ source, flags }) => `/${source}/${flags}`);

test("literals are read, and what is made of constants, also of another file's", () => {
  const files = {
    "lib/a.ts":
      'import { WORD } from "./b";\nconst X = new RegExp(`^${WORD}+$`, "u");\nexport const f = (t: string) => /a+b/g.test(t) && X.test(t);',
    "lib/b.ts": 'const NAMES = { one: 1, two: 2 };\nexport const WORD = `(?:${["x", "y"].join("|")}|${Object.keys(NAMES).join("|")})`;',
  };
  expect(allOf(files)).toEqual(["/^(?:x|y|one|two)+$/u", "/a+b/g"]);
});

test("what is only known at run time is no expression that was read", () => {
  const files = { "lib/a.ts": "export function f(word: string): RegExp {\n  return new RegExp(`${word}+`);\n}" };
  expect(read(files)).toEqual({ expressions: [], unread: [{ path: "lib/a.ts", line: 2 }] });
});

test.each([
  ["\\n*<context>([\\s\\S]*?)<\\/context>\\s*$", ""],
  ["\\s+$", ""],
  ["^(a+)+$", ""],
  ["\\s*\\p{L}+\\s*$", "u"],
  ["(?<!\\s)\\s+and.*x", ""],
])("/%s/%s is found out", (source, flags) => {
  expect(tried({ source, flags })).toMatch(/^(takes .* time|could not be proved)/);
});

test.each([
  ["(?<!\\s)\\s+$", ""],
  ["(?<!\\s)\\s*,\\s*(?:and\\s+)?|(?<![^\\S\\n])[^\\S\\n]+and\\s+", ""],
  ["^\\w{1,200}$", ""],
  ["<[^<>]*>", "gi"],
])("/%s/%s is linear", (source, flags) => {
  expect(tried({ source, flags })).toBeNull();
});

const found = read({ "lib/a.ts": "export const STEEP = /\\s+$/;\nexport const FLAT = /a/;" });
const judge = { isLinear: ({ source }: { source: string }) => source === "a", faultOf: () => "takes long" };

test("one that is not linear must be listed", () => {
  expect(regexProblems(found, [], judge)).toEqual(["lib/a.ts:1 takes long: /\\s+$/"]);
  expect(regexProblems(found, [{ path: "lib/a.ts", source: "\\s+$", why: "short" }], judge)).toEqual([]);
});

test("an entry that nothing needs any more is a problem, whether its expression is gone or linear", () => {
  const listed = ["\\s+$", "gone", "a"].map((source) => ({ path: "lib/a.ts", source, why: "short" }));
  expect(regexProblems(found, listed, judge)).toEqual([
    "scripts/regex/bounded.json names what is linear or gone: lib/a.ts gone",
    "scripts/regex/bounded.json names what is linear or gone: lib/a.ts a",
  ]);
});
