import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import { z } from "zod/v4";
import { cacheHint, FunctionName, inert, optional, refusal, supported, text, unsupported, ValidJsonSchema } from "@/lib/parameter";
import { KINDS } from "@/lib/tools/kinds";
import { Effort } from "../effort";
import { cacheParameters, ServiceTier } from "../inert-parameters";
import { Metadata } from "../metadata-schema";
import { Verbosity } from "../verbosity";
import { ChatMessage } from "./message-schema";
import { findBrokenToolExchange } from "./tool-messages";

const HOSTED_TYPES = [
  "code_interpreter",
  "computer",
  "computer_use_preview",
  "file_search",
  "image_generation",
  "local_shell",
  "mcp",
  "shell",
  "web_search",
  "web_search_preview",
] as const;

const FunctionTool = z.strictObject({
  type: z.literal("function"),
  function: z.strictObject({
    name: FunctionName,
    description: optional(text(16_384)),
    parameters: optional(ValidJsonSchema),
    strict: optional(z.boolean()),
    ...cacheHint,
  }),
  ...cacheHint,
});

/** Tools that run here are the Responses API's. */
const HostedTool = unsupported(
  HOSTED_TYPES,
  "Tools of this type are for /v1/embed/responses; here 'web_search_options' asks for a search of the web.",
);
const Tool = z.discriminatedUnion("type", [FunctionTool, HostedTool]).transform(supported);

const NamedTool = z.strictObject({ type: z.literal("function"), function: z.strictObject({ name: FunctionName }) });
const AllowedTools = z.strictObject({
  type: z.literal("allowed_tools"),
  allowed_tools: z.strictObject({ mode: z.enum(["auto", "required"]), tools: z.array(NamedTool).min(1).max(128) }),
});
const ToolChoice = z.union([z.enum(["none", "auto", "required"]), z.discriminatedUnion("type", [NamedTool, AllowedTools])]);

const ResponseFormat = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("text") }),
  z.strictObject({ type: z.literal("json_object") }),
  z.strictObject({
    type: z.literal("json_schema"),
    json_schema: z.strictObject({
      name: FunctionName,
      description: optional(text(16_384)),
      schema: optional(ValidJsonSchema),
      strict: optional(z.boolean()),
    }),
  }),
]);

/** The kind of tool that searches the web. */
export const SEARCH_KIND = "web_search";

const Place = optional(text(256));
const WebSearchOptions = z.strictObject({
  search_context_size: optional(z.enum(["low", "medium", "high"])),
  user_location: optional(
    z.strictObject({
      type: z.literal("approximate"),
      approximate: z.strictObject({ city: Place, country: Place, region: Place, timezone: Place }),
    }),
  ),
});

const Tokens = optional(z.int().min(1));
const Penalty = optional(z.number().min(-2).max(2));
const isEmptyObject = (value: unknown): boolean => typeof value === "object" && value !== null && Object.keys(value).length === 0;

/**
 * Every parameter the official client knows, each decided: honoured, accepted because it asks for nothing that could be seen
 * in the answer, or refused by name. A parameter that is new in the client does not compile until it is decided, and a
 * parameter nobody knows is refused, because one that is silently ignored looks like one that works.
 */
const parameters = {
  model: z.string().min(1).max(256),
  messages: z.array(ChatMessage).min(1).max(2_000),
  stream: optional(z.boolean()),
  /** Of an answer that is not streamed they mean nothing. */
  stream_options: optional(
    z.strictObject({
      include_usage: optional(z.boolean()),
      include_obfuscation: optional(z.boolean()),
    }),
  ),
  max_tokens: Tokens,
  max_completion_tokens: Tokens,
  temperature: optional(z.number().min(0).max(2)),
  top_p: optional(z.number().min(0).max(1)),
  frequency_penalty: Penalty,
  presence_penalty: Penalty,
  seed: optional(z.int()),
  stop: optional(z.union([z.string().min(1).max(256), z.array(z.string().min(1).max(256)).max(4)])),
  tools: optional(z.array(Tool).max(128)),
  tool_choice: optional(ToolChoice),
  parallel_tool_calls: optional(z.boolean()),
  response_format: optional(ResponseFormat),
  reasoning_effort: optional(Effort),
  verbosity: optional(Verbosity),
  metadata: optional(Metadata),

  // Accepted: they tell who asks, or how to cache, and nothing in the answer depends on them.
  user: optional(text(256)),
  safety_identifier: optional(text(64)),
  ...cacheParameters,

  // Refused unless they ask for what happens anyway.
  n: inert((value) => value === 1, "Only one choice is generated: n must be 1."),
  store: inert((value) => value === false, "Chat completions are not stored: store must be false."),
  service_tier: ServiceTier,
  logprobs: inert((value) => value === false, "Log probabilities are not available."),
  top_logprobs: inert((value) => value === 0, "Log probabilities are not available."),
  logit_bias: inert(isEmptyObject, "A logit bias can't be set."),
  modalities: inert(
    (value) => Array.isArray(value) && value.length === 1 && value[0] === "text",
    "Only the modality ['text'] is supported.",
  ),
  audio: inert(() => false, "Audio is not supported."),
  moderation: inert(() => false, "Moderation is not supported."),
  prediction: inert(() => false, "Predicted outputs are not supported."),
  web_search_options: optional(
    WebSearchOptions.refine(
      () => KINDS.some(({ name }) => name === SEARCH_KIND),
      refusal("unsupported_parameter", "Web search is not supported."),
    ),
  ),
  functions: inert(() => false, "The parameter 'functions' is not supported; use 'tools'."),
  function_call: inert(() => false, "The parameter 'function_call' is not supported; use 'tool_choice'."),
} satisfies Record<keyof ChatCompletionCreateParams, z.ZodType>;

/** The body of `POST /v1/embed/chat/completions`. */
export const CreateChatCompletionBody = z.strictObject(parameters).superRefine((body, context) => {
  const refuse = (path: PropertyKey[], message: string) => context.addIssue({ code: "custom", ...refusal("invalid_value", message), path });
  if (body.max_tokens != null && body.max_completion_tokens != null && body.max_tokens !== body.max_completion_tokens) {
    refuse(["max_tokens"], "'max_tokens' and 'max_completion_tokens' say different things; send one of them.");
  }
  const broken = findBrokenToolExchange(body.messages);
  if (broken) refuse(["messages"], broken.complaint);

  const tools = (body.tools ?? []).map((tool) => tool.function.name);
  if (new Set(tools).size < tools.length) refuse(["tools"], "Two tools have the same name.");
  const choice = body.tool_choice ?? "auto";
  if (choice === "required" && tools.length === 0) refuse(["tool_choice"], "'tool_choice' is 'required', but there are no 'tools'.");
  const unknown = chosenTools(choice).find((name) => !tools.includes(name));
  if (unknown !== undefined) refuse(["tool_choice"], `'tool_choice' names '${unknown}', which is not among 'tools'.`);
});
export type CreateChatCompletionBody = z.output<typeof CreateChatCompletionBody>;

function chosenTools(choice: z.output<typeof ToolChoice>): string[] {
  if (typeof choice === "string") return [];
  return choice.type === "function" ? [choice.function.name] : choice.allowed_tools.tools.map((tool) => tool.function.name);
}
