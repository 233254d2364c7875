import type OpenAI from "openai";
import { ApiError } from "@/lib/errors";
import { instructionsOf } from "@/lib/generation/instructions";
import type { ContentPart, InputPart, Item, MessageItem } from "@/lib/generation/item";
import { mediaOf, outputText, textOf } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { offeredTools } from "../tool-limits";

type Body = OpenAI.Chat.ChatCompletionCreateParamsStreaming;
type Message = OpenAI.Chat.ChatCompletionMessageParam;
type UserPart = OpenAI.Chat.ChatCompletionContentPart;

/** How servers that speak this format differ: OpenAI itself has retired `max_tokens`, others know nothing else. */
export interface OpenAiDialect {
  maxTokensParameter: "max_tokens" | "max_completion_tokens";
  /** Whether parallel calls must be asked for, as of llama.cpp; some of OpenAI's models refuse the parameter. */
  asksForParallelCalls: boolean;
}

export const OPENAI_DIALECT: OpenAiDialect = { maxTokensParameter: "max_completion_tokens", asksForParallelCalls: false };
export const COMPATIBLE_DIALECT: OpenAiDialect = { maxTokensParameter: "max_tokens", asksForParallelCalls: true };

/** The request in OpenAI's Chat Completions format, always streamed, members that were not asked for left out. */
export function encode(request: GenerationRequest, dialect: OpenAiDialect): Body {
  const tools = offeredTools(request);
  const instructions = instructionsOf(request);
  const body: Body = {
    model: request.model,
    messages: [...(instructions === null ? [] : [{ role: "system" as const, content: instructions }]), ...toMessages(request.input)],
    stream: true,
    stream_options: { include_usage: true },
  };
  if (tools.length > 0) {
    body.tools = tools.map(({ name, description, parameters, strict }) => ({
      type: "function",
      function: {
        name,
        ...(description === null ? {} : { description }),
        ...(parameters === null ? {} : { parameters }),
        ...(strict === null ? {} : { strict }),
      },
    }));
    body.tool_choice =
      typeof request.toolChoice === "string" ? request.toolChoice : { type: "function", function: { name: request.toolChoice.name } };
    if (dialect.asksForParallelCalls || !request.parallelToolCalls) body.parallel_tool_calls = request.parallelToolCalls;
  }
  if (request.maxOutputTokens !== null) body[dialect.maxTokensParameter] = request.maxOutputTokens;
  if (request.temperature !== null) body.temperature = request.temperature;
  if (request.topP !== null) body.top_p = request.topP;
  if (request.frequencyPenalty !== null) body.frequency_penalty = request.frequencyPenalty;
  if (request.presencePenalty !== null) body.presence_penalty = request.presencePenalty;
  if (request.seed !== null) body.seed = request.seed;
  if (request.stop.length > 0) body.stop = request.stop;
  if (request.reasoningEffort !== null) body.reasoning_effort = request.reasoningEffort;
  if (request.outputFormat.type !== "text") body.response_format = toResponseFormat(request.outputFormat);
  return body;
}

function toResponseFormat(format: Exclude<GenerationRequest["outputFormat"], { type: "text" }>): Body["response_format"] {
  if (format.type === "json_object") return { type: "json_object" };
  const { name, description, schema, strict } = format;
  return { type: "json_schema", json_schema: { name, schema, strict, ...(description === null ? {} : { description }) } };
}

/**
 * Calls belong to the assistant's message before them; reasoning has no place in this format, and a tool can only say text in it:
 * pictures and files among its output come in a message of the user right behind the outputs.
 */
function toMessages(items: Item[]): Message[] {
  const messages: Message[] = [];
  let media: UserPart[] = [];
  const showMedia = () => {
    if (media.length > 0) messages.push({ role: "user", content: [{ type: "text", text: "(Part of the tools' output:)" }, ...media] });
    media = [];
  };
  for (const item of items) {
    if (item.type === "function_call_output") {
      messages.push({ role: "tool", tool_call_id: item.call_id, content: outputText(item) });
      media.push(...mediaOf(item).flatMap(toUserPart));
      continue;
    }
    showMedia();
    if (item.type === "message") messages.push(toMessage(item));
    else if (item.type === "function_call") {
      const last = messages.at(-1);
      const call = { id: item.call_id, type: "function" as const, function: { name: item.name, arguments: item.arguments } };
      if (last?.role === "assistant") last.tool_calls = [...(last.tool_calls ?? []), call];
      else messages.push({ role: "assistant", content: null, tool_calls: [call] });
    }
  }
  showMedia();
  return messages;
}

function toMessage(item: MessageItem): Message {
  switch (item.role) {
    case "assistant":
      return { role: "assistant", content: textOf(item) };
    case "system":
    case "developer":
      return { role: "system", content: textOf(item) };
    case "user":
      return {
        role: "user",
        content: item.content.every((part) => part.type === "input_text") ? textOf(item) : item.content.flatMap(toUserPart),
      };
  }
}

function toUserPart(part: ContentPart): UserPart[] {
  switch (part.type) {
    case "input_text":
    case "output_text":
      return [{ type: "text", text: part.text }];
    case "refusal":
      return [{ type: "text", text: part.refusal }];
    case "input_image":
      return [{ type: "image_url", image_url: { url: part.image_url, detail: part.detail } }];
    case "input_file":
      return [toFile(part)];
  }
}

function toFile(part: Extract<InputPart, { type: "input_file" }>): UserPart {
  if (part.file_data === null)
    throw new ApiError("invalid_value", "This provider takes files only as data (file_data).", { param: "messages" });
  return { type: "file", file: { file_data: part.file_data, filename: part.filename ?? "file" } };
}
