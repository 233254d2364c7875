import { describe, expect, test } from "vitest";
import type { Item, StoredItem } from "@/lib/generation/item";
import { DEFAULT_CACHE, DEFAULT_UI } from "@/lib/generation/request";
import { pack } from "@/lib/items/compaction";
import { withinWindow } from "@/lib/upstream/window";
import { decode } from "./decode";
import { CreateResponseBody } from "./schema";

const TOOL = { type: "function", name: "get_weather", description: "Weather", parameters: { type: "object" }, strict: true };
const say = (role: "user" | "assistant" | "system", text: string): Item => ({
  type: "message",
  id: `msg_${role}`,
  role,
  status: "completed",
  content: role === "assistant" ? [{ type: "output_text", text, annotations: [], logprobs: [] }] : [{ type: "input_text", text }],
});
const HELLO = say("user", "Hello");
const asked = (members: object = {}, context: StoredItem[] = [HELLO]) =>
  decode(CreateResponseBody.parse({ model: "m", ...members }), context, "ws_1");

test("a plain request asks for the defaults", () => {
  expect(asked()).toEqual({
    model: "m",
    uiPrompt: null,
    instructions: null,
    input: [HELLO],
    truncatesInput: false,
    tools: [],
    toolChoice: "auto",
    allowedTools: null,
    parallelToolCalls: true,
    toolCallsMax: null,
    hosted: null,
    maxOutputTokens: null,
    temperature: null,
    topP: null,
    frequencyPenalty: null,
    presencePenalty: null,
    seed: null,
    stop: [],
    reasoningEffort: null,
    verbosity: null,
    cache: DEFAULT_CACHE,
    outputFormat: { type: "text" },
    ui: DEFAULT_UI,
  });
});

describe("every parameter that is taken reaches the engine", () => {
  test.each<[object, object]>([
    [{ instructions: "Be kind." }, { instructions: "Be kind." }],
    [
      { instructions: "Be kind.", text: { verbosity: "low" } },
      { instructions: "Be kind.", verbosity: "low" },
    ],
    [{ text: { verbosity: "high" } }, { instructions: null, verbosity: "high" }],
    [
      { prompt_cache_key: "k", prompt_cache_options: { mode: "explicit", ttl: "12h" }, prompt_cache_retention: "24h" },
      { cache: { key: "k", mode: "explicit", ttl: "12h", retention: "24h" } },
    ],
    [
      { temperature: 0, top_p: 0.5 },
      { temperature: 0, topP: 0.5 },
    ],
    [
      { frequency_penalty: 1, presence_penalty: -1 },
      { frequencyPenalty: 1, presencePenalty: -1 },
    ],
    [
      { max_output_tokens: 16, max_tool_calls: 2, parallel_tool_calls: false },
      { maxOutputTokens: 16, toolCallsMax: 2, parallelToolCalls: false },
    ],
    [{ reasoning: { effort: "high" } }, { reasoningEffort: "high" }],
    [{ tools: [TOOL] }, { tools: [{ name: "get_weather", description: "Weather", parameters: { type: "object" }, strict: true }] }],
    [{ tools: [{ type: "function", name: "f" }] }, { tools: [{ name: "f", description: null, parameters: null, strict: null }] }],
    [
      { tools: [TOOL], tool_choice: "required" },
      { toolChoice: "required", allowedTools: null },
    ],
    [{ tools: [TOOL], tool_choice: { type: "function", name: "get_weather" } }, { toolChoice: { name: "get_weather" } }],
    [
      { tools: [TOOL], tool_choice: { type: "allowed_tools", mode: "required", tools: [{ type: "function", name: "get_weather" }] } },
      { toolChoice: "required", allowedTools: ["get_weather"] },
    ],
    [
      { tools: [TOOL], tool_choice: { type: "allowed_tools", mode: "none", tools: [{ type: "function", name: "get_weather" }] } },
      { toolChoice: "none", allowedTools: ["get_weather"] },
    ],
    [{ text: { format: { type: "json_object" } } }, { outputFormat: { type: "json_object" } }],
    [
      { text: { format: { type: "json_schema", name: "a", schema: { type: "object" }, strict: true } } },
      { outputFormat: { type: "json_schema", name: "a", description: null, schema: { type: "object" }, strict: true } },
    ],
    [{ metadata: { thesys: '{"c1_excluded_components":["Card"]}' } }, { ui: { ...DEFAULT_UI, excludedComponents: ["Card"] } }],
  ])("%j", (members, expected) => expect(asked(members)).toMatchObject(expected));
});

describe("400", () => {
  test("metadata.thesys that is no JSON", () => {
    expect(() => asked({ metadata: { thesys: "{" } })).toThrow(expect.objectContaining({ status: 400, param: "metadata.thesys" }));
  });

  test("an output whose call is not in the whole dialogue", () => {
    const output: Item = { type: "function_call_output", id: "fc_1", call_id: "call_9", output: "x", status: "completed" };
    expect(() => asked({}, [HELLO, output])).toThrow("No tool call found for function call output with call_id call_9.");
  });
});

test("a packed dialogue is read in its place", () => {
  const context = [pack([HELLO, say("assistant", "Hi")], "ws_1"), say("user", "And now?")];
  expect(asked({}, context).input).toEqual([HELLO, say("assistant", "Hi"), say("user", "And now?")]);
});

describe("truncation", () => {
  const words = "lorem ipsum dolor ".repeat(7_000);
  const long = [
    say("system", "Rules"),
    say("user", words),
    say("assistant", words),
    say("user", words),
    say("assistant", words),
    say("user", words),
    say("assistant", "x"),
    HELLO,
  ];

  const read = async (members: object, context?: StoredItem[]) => (await withinWindow(asked(members, context))).input;

  test("auto leaves the oldest turns out, keeps the system's words and the last turns", async () => {
    expect(await read({ truncation: "auto" }, long)).toEqual([long[0], ...long.slice(-5)]);
  });

  test("auto leaves out nothing that fits, and never the last turn", async () => {
    expect(await read({ truncation: "auto" })).toEqual([HELLO]);
    const huge = say("user", words.repeat(10));
    expect(await read({ truncation: "auto" }, [say("user", "a"), huge])).toEqual([huge]);
  });

  test("auto leaves out what a model that is known to read less can't", async () => {
    const small = await withinWindow(asked({ truncation: "auto" }, long), 40_000);
    expect(small.input).toEqual([long[0], ...long.slice(-3)]);
    const large = await withinWindow(asked({ truncation: "auto" }, long), 1_000_000);
    expect(large.input).toEqual(long);
  });

  test("disabled reads everything", async () => expect(await read({}, long)).toEqual(long));
});
