import { ApiError } from "@/lib/errors";
import { instructionsOf } from "@/lib/generation/instructions";
import type { ContentPart, FunctionCallOutputItem, Item, MessageItem } from "@/lib/generation/item";
import { mediaOf, outputText } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { parseObject } from "@/lib/json";
import { findCallNote } from "../call-notes";
import { parseDataUrl } from "../data-url";
import { ownState, statesOfCalls } from "../own-state";
import { refuseParameters } from "../refuse";
import { systemText } from "../system-text";
import { offeredTools } from "../tool-limits";
import { type Thinking, toThinking } from "./thinking";

type Block = Record<string, unknown> & { type: string };
interface Turn {
  role: "user" | "assistant";
  content: Block[];
}

/** The tool whose arguments are the answer when a JSON Schema is asked for and the caller has no tools. */
export const ANSWER_TOOL = "answer_as_json";

/** Whose what was thought is. */
export const PROVIDER = "anthropic";

const MAX_TOKENS_DEFAULT = 32_000;
const MAX_TOKENS_CLAUDE_3 = 8_192;

/** The request in Anthropic's Messages format. Throws 400 for parameters the API has no place for. */
export function encode(request: GenerationRequest): Record<string, unknown> {
  refuseParameters(request, "Anthropic", ["seed", "frequency_penalty", "presence_penalty"]);
  const turns = toTurns(request);
  const thinking = thinkingFor(request, turns);
  const system = [instructionsOf(request), ...request.input.map(systemText), jsonInstruction(request)].filter((text) => text);
  return {
    model: request.model,
    max_tokens: maxTokens(request) + (request.maxOutputTokens === null ? 0 : (thinking?.tokens ?? 0)),
    stream: true,
    messages: turns.map(thinking ? withoutLastThoughts : withoutThoughts).filter(({ content }) => content.length > 0),
    ...(system.length > 0 ? { system: system.join("\n\n") } : {}),
    ...toolMembers(request),
    ...(request.temperature === null ? {} : { temperature: Math.min(request.temperature, 1) }),
    ...(request.topP === null ? {} : { top_p: request.topP }),
    ...(request.stop.length > 0 ? { stop_sequences: request.stop } : {}),
    ...thinking?.members,
  };
}

/** Whether the answer comes as the arguments of `ANSWER_TOOL` and is to be handed on as text. */
export function answersThroughTool(request: GenerationRequest): boolean {
  return request.outputFormat.type === "json_schema" && request.tools.length === 0;
}

function maxTokens(request: GenerationRequest): number {
  return request.maxOutputTokens ?? (request.model.startsWith("claude-3") ? MAX_TOKENS_CLAUDE_3 : MAX_TOKENS_DEFAULT);
}

// While thinking is on, the API refuses a forced tool, and older models a call that comes back without its signed thinking.
function thinkingFor(request: GenerationRequest, turns: Turn[]): Thinking | null {
  if (answersThroughTool(request) || typeof request.toolChoice !== "string" || request.toolChoice === "required") return null;
  const thinking = toThinking(request);
  const lastCalls = turns.findLast(({ content }) => content.some(({ type }) => type === "tool_use"));
  return thinking?.isStrict && lastCalls && !isThought(lastCalls.content[0]) ? null : thinking;
}

function isThought(block: Block | undefined): boolean {
  return block?.type === "thinking" || block?.type === "redacted_thinking";
}

function withoutThoughts({ role, content }: Turn): Turn {
  return { role, content: content.filter((block) => !isThought(block)) };
}

/** The API refuses what was thought and led to nothing. */
function withoutLastThoughts({ role, content }: Turn): Turn {
  return { role, content: content.slice(0, content.findLastIndex((block) => !isThought(block)) + 1) };
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
function toTurns({ input, model }: GenerationRequest): Turn[] {
  const turns: Turn[] = [];
  const ofCalls = statesOfCalls(input, PROVIDER, model);
  /** The turns whose thinking the dialogue itself brings along. */
  const thinking = new Set<Turn>();
  for (const item of input) {
    const state = item.type === "function_call" ? ofCalls.get(item.call_id) : ownState(item, PROVIDER, model);
    const isElsewhere = item.type === "reasoning" && state?.callId !== undefined && ofCalls.has(state.callId);
    const turn = toTurn(item, isElsewhere ? [] : ((state?.blocks ?? []) as Block[]));
    if (!turn || turn.content.length === 0) continue;
    let last = turns.at(-1);
    if (last?.role !== turn.role) {
      last = { role: turn.role, content: [] };
      turns.push(last);
    }
    if (state) thinking.add(last);
    const note = item.type === "function_call" && !thinking.has(last) ? (findCallNote(model, item.call_id) as Block[] | null) : null;
    // A turn begins with what was thought, whatever was said before the first call.
    if (note && !last.content.some(({ type }) => type === "tool_use")) last.content.unshift(...note);
    else if (note) last.content.push(...note);
    last.content.push(...turn.content);
  }
  if (turns[0]?.role !== "user") turns.unshift({ role: "user", content: [{ type: "text", text: "(The conversation begins.)" }] });
  return turns;
}

/** `thoughts` is what was thought before the item, or of reasoning the item itself. */
function toTurn(item: Item, thoughts: Block[]): Turn | null {
  switch (item.type) {
    case "message":
      return messageTurn(item);
    case "function_call":
      return {
        role: "assistant",
        content: [...thoughts, { type: "tool_use", id: item.call_id, name: item.name, input: parseObject(item.arguments) ?? {} }],
      };
    case "function_call_output":
      return { role: "user", content: [{ type: "tool_result", tool_use_id: item.call_id, content: toToolContent(item) }] };
    case "reasoning":
      return { role: "assistant", content: thoughts };
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
