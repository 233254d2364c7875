import { describe, expect, test } from "vitest";
import type { Item } from "@/lib/generation/item";
import { pack } from "./compaction";
import { toItems } from "./decode";
import { Input } from "./schema";
import { seal } from "./seal";

const read = (input: unknown) => toItems(Input.parse(input), "ws_1");
const one = (item: unknown) => read([item])[0];
const SEALED = seal([{ type: "summary_text", text: "s" }], "reasoning", "ws_1");
const question: Item = {
  type: "message",
  id: "msg_1",
  role: "user",
  status: "completed",
  content: [{ type: "input_text", text: "Hello" }],
};

describe("an input becomes whole items", () => {
  test("text is one message of the user; nothing is no item", () => {
    expect(read("Hello")).toEqual([{ ...question, id: expect.stringMatching(/^msg_\w{24}$/) }]);
    expect(toItems(null, "ws_1")).toEqual([]);
    expect(toItems(undefined, "ws_1")).toEqual([]);
  });

  test.each<[string, unknown, object]>([
    [
      "a message without type",
      { role: "user", content: "Hello" },
      { type: "message", role: "user", content: [{ type: "input_text", text: "Hello" }] },
    ],
    [
      "a type of null",
      { type: null, role: "developer", content: "x" },
      { role: "developer", content: [{ type: "input_text", text: "x" }] },
    ],
    [
      "an assistant's text",
      { role: "assistant", content: "x" },
      { content: [{ type: "output_text", text: "x", annotations: [], logprobs: [] }] },
    ],
    [
      "an assistant's parts with what came with them",
      {
        type: "message",
        id: "msg_9",
        role: "assistant",
        status: "incomplete",
        phase: "commentary",
        content: [
          { type: "output_text", text: "x", annotations: [{}], logprobs: [{}], parsed: {} },
          { type: "refusal", refusal: "no" },
        ],
      },
      {
        id: "msg_9",
        status: "incomplete",
        phase: "commentary",
        content: [
          { type: "output_text", text: "x", annotations: [], logprobs: [] },
          { type: "refusal", refusal: "no" },
        ],
      },
    ],
    [
      "an assistant's text written as input",
      { role: "assistant", content: [{ type: "input_text", text: "x" }] },
      { content: [{ type: "output_text", text: "x", annotations: [], logprobs: [] }] },
    ],
    [
      "an image and a file",
      {
        role: "user",
        content: [
          { type: "input_image", image_url: "https://a.b/c.png", file_id: null },
          { type: "input_file", file_url: "https://a.b/c.pdf" },
        ],
      },
      {
        content: [
          { type: "input_image", image_url: "https://a.b/c.png", detail: "auto" },
          { type: "input_file", filename: null, file_data: null, file_url: "https://a.b/c.pdf" },
        ],
      },
    ],
    [
      "a call without id and status",
      { type: "function_call", call_id: "call_1", name: "f", arguments: "{}" },
      { type: "function_call", id: expect.stringMatching(/^fc_/), call_id: "call_1", name: "f", arguments: "{}", status: "completed" },
    ],
    [
      "an output as text",
      { type: "function_call_output", call_id: "call_1", output: "42" },
      { id: expect.stringMatching(/^fc_/), output: "42", status: "completed" },
    ],
    [
      "an output in parts",
      { type: "function_call_output", call_id: "call_1", output: [{ type: "input_text", text: "42" }] },
      { output: [{ type: "input_text", text: "42" }] },
    ],
    [
      "reasoning without anything",
      { type: "reasoning", id: "rs_1", summary: [], encrypted_content: null, content: null },
      { type: "reasoning", id: "rs_1", summary: [], status: "completed" },
    ],
    [
      "reasoning with everything",
      {
        type: "reasoning",
        id: "rs_1",
        summary: [{ type: "summary_text", text: "s" }],
        encrypted_content: SEALED,
        content: [{ type: "reasoning_text", text: "c" }],
      },
      { summary: [{ type: "summary_text", text: "s" }], encrypted_content: SEALED, content: [{ type: "reasoning_text", text: "c" }] },
    ],
    ["a reference", { type: "item_reference", id: "msg_5" }, { type: "item_reference", id: "msg_5" }],
    ["a reference without type", { id: "msg_5" }, { type: "item_reference", id: "msg_5" }],
  ])("%s", (_, item, expected) => expect(one(item)).toMatchObject(expected));

  test("an id is kept when it looks like one and is not repeated", () => {
    const items = ["msg_mine", "msg_mine", "", "../etc", "x".repeat(200), null].map((id) => ({ id, role: "user" as const, content: "x" }));
    const ids = read(items).map((item) => item.id);
    expect(ids[0]).toBe("msg_mine");
    expect(new Set(ids).size).toBe(6);
    for (const id of ids.slice(1)) expect(id).toMatch(/^msg_[0-9A-Za-z]{24}$/);
  });
});

describe("a packed dialogue", () => {
  test("is kept as it is", () => {
    const packed = pack([question], "ws_1");
    expect(one(packed)).toEqual(packed);
  });

  test.each<[string, string]>([
    ["forged", "AQ".repeat(40)],
    ["not even text of ours", "gAAAAABpM0Yj-..."],
    ["empty", ""],
    ["another workspace's", pack([question], "ws_2").encrypted_content],
    ["changed by one character", flipped(pack([question], "ws_1").encrypted_content)],
  ])("400 at its place when it is %s", (_, encrypted_content) => {
    const input = [
      { role: "user", content: "x" },
      { type: "compaction", id: "cmp_1", encrypted_content },
    ];
    expect(() => read(input)).toThrow(expect.objectContaining({ status: 400, param: "input[1].encrypted_content" }));
    expect(() => toItems(Input.parse(input), "ws_1", "items")).toThrow(expect.objectContaining({ param: "items[1].encrypted_content" }));
  });
});

describe("sealed reasoning", () => {
  test("without anything sealed in it is taken", () => {
    for (const encrypted_content of [null, undefined, ""])
      expect(one({ type: "reasoning", summary: [], encrypted_content })).not.toHaveProperty("encrypted_content");
  });

  test.each<[string, string]>([
    ["forged", "AQ".repeat(40)],
    ["another server's", "gAAAAABpM0Yj-..."],
    ["another workspace's", seal([], "reasoning", "ws_2")],
    ["a packed dialogue", seal([question], "compaction", "ws_1")],
    ["changed by one character", flipped(SEALED)],
  ])("400 at its place when it is %s", (_, encrypted_content) => {
    const input = [
      { role: "user", content: "x" },
      { type: "reasoning", summary: [], encrypted_content },
    ];
    expect(() => read(input)).toThrow(expect.objectContaining({ status: 400, param: "input[1].encrypted_content" }));
  });
});

function flipped(text: string): string {
  const at = text.length >> 1;
  return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}
