import { ApiError } from "@/lib/errors";
import type { ContentPart, FunctionCallOutputItem, Item, MessageItem } from "@/lib/generation/item";
import { mediaOf, outputText } from "@/lib/generation/item";
import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";
import { parseDataUrl } from "../data-url";
import { parseObject } from "../parse-object";
import { refuseParameters } from "../refuse";
import { systemText } from "../system-text";
import { offeredTools } from "../tool-limits";

type Block = Record<string, unknown> & { type: string };
interface Turn {
  role: "user" | "assistant";
  content: Block[];
}

/** The tool whose arguments are the answer when a JSON Schema is asked for and the caller has no tools. */
export const ANSWER_TOOL = "answer_as_json";

const MAX_TOKENS_DEFAULT = 32_000;
const MAX_TOKENS_CLAUDE_3 = 8_192;

const THINKING_TOKENS: Record<ReasoningEffort, number> = { none: 0, minimal: 0, low: 1_024, medium: 4_096, high: 16_384, xhigh: 24_576 };

/** The request in Anthropic's Messages format. Throws 400 for parameters the API has no place for. */
export function encode(request: GenerationRequest): Record<string, unknown> {
  refuseParameters(request, "Anthropic", ["seed", "frequency_penalty", "presence_penalty"]);
  const thinkingTokens = thinkingBudget(request);
  const system = [request.instructions, ...request.input.map(systemText), jsonInstruction(request)].filter((text) => text);
  return {
    model: request.model,
    max_tokens: maxTokens(request) + (request.maxOutputTokens === null ? 0 : thinkingTokens),
    stream: true,
    messages: toTurns(request.input),
    ...(system.length > 0 ? { system: system.join("\n\n") } : {}),
    ...toolMembers(request),
    ...(request.temperature === null ? {} : { temperature: Math.min(request.temperature, 1) }),
    ...(request.topP === null ? {} : { top_p: request.topP }),
    ...(request.stop.length > 0 ? { stop_sequences: request.stop } : {}),
    ...(thinkingTokens > 0 ? { thinking: { type: "enabled", budget_tokens: thinkingTokens } } : {}),
  };
}

/** Whether the answer comes as the arguments of `ANSWER_TOOL` and is to be handed on as text. */
export function answersThroughTool(request: GenerationRequest): boolean {
  return request.outputFormat.type === "json_schema" && request.tools.length === 0;
}

function maxTokens(request: GenerationRequest): number {
  return request.maxOutputTokens ?? (request.model.startsWith("claude-3") ? MAX_TOKENS_CLAUDE_3 : MAX_TOKENS_DEFAULT);
}

// A forced tool and a replayed call without its signed thinking are both refused by the API while thinking is on.
function thinkingBudget(request: GenerationRequest): number {
  if (
    request.reasoningEffort === null ||
    answersThroughTool(request) ||
    typeof request.toolChoice !== "string" ||
    request.toolChoice === "required"
  )
    return 0;
  return request.input.some((item) => item.type === "function_call") ? 0 : THINKING_TOKENS[request.reasoningEffort];
}

function jsonInstruction(request: GenerationRequest): string | null {
  const { outputFormat } = request;
  if (outputFormat.type === "text" || answersThroughTool(request)) return null;
  const only = "Answer with one JSON object and nothing else: no prose, no code fence.";
  return outputFormat.type === "json_schema" ? `${only} It must match this JSON Schema:\n${JSON.stringify(outputFormat.schema)}` : only;
}

function toolMembers(request: GenerationRequest): Record<string, unknown> {
  if (answersThroughTool(request) && request.outputFormat.type === "json_schema") {
    const { schema, description } = request.outputFormat;
    return {
      tools: [{ name: ANSWER_TOOL, description: description ?? "Gives the answer.", input_schema: schema }],
      tool_choice: { type: "tool", name: ANSWER_TOOL },
    };
  }
  const tools = offeredTools(request);
  if (tools.length === 0) return {};
  return {
    tools: tools.map(({ name, description, parameters }) => ({
      name,
      ...(description === null ? {} : { description }),
      input_schema: parameters ?? { type: "object", properties: {} },
    })),
    tool_choice: toToolChoice(request),
  };
}

function toToolChoice({ toolChoice, parallelToolCalls }: GenerationRequest): Record<string, unknown> {
  const single = parallelToolCalls ? {} : { disable_parallel_tool_use: true };
  if (typeof toolChoice !== "string") return { type: "tool", name: toolChoice.name, ...single };
  switch (toolChoice) {
    case "none":
      return { type: "none" };
    case "auto":
      return { type: "auto", ...single };
    case "required":
      return { type: "any", ...single };
  }
}

/** Turns must alternate, so neighbours of one role become one turn. */
function toTurns(items: Item[]): Turn[] {
  const turns: Turn[] = [];
  for (const item of items) {
    const turn = toTurn(item);
    if (!turn || turn.content.length === 0) continue;
    const last = turns.at(-1);
    if (last?.role === turn.role) last.content.push(...turn.content);
    else turns.push(turn);
  }
  if (turns[0]?.role !== "user") turns.unshift({ role: "user", content: [{ type: "text", text: "(The conversation begins.)" }] });
  return turns;
}

function toTurn(item: Item): Turn | null {
  switch (item.type) {
    case "message":
      return messageTurn(item);
    case "function_call":
      return {
        role: "assistant",
        content: [{ type: "tool_use", id: item.call_id, name: item.name, input: parseObject(item.arguments) ?? {} }],
      };
    case "function_call_output":
      return { role: "user", content: [{ type: "tool_result", tool_use_id: item.call_id, content: toToolContent(item) }] };
    case "reasoning":
      return null;
  }
}

function toToolContent(item: FunctionCallOutputItem): string | Block[] {
  return typeof item.output === "string" || mediaOf(item).length === 0 ? outputText(item) : item.output.flatMap(toBlocks);
}

function messageTurn(item: MessageItem): Turn | null {
  if (item.role === "system" || item.role === "developer") return null;
  return { role: item.role, content: item.content.flatMap(toBlocks) };
}

function toBlocks(part: ContentPart): Block[] {
  switch (part.type) {
    case "input_text":
    case "output_text":
      // The API refuses empty text blocks.
      return part.text.trim() === "" ? [] : [{ type: "text", text: part.text }];
    case "refusal":
      return [{ type: "text", text: part.refusal }];
    case "input_image":
      return [{ type: "image", source: toSource(part.image_url) }];
    case "input_file":
      return [
        {
          type: "document",
          source: toSource(part.file_data ?? part.file_url ?? ""),
          ...(part.filename === null ? {} : { title: part.filename }),
        },
      ];
  }
}

function toSource(url: string): Record<string, string> {
  const data = parseDataUrl(url);
  if (data) return { type: "base64", media_type: data.mediaType, data: data.base64 };
  if (url.startsWith("https://")) return { type: "url", url };
  throw new ApiError("invalid_value", "Anthropic takes images and files as base64 data URLs or https URLs.", { param: "messages" });
}
