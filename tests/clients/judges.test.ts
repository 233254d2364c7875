import { describe, expect, test } from "vitest";
import { anthropic } from "./providers/anthropic.mjs";
import { compatible } from "./providers/compatible.mjs";
import { google } from "./providers/google.mjs";
import { openai } from "./providers/openai.mjs";

// The providers that the clients are run against refuse what the vendors refuse: one fault a row, beside a dialogue that each of them takes.

type Body = Record<string, unknown>;
interface Format {
  refuses(request: { path: string; headers: object; body: Body; given: Map<string, unknown> }): { status: number; body: object } | null;
}
interface Judge {
  format: Format;
  path: string;
  headers: object;
  given: [string, unknown][];
  good: Body;
  /** What its refusal says, by how the good body is changed. */
  faults: [says: string, change: (body: Body) => Body][];
}

const SCHEMA = { type: "object", properties: { city: { type: "string" } }, required: ["city"], additionalProperties: false };
const with_ = (more: Body) => (body: Body) => ({ ...body, ...more });
const without = (name: string, index: number) => (body: Body) => ({
  ...body,
  [name]: (body[name] as unknown[]).filter((_, i) => i !== index),
});

const input = [
  { type: "message", role: "user", content: [{ type: "input_text", text: "Weather?" }] },
  { type: "reasoning", summary: [], encrypted_content: "ENC" },
  { type: "function_call", call_id: "call_1", name: "get_weather", arguments: "{}" },
  { type: "function_call_output", call_id: "call_1", output: "{}" },
];
const messages = [
  { role: "user", content: [{ type: "text", text: "Weather?" }] },
  {
    role: "assistant",
    content: [
      { type: "thinking", thinking: "Hm.", signature: "SIG" },
      { type: "tool_use", id: "toolu_1", name: "get_weather", input: {} },
    ],
  },
  { role: "user", content: [{ type: "tool_result", tool_use_id: "toolu_1", content: "{}" }] },
];
const claudeTools = [{ name: "get_weather", input_schema: SCHEMA }];
const contents = [
  { role: "user", parts: [{ text: "Weather?" }] },
  { role: "model", parts: [{ functionCall: { id: "g1", name: "get_weather", args: {} }, thoughtSignature: "SIG" }] },
  { role: "user", parts: [{ functionResponse: { id: "g1", name: "get_weather", response: {} } }] },
];
const call = { id: "c1", type: "function", function: { name: "get_weather", arguments: "{}" } };
const chat = [
  { role: "user", content: "Weather?" },
  { role: "assistant", content: null, reasoning_content: "Hm.", tool_calls: [call] },
  { role: "tool", tool_call_id: "c1", content: "{}" },
];

const JUDGES: Record<string, Judge> = {
  Responses: {
    format: openai,
    path: "/v1/responses",
    headers: { authorization: "Bearer a-key-for-tests" },
    given: [["call_1", "ENC"]],
    good: { model: "m", input, stream: true, store: false },
    faults: [
      ["without its required 'reasoning' item", without("input", 1)],
      ["No tool call found", without("input", 2)],
      ["No tool output found", without("input", 3)],
      ["'temperature' is not supported", with_({ temperature: 1 })],
      ["Unsupported value: 'none'", with_({ reasoning: { effort: "none" } })],
      ["could not be verified", (body) => ({ ...body, input: [...input, { type: "reasoning", summary: [], encrypted_content: "X" }] })],
      ["Invalid schema for function", with_({ tools: [{ type: "function", name: "a", parameters: { type: "object" }, strict: true }] })],
    ],
  },
  Messages: {
    format: anthropic,
    path: "/v1/messages",
    headers: { "x-api-key": "a-key-for-tests", "anthropic-version": "2023-06-01" },
    given: [["toolu_1", { signature: "SIG", thinking: "Hm.", before: JSON.stringify([[], claudeTools, messages.slice(0, 1)]) }]],
    good: { model: "m", max_tokens: 100, messages, tools: claudeTools },
    faults: [
      ["max_tokens: Field required", with_({ max_tokens: undefined })],
      ["temperature: Extra inputs", with_({ temperature: 1 })],
      ["without `tool_result` blocks", (body) => ({ ...body, messages: [messages[0], messages[1], messages[0]] })],
      ["bound to a different conversation", with_({ system: [{ type: "text", text: "Else" }] })],
      ["Expected `thinking`", with_({ messages: [messages[0], { role: "assistant", content: [messages[1]?.content[1]] }, messages[2]] })],
      ["forcing a tool", with_({ tool_choice: { type: "any" } })],
      ["text content blocks must be non-empty", with_({ messages: [{ role: "user", content: [{ type: "text", text: " " }] }] })],
      ["additionalProperties", with_({ output_config: { format: { type: "json_schema", schema: { type: "object" } } } })],
    ],
  },
  Gemini: {
    format: google,
    path: "/v1beta/models/m:streamGenerateContent?alt=sse",
    headers: { "x-goog-api-key": "a-key-for-tests" },
    given: [["g1", "SIG"]],
    good: { contents },
    faults: [
      ['Unknown name "messages"', with_({ messages: [] })],
      ['Unknown name "x"', with_({ generationConfig: { x: 1 } })],
      ["budget is not supported", with_({ generationConfig: { thinkingConfig: { thinkingBudget: 0 } } })],
      ["number of function response parts", without("contents", 1)],
      [
        "missing a thought_signature",
        with_({ contents: [contents[0], { role: "model", parts: [{ functionCall: { id: "g1", name: "get_weather" } }] }, contents[2]] }),
      ],
      [
        "Corrupted thought signature",
        with_({ contents: [contents[0], { role: "model", parts: [{ ...contents[1]?.parts[0], thoughtSignature: "X" }] }, contents[2]] }),
      ],
    ],
  },
  "Chat Completions": {
    format: compatible,
    path: "/v1/chat/completions",
    headers: { authorization: "Bearer a-key-for-tests" },
    given: [["c1", "Hm."]],
    good: { model: "m", messages: chat, stream: true },
    faults: [
      ["Unrecognized request argument supplied: store", with_({ store: false })],
      ["must be passed back", with_({ messages: [chat[0], { role: "assistant", content: null, tool_calls: [call] }, chat[2]] })],
      ["must be a response to a preceding message", without("messages", 1)],
      ["must be followed by tool messages", without("messages", 2)],
      ["unknown variant `developer`", with_({ messages: [{ role: "developer", content: "Hi" }] })],
    ],
  },
};

describe.each(Object.entries(JUDGES))("%s", (_, { format, path, headers, given, good, faults }) => {
  const said = (body: Body, at = path, key = headers) =>
    JSON.stringify(format.refuses({ path: at, headers: key, body, given: new Map(given) }));

  test("takes a dialogue that is right", () => expect(said(good)).toBe("null"));

  test("refuses another address and another key", () => {
    expect(said(good, "/v1/else")).toMatch(/"status":40[04]/);
    expect(said(good, path, {})).toMatch(/"status":40[01]/);
  });

  test.each(faults)("refuses: %s", (says, change) => {
    expect(said(change(good)).replaceAll('\\"', '"')).toContain(says);
  });
});
