import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Item, ItemStatus } from "@/lib/generation/item";
import { inToolOrder } from "./tool-exchange";

const say = (role: "user" | "assistant" | "system", id: string): Item => ({ type: "message", id, role, status: "completed", content: [] });
const call = (n: number, status: ItemStatus = "completed"): Item => ({
  type: "function_call",
  id: `fc_${n}`,
  call_id: `call_${n}`,
  name: "f",
  arguments: "{}",
  status,
});
const output = (n: number): Item => ({
  type: "function_call_output",
  id: `fco_${n}`,
  call_id: `call_${n}`,
  output: "x",
  status: "completed",
});
const reasoning: Item = { type: "reasoning", id: "rs_1", summary: [], status: "completed" };
const ids = (items: Item[]): string[] => items.map(({ id }) => id);

describe("400, param input", () => {
  test.each<[string, Item[], string]>([
    ["an output without its call", [say("user", "u"), output(7)], "No tool call found for function call output with call_id call_7."],
    ["an output before its call", [output(1), call(1)], "No tool call found for function call output with call_id call_1."],
    ["a second output", [call(1), output(1), output(1)], "No tool call found for function call output with call_id call_1."],
    ["a call without its output", [call(1), call(2), output(1)], "No tool output found for function call call_2."],
    ["a question instead of the output", [call(1), say("user", "u")], "No tool output found for function call call_1."],
    ["one output for two calls of one id", [call(1), call(1), output(1)], "No tool output found for function call call_1_2."],
  ])("%s", (_, items, message) => {
    expect(() => inToolOrder(items)).toThrow(expect.objectContaining({ status: 400, message, param: "input" }));
  });
});

describe("the order that providers want", () => {
  test.each<[string, Item[], string[]]>([
    [
      "is left as it is when right",
      [say("user", "u"), call(1), call(2), output(2), output(1), say("assistant", "a")],
      ["u", "fc_1", "fc_2", "fco_2", "fco_1", "a"],
    ],
    [
      "what the assistant said meanwhile comes first",
      [call(1), say("assistant", "a"), reasoning, output(1)],
      ["a", "rs_1", "fc_1", "fco_1"],
    ],
    [
      "what the user said meanwhile comes after",
      [call(1), say("user", "u"), call(2), output(1), output(2)],
      ["fc_1", "fc_2", "fco_1", "fco_2", "u"],
    ],
    ["an id may come again once it is answered", [call(1), output(1), call(1), output(1)], ["fc_1", "fco_1", "fc_1", "fco_1"]],
    [
      "a call that was cut short is left out",
      [say("user", "u"), call(1, "incomplete"), say("user", "v"), call(2), output(2)],
      ["u", "v", "fc_2", "fco_2"],
    ],
    ["unless it was answered", [call(1, "incomplete"), output(1)], ["fc_1", "fco_1"]],
  ])("%s", (_, items, expected) => expect(ids(inToolOrder(items))).toEqual(expected));

  test("keeps every item of every lawful dialogue, outputs right behind their calls", () => {
    const turn = fc.tuple(fc.nat(3), fc.array(fc.constantFrom("user", "assistant", "system"), { maxLength: 3 }));
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 6 }), (turns) => {
        let n = 0;
        const items = turns.flatMap(([calls, said]) => {
          const numbers = Array.from({ length: calls }, () => n++);
          return [...numbers.map((i) => call(i)), ...said.map((role) => say(role as "user", `m${n++}`)), ...numbers.map(output)];
        });
        const ordered = inToolOrder(items);
        expect(ids(ordered).toSorted()).toEqual(ids(items).toSorted());
        expect(inToolOrder(ordered)).toEqual(ordered);
        const before = ordered.flatMap((item, i) => (item.type === "function_call_output" ? [ordered[i - 1]?.type] : []));
        expect(before.filter((type) => type !== "function_call" && type !== "function_call_output")).toEqual([]);
      }),
    );
  });
});

describe("calls of one id", () => {
  const callIds = (items: Item[]): string[] => items.flatMap((item) => ("call_id" in item ? [item.call_id] : []));

  test.each<[string, Item[], string[]]>([
    ["within one answer", [call(1), call(1), output(1), output(1)], ["call_1", "call_1_2", "call_1", "call_1_2"]],
    ["in one answer after another", [call(1), output(1), call(1), output(1)], ["call_1", "call_1", "call_1_2", "call_1_2"]],
    [
      "beside what looks like the new id",
      [call(1), output(1), { ...call(1), call_id: "call_1_2" } as Item, { ...output(1), call_id: "call_1_2" } as Item, call(1), output(1)],
      ["call_1", "call_1", "call_1_2", "call_1_2", "call_1_3", "call_1_3"],
    ],
    ["of which one was cut short", [call(1, "incomplete"), say("user", "u"), call(1), output(1)], ["call_1_2", "call_1_2"]],
  ])("%s get ids of their own, with their outputs", (_, items, expected) => expect(callIds(inToolOrder(items))).toEqual(expected));
});
