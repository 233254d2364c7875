import type { ResponseError, ResponseTextConfig, ResponseUsage, Tool, ToolChoiceAllowed } from "openai/resources/responses/responses";
import type { ApiError } from "@/lib/errors";
import type { GenerationResult } from "@/lib/generation/collect";
import type { Usage } from "@/lib/generation/event";
import { isOpen } from "@/lib/generation/hosted-items";
import type { OutputItem } from "@/lib/generation/item";
import type { ReasoningEffort } from "@/lib/generation/request";
import { type CostMembers, toCostMembers } from "../usage-cost";
import type { CreateResponseBody } from "./schema";
import { kindOf } from "@/lib/tools/kinds";
import { isAllowedTools, type ToolChoice } from "./tool-schema";

/**
 * A response as it goes over the wire and into the database: what Open Responses and OpenAI's contract both want. Times are in
 * seconds. Nothing is absent but `conversation`, `user` and `prompt_cache_retention`, which are there when they were sent, and
 * `vitrine_adjusted`, which is there when something was.
 */
export interface ResponseResource {
  id: string;
  object: "response";
  created_at: number;
  completed_at: number | null;
  status: "queued" | "in_progress" | "completed" | "failed" | "incomplete" | "cancelled";
  incomplete_details: { reason: "max_output_tokens" | "content_filter" } | null;
  model: string;
  previous_response_id: string | null;
  instructions: string | null;
  output: OutputItem[];
  error: ResponseError | null;
  tools: (FunctionToolEcho | HostedToolEcho)[];
  tool_choice: ToolChoiceEcho;
  truncation: "auto" | "disabled";
  parallel_tool_calls: boolean;
  text: ResponseTextConfig & { format: NonNullable<ResponseTextConfig["format"]> };
  top_p: number;
  presence_penalty: number;
  frequency_penalty: number;
  top_logprobs: number;
  temperature: number;
  reasoning: { effort: ReasoningEffort | null; summary: "auto" | "concise" | "detailed" | null } | null;
  /** Null until the response ends, and when it ends without any. */
  usage: (ResponseUsage & Partial<CostMembers>) | null;
  max_output_tokens: number | null;
  max_tool_calls: number | null;
  store: boolean;
  background: boolean;
  service_tier: "default";
  metadata: Record<string, string>;
  safety_identifier: string | null;
  prompt_cache_key: string | null;
  /** There are none here. */
  access_programs: null;
  conversation?: { id: string };
  user?: string;
  prompt_cache_retention?: "in_memory";
  /** What the model did not take as it was asked for, by parameter: what it was sent in its place, null for nothing. Known when the response ends. */
  vitrine_adjusted?: Record<string, string | null>;
}

type FunctionToolEcho = Extract<Tool, { type: "function" }> & { description: string | null };
/** A hosted tool as its kind shows it. */
type HostedToolEcho = Exclude<Tool, { type: "function" }>;
type NamedEcho = { type: string; name?: string | null | undefined; server_label?: string | undefined };
type ToolChoiceEcho = "none" | "auto" | "required" | NamedEcho | AllowedToolsEcho;
type AllowedToolsEcho = Omit<ToolChoiceAllowed, "mode" | "tools"> & {
  mode: "none" | "auto" | "required";
  tools: NamedEcho[];
};

/** The response as it begins: every parameter with the value that holds, no output. `createdAt` is in seconds. */
export function newResource(body: CreateResponseBody, { id, createdAt }: { id: string; createdAt: number }): ResponseResource {
  const conversation = typeof body.conversation === "string" ? body.conversation : body.conversation?.id;
  return {
    id,
    object: "response",
    created_at: createdAt,
    completed_at: null,
    status: "in_progress",
    incomplete_details: null,
    model: body.model,
    previous_response_id: body.previous_response_id ?? null,
    instructions: body.instructions ?? null,
    output: [],
    error: null,
    tools: toTools(body.tools),
    tool_choice: toToolChoice(body.tool_choice ?? "auto"),
    truncation: body.truncation ?? "disabled",
    parallel_tool_calls: body.parallel_tool_calls ?? true,
    text: toText(body.text),
    top_p: body.top_p ?? 1,
    presence_penalty: body.presence_penalty ?? 0,
    frequency_penalty: body.frequency_penalty ?? 0,
    top_logprobs: 0,
    temperature: body.temperature ?? 1,
    reasoning: body.reasoning
      ? { effort: body.reasoning.effort ?? null, summary: body.reasoning.summary ?? body.reasoning.generate_summary ?? null }
      : null,
    usage: null,
    max_output_tokens: body.max_output_tokens ?? null,
    max_tool_calls: body.max_tool_calls ?? null,
    store: body.store ?? true,
    background: body.background ?? false,
    service_tier: "default",
    metadata: body.metadata ?? {},
    safety_identifier: body.safety_identifier ?? null,
    prompt_cache_key: body.prompt_cache_key ?? null,
    access_programs: null,
    ...(conversation !== undefined && { conversation: { id: conversation } }),
    ...(body.user != null && { user: body.user }),
    ...(body.prompt_cache_retention != null && { prompt_cache_retention: "in_memory" as const }),
  };
}

/** The response once its generation has ended by itself: completed, or cut short with the reason. `completedAt` is in seconds. */
export function finishResource(resource: ResponseResource, result: GenerationResult, completedAt: number): ResponseResource {
  const { items: output, finishReason, usage } = result;
  const ended = { ...resource, output, usage: toUsage(usage) };
  if (finishReason === "length") return { ...ended, status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
  if (finishReason === "content-filter") return { ...ended, status: "incomplete", incomplete_details: { reason: "content_filter" } };
  return { ...ended, status: "completed", completed_at: completedAt };
}

/** The response that failed: what there is of its output stays, and what was being written is incomplete. */
export function failResource(resource: ResponseResource, output: OutputItem[], error: ApiError): ResponseResource {
  return { ...resource, status: "failed", output: output.map(cut), error: { code: errorCode(error), message: error.message } };
}

/** The response that somebody stopped: what there is of its output stays, and what was being written is incomplete. */
export function cancelResource(resource: ResponseResource, output: OutputItem[]): ResponseResource {
  return { ...resource, status: "cancelled", output: output.map(cut) };
}

export function toUsage(usage: Usage): ResponseUsage & Partial<CostMembers> {
  const { inputTokens, cachedTokens, cacheWriteTokens, outputTokens, reasoningTokens, cost } = usage;
  return {
    input_tokens: inputTokens,
    input_tokens_details: { cached_tokens: cachedTokens, cache_write_tokens: cacheWriteTokens ?? 0 },
    output_tokens: outputTokens,
    output_tokens_details: { reasoning_tokens: reasoningTokens },
    total_tokens: inputTokens + outputTokens,
    ...toCostMembers(cost),
  };
}

function cut(item: OutputItem): OutputItem {
  return item.status !== undefined && isOpen(item.status) ? { ...item, status: "incomplete" } : item;
}

/** Of OpenAI's codes the one that tells a client whether to send it again, slow down or change it. */
function errorCode(error: ApiError): ResponseError["code"] {
  if (error.status === 429 || error.code === "upstream_overloaded") return "rate_limit_exceeded";
  return error.status < 500 ? "invalid_prompt" : "server_error";
}

function toTools(tools: CreateResponseBody["tools"]): ResponseResource["tools"] {
  return (tools ?? []).flatMap((tool): ResponseResource["tools"] => {
    if (tool.type === "left out") return [];
    if (tool.type === "hosted") return [kindOf(tool.kind).echo(tool.options) as HostedToolEcho];
    const { type, name, description, parameters, strict } = tool;
    return [{ type, name, description: description ?? null, parameters: parameters ?? null, strict: strict ?? null }];
  });
}

function toToolChoice(choice: ToolChoice): ToolChoiceEcho {
  if (typeof choice === "string" || !isAllowedTools(choice)) return choice;
  return { type: "allowed_tools", mode: choice.mode ?? "auto", tools: choice.tools };
}

function toText(text: CreateResponseBody["text"]): ResponseResource["text"] {
  const format = text?.format ?? { type: "text" as const };
  const verbosity = text?.verbosity != null && { verbosity: text.verbosity };
  if (format.type !== "json_schema") return { format, ...verbosity };
  const { type, name, description, schema, strict } = format;
  return { format: { type, name, ...(description != null && { description }), schema, strict: strict ?? false }, ...verbosity };
}
