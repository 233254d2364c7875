import type { Response } from "openai/resources/responses/responses";
import { describe, expect, test } from "vitest";
import { ApiError, type ErrorCode } from "@/lib/errors";
import type { OutputItem } from "@/lib/generation/item";
import { assertValid } from "@/tests/contracts/assert-valid";
import { assertResource } from "@/tests/responses/resource-law";
import { cancelResource, failResource, finishResource, newResource, type ResponseResource } from "./resource";
import { CreateResponseBody } from "./schema";

const NAMES = { id: "resp_1", createdAt: 1_700_000_000 };
const TOOL = { type: "function", name: "get_weather", parameters: { type: "object" } };
const USAGE = { inputTokens: 7, cachedTokens: 3, outputTokens: 5, reasoningTokens: 2 };
const OUTPUT: OutputItem[] = [
  {
    type: "message",
    id: "msg_1",
    role: "assistant",
    status: "completed",
    content: [{ type: "output_text", text: "Hi", annotations: [], logprobs: [] }],
  },
  { type: "function_call", id: "fc_1", call_id: "call_1", name: "get_weather", arguments: "{", status: "in_progress" },
];

const resource = (members: object = {}): ResponseResource =>
  newResource(CreateResponseBody.parse({ model: "m", input: "Hello", ...members }), NAMES);

function assertContracts(response: ResponseResource): void {
  assertResource(response);
  assertValid("open-responses", "ResponseResource", response);
  // OpenAI's contract knows usage only as an object, or not at all.
  assertValid("openai-responses", "Response", { ...response, usage: response.usage ?? undefined });
}

// The first use of a contract compiles it, which takes a busy machine several seconds.
test("a response begins with every key, at its default, and nothing more", { timeout: 60_000 }, () => {
  const response = resource();
  assertContracts(response);
  expect(response).toEqual({
    id: "resp_1",
    object: "response",
    created_at: 1_700_000_000,
    completed_at: null,
    status: "in_progress",
    incomplete_details: null,
    model: "m",
    previous_response_id: null,
    instructions: null,
    output: [],
    error: null,
    tools: [],
    tool_choice: "auto",
    truncation: "disabled",
    parallel_tool_calls: true,
    text: { format: { type: "text" } },
    top_p: 1,
    presence_penalty: 0,
    frequency_penalty: 0,
    top_logprobs: 0,
    temperature: 1,
    reasoning: null,
    usage: null,
    max_output_tokens: null,
    max_tool_calls: null,
    store: true,
    background: false,
    service_tier: "default",
    metadata: {},
    safety_identifier: null,
    prompt_cache_key: null,
    access_programs: null,
  });
});

describe("what was asked for is said again", () => {
  test.each<[string, object, object]>([
    ["a tool, complete", { tools: [TOOL] }, { tools: [{ ...TOOL, description: null, strict: null }] }],
    [
      "a bare tool",
      { tools: [{ type: "function", name: "f" }] },
      { tools: [{ type: "function", name: "f", description: null, parameters: null, strict: null }] },
    ],
    [
      "a named tool",
      { tools: [TOOL], tool_choice: { type: "function", name: TOOL.name } },
      { tool_choice: { type: "function", name: TOOL.name } },
    ],
    [
      "allowed tools, with the mode",
      { tools: [TOOL], tool_choice: { type: "allowed_tools", tools: [{ type: "function", name: TOOL.name }] } },
      { tool_choice: { type: "allowed_tools", mode: "auto", tools: [{ type: "function", name: TOOL.name }] } },
    ],
    ["a conversation", { conversation: "conv_1" }, { conversation: { id: "conv_1" } }],
    ["a conversation by object", { conversation: { id: "conv_1" } }, { conversation: { id: "conv_1" } }],
    ["reasoning, both keys", { reasoning: { effort: "low" } }, { reasoning: { effort: "low", summary: null } }],
    ["reasoning by its old name", { reasoning: { generate_summary: "concise" } }, { reasoning: { effort: null, summary: "concise" } }],
    ["verbosity", { text: { verbosity: "low" } }, { text: { format: { type: "text" }, verbosity: "low" } }],
    ["JSON", { text: { format: { type: "json_object" } } }, { text: { format: { type: "json_object" } } }],
    [
      "sampling",
      { temperature: 0, top_p: 0.5, frequency_penalty: -1, presence_penalty: 1 },
      { temperature: 0, top_p: 0.5, frequency_penalty: -1, presence_penalty: 1 },
    ],
    [
      "limits",
      { max_output_tokens: 16, max_tool_calls: 2, parallel_tool_calls: false },
      { max_output_tokens: 16, max_tool_calls: 2, parallel_tool_calls: false },
    ],
    [
      "who asks",
      { user: "u", safety_identifier: "s", prompt_cache_key: "k" },
      { user: "u", safety_identifier: "s", prompt_cache_key: "k" },
    ],
    ["storing", { store: false, metadata: { a: "b" }, truncation: "auto" }, { store: false, metadata: { a: "b" }, truncation: "auto" }],
    ["the tier that is used", { service_tier: "auto" }, { service_tier: "default" }],
  ])("%s", (_, members, expected) => {
    const response = resource(members);
    assertContracts(response);
    expect(response).toMatchObject(expected);
  });

  test("a schema, as it was sent", () => {
    const format = { type: "json_schema", name: "answer", schema: { type: "object" } };
    const response = resource({ text: { format } });
    // Open Responses allows no schema here but null, so only the other contract can be asked.
    assertValid("openai-responses", "Response", { ...response, usage: undefined });
    expect(response.text.format).toEqual({ ...format, strict: false });
  });

  test("no conversation and no user unless there is one: the contracts take no null there", () => {
    for (const key of ["conversation", "user", "prompt_cache_retention"]) expect(resource({ [key]: null })).not.toHaveProperty(key);
  });
});

describe("a response ends", () => {
  test.each([
    ["stop", "completed", null, 1_700_000_009],
    ["tool-calls", "completed", null, 1_700_000_009],
    ["length", "incomplete", { reason: "max_output_tokens" }, null],
    ["content-filter", "incomplete", { reason: "content_filter" }, null],
  ] as const)("%s → %s", (finishReason, status, incomplete_details, completed_at) => {
    const ended = finishResource(resource(), { items: OUTPUT.slice(0, 1), finishReason, usage: USAGE }, 1_700_000_009);
    assertContracts(ended);
    expect(ended).toMatchObject({
      status,
      incomplete_details,
      completed_at,
      error: null,
      usage: { input_tokens: 7, output_tokens: 5, total_tokens: 12 },
    });
  });

  test.each<[ErrorCode, string]>([
    ["upstream_failed", "server_error"],
    ["upstream_timeout", "server_error"],
    ["internal_error", "server_error"],
    ["upstream_overloaded", "rate_limit_exceeded"],
    ["rate_limit_exceeded", "rate_limit_exceeded"],
    ["upstream_rejected", "invalid_prompt"],
  ])("failed by %s → %s, what was being written incomplete", (code, expected) => {
    const failed = failResource(resource(), OUTPUT, new ApiError(code, "It failed."));
    assertContracts(failed);
    expect(failed).toMatchObject({ status: "failed", completed_at: null, usage: null, error: { code: expected, message: "It failed." } });
    expect(failed.output.map((item) => item.status)).toEqual(["completed", "incomplete"]);
  });

  test("cancelled, without an error", () => {
    const cancelled = cancelResource(resource(), OUTPUT);
    assertContracts(cancelled);
    expect(cancelled).toMatchObject({ status: "cancelled", error: null, completed_at: null, incomplete_details: null });
  });
});

test("the response is the official client's own type, but for usage before the end, and allowed tools of the mode 'none'", () => {
  /** Not the tool that only is here. */
  type OfficialItem = Exclude<OutputItem, { type: "image_search_call" }>;
  const assignable = (response: ResponseResource): Omit<Response, "output_text" | "tool_choice"> => {
    const { usage, tool_choice: _, output, ...rest } = response;
    return { ...rest, output: output as OfficialItem[], ...(usage && { usage }) };
  };
  expect(assignable(resource())).not.toHaveProperty("usage");
});
