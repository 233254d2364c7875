import { describe, expect, test } from "vitest";
import { readPythonCalls } from "./written-python";

const tools = ["add", "find"].map((name) => ({ name, description: null, parameters: null, strict: null }));
const read = (source: string) => readPythonCalls(source, tools).map(({ name, args }) => [name, JSON.parse(args)]);

describe("calls as Python has them", () => {
  test.each([
    [
      "several in a list",
      "[add(a=1, b=-2.5), find(q='it\\'s', all=True)]",
      [
        ["add", { a: 1, b: -2.5 }],
        ["find", { q: "it's", all: true }],
      ],
    ],
    ["lists, objects and None", 'find(in=["a", (1, 2)], by={"k": None,}, )', [["find", { in: ["a", [1, 2]], by: { k: null } }]]],
    ["to be printed", 'print(find(q="a(b)"))', [["find", { q: "a(b)" }]]],
    ["with braces", "call:find{q:<escape>a{b<escape>,n:3}", [["find", { q: "a{b", n: 3 }]]],
    ["without arguments", "[add()]", [["add", {}]]],
  ])("%s", (_, source, expected) => {
    expect(read(source)).toEqual(expected);
  });

  test.each([
    ["a tool that was not offered", "[add(a=1), drop(table='x')]"],
    ["arguments without names", "add(1, 2)"],
    ["what is worked out", "add(a=1 + 2)"],
    ["a text without its end", "find(q='a"],
    ["words", "I would add (if asked) the numbers."],
    ["nesting without end", `add(a=${"[".repeat(5000)}`],
  ])("are none: %s", (_, source) => {
    expect(read(source)).toEqual([]);
  });
});
