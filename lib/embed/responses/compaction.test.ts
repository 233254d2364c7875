import { expect, test } from "vitest";
import type { Item } from "@/lib/generation/item";
import { toItems } from "@/lib/items/decode";
import { Input } from "@/lib/items/schema";
import { assertValid } from "@/tests/contracts/assert-valid";
import { newCompaction } from "./compaction";
import { countInputTokens } from "./count-tokens";
import { decode } from "./decode";
import { CreateResponseBody } from "./schema";

const message = (role: "user" | "assistant", text: string): Item => ({
  type: "message",
  id: `msg_${text.length}`,
  role,
  status: "completed",
  content: role === "user" ? [{ type: "input_text", text }] : [{ type: "output_text", text, annotations: [], logprobs: [] }],
});
const DIALOGUE: Item[] = [
  message("user", "Hello there"),
  { type: "function_call", id: "fc_1", call_id: "call_1", name: "get_weather", arguments: "{}", status: "completed" },
  { type: "function_call_output", id: "fc_2", call_id: "call_1", output: "sunny", status: "completed" },
  message("assistant", "It is sunny."),
  message("user", "And tomorrow?"),
];
const BODY = CreateResponseBody.parse({ model: "m" });

// The first use of a contract compiles it, which takes a busy machine several seconds.
test("a window is one packed item, as both contracts want it", { timeout: 60_000 }, async () => {
  const window = await newCompaction(DIALOGUE, "ws_1", 1_700_000_000);
  assertValid("open-responses", "CompactResource", window);
  assertValid("openai-responses", "CompactResource", window);
  expect(window.output.map(({ type, id }) => [type, id])).toEqual([["compaction", expect.stringMatching(/^cmp_\w{24}$/)]]);
  expect(window.usage.input_tokens).toBeGreaterThan(8);
  expect(window.usage).toMatchObject({ output_tokens: 0, total_tokens: window.usage.input_tokens });
});

test("its output is input as it is: the model reads the whole dialogue again, once", async () => {
  const { output } = await newCompaction(DIALOGUE, "ws_1", 0);
  const sent: unknown = JSON.parse(JSON.stringify([...output, { role: "user", content: "Thanks" }]));
  const items = toItems(Input.parse(sent), "ws_1").filter((item) => item.type !== "item_reference");
  expect(decode(BODY, items, "ws_1").input).toEqual([...DIALOGUE, { ...message("user", "Thanks"), id: expect.any(String) }]);
});

test("a window of a window is a window of everything", async () => {
  const first = await newCompaction(DIALOGUE, "ws_1", 0);
  const second = await newCompaction([...first.output, message("assistant", "Rain.")], "ws_1", 0);
  expect(decode(BODY, second.output, "ws_1").input).toEqual([...DIALOGUE, message("assistant", "Rain.")]);
});

test("tokens are counted over instructions, dialogue and tools, and grow with each", async () => {
  const count = (members: object, items = DIALOGUE) =>
    countInputTokens(decode(CreateResponseBody.parse({ model: "m", ...members }), items, "ws_1"));
  const plain = await count({});
  expect(plain).toBeGreaterThan(8);
  expect(await count({}, [])).toBe(0);
  expect(await count({ instructions: "Be kind." })).toBeGreaterThan(plain);
  expect(await count({ tools: [{ type: "function", name: "f" }] })).toBeGreaterThan(plain);
  expect(await count({}, [...DIALOGUE, message("user", "More")])).toBeGreaterThan(plain);
});
