import { describe, expect, test } from "vitest";
import { issueError } from "@/lib/http/issue-error";
import type { z } from "zod/v4";
import { CompactResponseBody, CreateResponseBody, InputTokensBody } from "./schema";

const TOOL = { type: "function", name: "get_weather", parameters: { type: "object", properties: {} }, strict: true } as const;

/** The code and the parameter of the refusal; null for a body that passes. */
function refusalOf(schema: z.ZodType, body: unknown): [code: string, param: string | null] | null {
  const parsed = schema.safeParse(body);
  if (parsed.success) return null;
  const { code, param } = issueError(parsed.error.issues, body);
  return [code, param];
}
const refused = (members: object) => refusalOf(CreateResponseBody, { model: "m", input: "Hello", ...members });
const refusedItem = (item: unknown) => refused({ input: [{ role: "user", content: "x" }, { role: "user", content: "y" }, item] });
const refusedPart = (part: unknown) => refused({ input: [{ role: "user", content: [part] }] });

describe("400: a body that is refused names the parameter", () => {
  test.each<[unknown, string, string | null]>([
    [null, "invalid_type", null],
    [[], "invalid_type", null],
    ["Hello", "invalid_type", null],
    [{}, "missing_required_parameter", "model"],
    [{ model: null }, "invalid_type", "model"],
    [{ model: "" }, "invalid_value", "model"],
    [{ model: "m".repeat(257) }, "string_above_max_length", "model"],
  ])("%j", (body, code, param) => expect(refusalOf(CreateResponseBody, body)).toEqual([code, param]));

  test.each<[object, string, string]>([
    [{ input: 42 }, "invalid_type", "input"],
    [{ input: true }, "invalid_type", "input"],
    [{ input: { role: "user", content: "x" } }, "invalid_type", "input"],
    [{ input: "x".repeat(10_485_761) }, "string_above_max_length", "input"],
    [{ input: Array.from({ length: 2_001 }, () => ({ role: "user", content: "x" })) }, "array_above_max_length", "input"],
    [{ instructions: ["x"] }, "invalid_type", "instructions"],
    [{ stream: "yes" }, "invalid_type", "stream"],
    [{ stream: true, stream_options: { include_usage: true } }, "unknown_parameter", "stream_options.include_usage"],
    [{ store: 1 }, "invalid_type", "store"],
    [{ background: true, store: false }, "invalid_value", "background"],
    [{ max_output_tokens: -1 }, "integer_below_min_value", "max_output_tokens"],
    [{ max_output_tokens: 0 }, "integer_below_min_value", "max_output_tokens"],
    [{ max_output_tokens: 16.5 }, "invalid_type", "max_output_tokens"],
    [{ max_output_tokens: "16" }, "invalid_type", "max_output_tokens"],
    [{ max_output_tokens: 1e300 }, "integer_above_max_value", "max_output_tokens"],
    [{ max_tool_calls: 0 }, "integer_below_min_value", "max_tool_calls"],
    [{ temperature: -0.1 }, "integer_below_min_value", "temperature"],
    [{ temperature: 2.1 }, "integer_above_max_value", "temperature"],
    [{ temperature: "1" }, "invalid_type", "temperature"],
    [{ top_p: 1.1 }, "integer_above_max_value", "top_p"],
    [{ frequency_penalty: 3 }, "integer_above_max_value", "frequency_penalty"],
    [{ presence_penalty: -3 }, "integer_below_min_value", "presence_penalty"],
    [{ top_logprobs: 21 }, "integer_above_max_value", "top_logprobs"],
    [{ top_logprobs: -1 }, "integer_below_min_value", "top_logprobs"],
    [{ top_logprobs: 5 }, "unsupported_parameter", "top_logprobs"],
    [{ truncation: "middle" }, "invalid_value", "truncation"],
    [{ service_tier: "gold" }, "invalid_value", "service_tier"],
    [{ reasoning: { effort: "huge" } }, "invalid_value", "reasoning.effort"],
    [{ reasoning: { summary: "long" } }, "invalid_value", "reasoning.summary"],
    [{ reasoning: { mode: "pro" } }, "unsupported_parameter", "reasoning.mode"],
    [{ text: { verbosity: "huge" } }, "invalid_value", "text.verbosity"],
    [{ text: { format: { type: "xml" } } }, "invalid_value", "text.format.type"],
    [{ text: { format: { type: "json_schema", schema: {} } } }, "missing_required_parameter", "text.format.name"],
    [{ text: { format: { type: "json_schema", name: "a b", schema: {} } } }, "invalid_value", "text.format.name"],
    [{ text: { format: { type: "json_schema", name: "a" } } }, "missing_required_parameter", "text.format.schema"],
    [{ text: { format: { type: "json_schema", name: "a", schema: "{}" } } }, "invalid_type", "text.format.schema"],
    [{ text: { format: { type: "json_schema", name: "a", schema: { type: "nope" } } } }, "invalid_value", "text.format.schema"],
    [{ text: { format: { type: "json_schema", name: "a", schema: { $ref: "#/$defs/a" } } } }, "invalid_value", "text.format.schema"],
    [{ include: ["everything"] }, "invalid_value", "include[0]"],
    [{ include: ["reasoning.encrypted_content", "message.output_text.logprobs"] }, "unsupported_parameter", "include[1]"],
    [{ metadata: { a: 1 } }, "invalid_type", "metadata.a"],
    [{ metadata: { a: "x".repeat(513) } }, "string_above_max_length", "metadata.a"],
    [{ metadata: Object.fromEntries(Array.from({ length: 17 }, (_, i) => [`k${i}`, "v"])) }, "invalid_value", "metadata"],
    [{ metadata: { ["k".repeat(65)]: "v" } }, "string_above_max_length", `metadata.${"k".repeat(64)}`],
    [{ safety_identifier: "x".repeat(65) }, "string_above_max_length", "safety_identifier"],
    [{ prompt_cache_key: "x".repeat(65) }, "string_above_max_length", "prompt_cache_key"],
    [{ prompt_cache_retention: "48h" }, "invalid_value", "prompt_cache_retention"],
    [{ prompt_cache_options: { mode: "never" } }, "invalid_value", "prompt_cache_options.mode"],
    [{ prompt_cache_options: { prewarm: true } }, "unsupported_parameter", "prompt_cache_options.prewarm"],
    [{ background_options: { completion_window: "8h" } }, "unsupported_parameter", "background_options.completion_window"],
    [{ access_programs: { cyber: "daybreak_red" } }, "unsupported_parameter", "access_programs.cyber"],
    [{ image: { context_compression: "some" } }, "invalid_value", "image.context_compression"],
    [{ context_management: [{ type: "compaction" }] }, "unsupported_parameter", "context_management"],
    [{ moderation: { model: "x" } }, "unsupported_parameter", "moderation"],
    [{ prompt: { id: "pmpt_1" } }, "unsupported_parameter", "prompt"],
    [{ previous_response_id: "resp_1", conversation: "conv_1" }, "invalid_value", "previous_response_id"],
    [{ previous_response_id: 5 }, "invalid_type", "previous_response_id"],
    [{ conversation: 5 }, "invalid_type", "conversation"],
    [{ conversation: { id: "conv_1", x: 1 } }, "unknown_parameter", "conversation.x"],
    [{ messages: [] }, "unknown_parameter", "messages"],
    [{ seed: 1 }, "unknown_parameter", "seed"],
    [{ n: 2 }, "unknown_parameter", "n"],
    [{ max_tokens: 5 }, "unknown_parameter", "max_tokens"],
    [{ logprobs: true }, "unknown_parameter", "logprobs"],
  ])("%j", (members, code, param) => expect(refused(members)).toEqual([code, param]));

  test.each<[object, string, string]>([
    [{ tools: {} }, "invalid_type", "tools"],
    [{ tools: [{}] }, "missing_required_parameter", "tools[0].type"],
    [{ tools: [{ type: "image_generation" }] }, "unsupported_parameter", "tools[0].type"],
    [
      { tools: [TOOL, { type: "image_generation" }], tool_choice: { type: "image_generation" } },
      "unsupported_parameter",
      "tool_choice.type",
    ],
    [{ tools: [{ ...TOOL, async: true }] }, "unsupported_parameter", "tools[0].async"],
    [{ tools: [{ ...TOOL, colour: "red" }] }, "unknown_parameter", "tools[0].colour"],
    [{ tools: [{ type: "computer_use_preview", environment: "browser" }] }, "unsupported_parameter", "tools[0].type"],
    [{ tools: [{ type: "local_shell" }] }, "unsupported_parameter", "tools[0].type"],
    [{ tools: [{ type: "custom", name: "x" }] }, "unsupported_parameter", "tools[0].type"],
    [{ tools: [{ type: "acme:search" }] }, "invalid_value", "tools[0].type"],
    [{ tools: [{ type: "function" }] }, "missing_required_parameter", "tools[0].name"],
    [{ tools: [{ type: "function", function: { name: "x" } }] }, "missing_required_parameter", "tools[0].name"],
    [{ tools: [{ ...TOOL, name: "a b" }] }, "invalid_value", "tools[0].name"],
    [{ tools: [{ ...TOOL, name: "x".repeat(65) }] }, "string_above_max_length", "tools[0].name"],
    [{ tools: [{ ...TOOL, parameters: { properties: { a: { pattern: "(" } } } }] }, "invalid_value", "tools[0].parameters"],
    [{ tools: [{ ...TOOL, parameters: [] }] }, "invalid_type", "tools[0].parameters"],
    [{ tools: [{ ...TOOL, allowed_callers: ["programmatic"] }] }, "unsupported_parameter", "tools[0].allowed_callers"],
    [{ tools: [TOOL, TOOL] }, "invalid_value", "tools"],
    [{ tools: Array.from({ length: 129 }, (_, i) => ({ ...TOOL, name: `t${i}` })) }, "array_above_max_length", "tools"],
    [{ tool_choice: "any" }, "invalid_value", "tool_choice"],
    [{ tool_choice: "required" }, "invalid_value", "tool_choice"],
    [{ tool_choice: 1 }, "invalid_value", "tool_choice"],
    [{ tool_choice: { type: "function", name: "other" }, tools: [TOOL] }, "invalid_value", "tool_choice"],
    [{ tool_choice: { type: "function" }, tools: [TOOL] }, "missing_required_parameter", "tool_choice.name"],
    [{ tool_choice: { type: "code_interpreter" }, tools: [TOOL] }, "invalid_value", "tool_choice"],
    [{ tool_choice: { type: "allowed_tools", tools: [] }, tools: [TOOL] }, "invalid_value", "tool_choice.tools"],
    [{ tool_choice: { type: "allowed_tools", tools: [{ type: "function", name: "x" }] }, tools: [TOOL] }, "invalid_value", "tool_choice"],
    [
      { tool_choice: { type: "allowed_tools", tools: [{ type: "image_generation" }] }, tools: [TOOL] },
      "unsupported_parameter",
      "tool_choice.tools[0].type",
    ],
    [{ parallel_tool_calls: "no" }, "invalid_type", "parallel_tool_calls"],
  ])("tools: %j", (members, code, param) => expect(refused(members)).toEqual([code, param]));

  test.each<[unknown, string, string]>([
    [null, "invalid_type", "input[2]"],
    ["x", "invalid_type", "input[2]"],
    [[], "invalid_type", "input[2]"],
    [{}, "missing_required_parameter", "input[2].type"],
    [{ type: "acme:thing" }, "invalid_value", "input[2].type"],
    [{ type: 5 }, "invalid_value", "input[2].type"],
    [{ type: "computer_call", id: "cu_1", status: "completed" }, "unsupported_parameter", "input[2].type"],
    [{ type: "custom_tool_call_output", call_id: "call_1", output: "x" }, "unsupported_parameter", "input[2].type"],
    [{ content: "x" }, "missing_required_parameter", "input[2].role"],
    [{ role: "user" }, "missing_required_parameter", "input[2].content"],
    [{ role: "tool", content: "x" }, "invalid_value", "input[2].role"],
    [{ role: "user", content: null }, "invalid_type", "input[2].content"],
    [{ role: "user", content: 5 }, "invalid_type", "input[2].content"],
    [{ role: "assistant", content: "x", phase: "thinking" }, "invalid_value", "input[2].phase"],
    [
      { role: "assistant", content: [{ type: "input_image", image_url: "https://a.b/c.png" }] },
      "invalid_value",
      "input[2].content[0].type",
    ],
    [{ role: "user", content: [{ type: "output_text", text: "x" }] }, "invalid_value", "input[2].content[0].type"],
    [{ type: "function_call", name: "f", arguments: "{}" }, "missing_required_parameter", "input[2].call_id"],
    [{ type: "function_call", call_id: "c".repeat(65_537), name: "f", arguments: "{}" }, "string_above_max_length", "input[2].call_id"],
    [{ type: "function_call", call_id: "c", name: "f", arguments: {} }, "invalid_type", "input[2].arguments"],
    [{ type: "function_call", call_id: "c", name: "f g", arguments: "{}" }, "invalid_value", "input[2].name"],
    [{ type: "function_call_output", call_id: "c" }, "missing_required_parameter", "input[2].output"],
    [{ type: "function_call_output", call_id: "c", output: { a: 1 } }, "invalid_type", "input[2].output"],
    [{ type: "function_call_output", output: "x" }, "missing_required_parameter", "input[2].call_id"],
    [{ type: "reasoning", summary: "x" }, "invalid_type", "input[2].summary"],
    [{ type: "reasoning", summary: [{ type: "text", text: "x" }] }, "invalid_value", "input[2].summary[0].type"],
    [{ type: "compaction" }, "missing_required_parameter", "input[2].encrypted_content"],
    [{ type: "item_reference" }, "missing_required_parameter", "input[2].id"],
    [{ type: "item_reference", id: 5 }, "invalid_type", "input[2].id"],
  ])("item: %j", (item, code, param) => expect(refusedItem(item)).toEqual([code, param]));

  test.each<[unknown, string, string]>([
    [5, "invalid_type", ""],
    [{}, "missing_required_parameter", ".type"],
    [{ type: "text", text: "x" }, "invalid_value", ".type"],
    [{ type: "input_audio", input_audio: {} }, "unsupported_parameter", ".type"],
    [{ type: "input_text" }, "missing_required_parameter", ".text"],
    [{ type: "input_text", text: 5 }, "invalid_type", ".text"],
    [{ type: "input_image" }, "missing_required_parameter", ".image_url"],
    [{ type: "input_image", image_url: { url: "https://a.b" } }, "invalid_type", ".image_url"],
    [{ type: "input_image", image_url: "http://a.b/c.png" }, "invalid_value", ".image_url"],
    [{ type: "input_image", image_url: "file:///etc/passwd" }, "invalid_value", ".image_url"],
    [{ type: "input_image", image_url: "data:text/html;base64,AA==" }, "invalid_value", ".image_url"],
    [{ type: "input_image", image_url: "https://a.b/c.png", detail: "huge" }, "invalid_value", ".detail"],
    [{ type: "input_image", image_url: "https://a.b/c.png", file_id: "file_1" }, "unsupported_parameter", ".file_id"],
    [{ type: "input_file" }, "missing_required_parameter", ".file_data"],
    [{ type: "input_file", file_id: "file_1" }, "unsupported_parameter", ".file_id"],
    [{ type: "input_file", file_data: "AAAA", filename: "a.pdf" }, "invalid_value", ".file_data"],
    [{ type: "input_file", file_url: "http://169.254.169.254/" }, "invalid_value", ".file_url"],
    [{ type: "input_file", file_url: "https://a.b/c.pdf", file_data: "data:application/pdf;base64,AA==" }, "invalid_value", ".file_url"],
  ])("part: %j", (part, code, place) => expect(refusedPart(part)).toEqual([code, `input[0].content[0]${place}`]));

  test("two histories at once are refused without a look at either", () => {
    expect(refusalOf(InputTokensBody, { previous_response_id: "resp_1", conversation: "conv_1" })).toEqual([
      "invalid_value",
      "previous_response_id",
    ]);
  });

  test.each<[object, string, string]>([
    [{}, "missing_required_parameter", "model"],
    [{ input: "x" }, "missing_required_parameter", "model"],
    [{ model: "m", input: 5 }, "invalid_type", "input"],
    [{ model: "m", prompt_cache_key: "x".repeat(65) }, "string_above_max_length", "prompt_cache_key"],
    [{ model: "m", conversation: "conv_1" }, "unknown_parameter", "conversation"],
    [{ model: "m", stream: true }, "unknown_parameter", "stream"],
  ])("compact: %j", (body, code, param) => expect(refusalOf(CompactResponseBody, body)).toEqual([code, param]));
});
