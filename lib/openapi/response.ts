import { z } from "zod/v4";
import { COST } from "./cost";
import { HostedTool } from "./hosted";
import { CompactionItem, OutputItem } from "./item";

const Usage = z.object({
  input_tokens: z.int(),
  input_tokens_details: z.object({ cached_tokens: z.int(), cache_write_tokens: z.int() }),
  output_tokens: z.int(),
  output_tokens_details: z.object({ reasoning_tokens: z.int() }),
  total_tokens: z.int(),
  ...COST,
});

const ToolMode = z.enum(["none", "auto", "required"]);
const NamedTool = z.object({
  type: z.string(),
  name: z.string().nullable().optional().describe("Of a function; of an MCP server perhaps a tool"),
  server_label: z.string().optional().describe("Of an MCP server"),
});
const JsonObject = z.record(z.string(), z.unknown());
const Seconds = z.int().describe("Seconds since 1970");

const TextFormat = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text") }),
  z.object({ type: z.literal("json_object") }),
  z.object({
    type: z.literal("json_schema"),
    name: z.string(),
    description: z.string().optional(),
    schema: JsonObject,
    strict: z.boolean(),
  }),
]);

/** A response: as it begins in the first event of a stream, as it stays in the last and in every other answer. */
export const Response = z.object({
  id: z.string(),
  object: z.literal("response"),
  created_at: Seconds,
  completed_at: Seconds.nullable(),
  status: z.enum(["queued", "in_progress", "completed", "failed", "incomplete", "cancelled"]),
  incomplete_details: z.object({ reason: z.enum(["max_output_tokens", "content_filter"]) }).nullable(),
  model: z.string(),
  previous_response_id: z.string().nullable(),
  instructions: z.string().nullable(),
  output: z.array(OutputItem),
  error: z.object({ code: z.enum(["server_error", "rate_limit_exceeded", "invalid_prompt"]), message: z.string() }).nullable(),
  tools: z.array(
    z.discriminatedUnion("type", [
      z.object({
        type: z.literal("function"),
        name: z.string(),
        description: z.string().nullable(),
        parameters: JsonObject.nullable(),
        strict: z.boolean().nullable(),
      }),
      HostedTool,
    ]),
  ),
  tool_choice: z.union([ToolMode, NamedTool, z.object({ type: z.literal("allowed_tools"), mode: ToolMode, tools: z.array(NamedTool) })]),
  truncation: z.enum(["auto", "disabled"]),
  parallel_tool_calls: z.boolean(),
  text: z.object({ format: TextFormat, verbosity: z.enum(["low", "medium", "high"]).optional() }),
  top_p: z.number(),
  presence_penalty: z.number(),
  frequency_penalty: z.number(),
  top_logprobs: z.int(),
  temperature: z.number(),
  reasoning: z
    .object({
      effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh", "max"]).nullable(),
      summary: z.enum(["auto", "concise", "detailed"]).nullable(),
    })
    .nullable(),
  usage: Usage.nullable().describe("Null until the response ends"),
  max_output_tokens: z.int().nullable(),
  max_tool_calls: z.int().nullable(),
  store: z.boolean(),
  background: z.boolean(),
  service_tier: z.literal("default"),
  metadata: z.record(z.string(), z.string()),
  safety_identifier: z.string().nullable(),
  prompt_cache_key: z.string().nullable(),
  conversation: z.object({ id: z.string() }).optional(),
  user: z.string().optional(),
  access_programs: z.null(),
  prompt_cache_retention: z.literal("in_memory").optional(),
  vitrine_adjusted: z
    .record(z.string(), z.string().nullable())
    .optional()
    .describe("What the model did not take as it was asked for, by parameter: what it was sent instead, null for nothing"),
});

export const DeletedResponse = z.object({ id: z.string(), object: z.literal("response"), deleted: z.literal(true) });

export const InputTokens = z.object({ object: z.literal("response.input_tokens"), input_tokens: z.int() });

/** A window to go on from: its output, with new messages behind it, is the input of the next request. */
export const Compaction = z.object({
  id: z.string(),
  object: z.literal("response.compaction"),
  created_at: Seconds,
  output: z.array(CompactionItem),
  usage: Usage,
});
