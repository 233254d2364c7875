import { ApiError } from "@/lib/errors";
import type { InputPart, Item, MessageItem, OutputText, Refusal } from "@/lib/generation/item";
import type { HostedRequest, HostedTool } from "@/lib/generation/hosted";
import { DEFAULT_UI, type GenerationRequest, type OutputFormat, type ToolChoice } from "@/lib/generation/request";
import { parseThesysMetadata } from "@/lib/genui/library/metadata";
import { newId } from "@/lib/ids";
import { cacheMark } from "@/lib/items/cache-mark";
import { withOwnCallIds } from "@/lib/items/tool-exchange";
import { kindOf } from "@/lib/tools/kinds";
import { cacheOptionsOf } from "../inert-parameters";
import type { ChatMessage } from "./message-schema";
import { type CreateChatCompletionBody, SEARCH_KIND } from "./schema";
import { type AssistantMessage, answeredId, callsOf } from "./tool-messages";

/** What the engine is asked for. Throws 400 when `metadata.thesys` is not what it should be. */
export function decode(body: CreateChatCompletionBody): GenerationRequest {
  const thesys = body.metadata?.thesys;
  return {
    model: body.model,
    uiPrompt: null,
    instructions: null,
    input: withOwnCallIds(body.messages.flatMap(toItems)),
    truncatesInput: false,
    tools: (body.tools ?? []).map(({ function: tool, ...rest }) => ({
      name: tool.name,
      description: tool.description ?? null,
      parameters: tool.parameters ?? null,
      strict: tool.strict ?? null,
      ...cacheMark({ ...tool, ...rest }),
    })),
    ...toToolChoice(body.tool_choice),
    hosted: toHosted(body),
    parallelToolCalls: body.parallel_tool_calls ?? true,
    toolCallsMax: null,
    maxOutputTokens: body.max_completion_tokens ?? body.max_tokens ?? null,
    temperature: body.temperature ?? null,
    topP: body.top_p ?? null,
    frequencyPenalty: body.frequency_penalty ?? null,
    presencePenalty: body.presence_penalty ?? null,
    seed: body.seed ?? null,
    stop: typeof body.stop === "string" ? [body.stop] : (body.stop ?? []),
    reasoningEffort: body.reasoning_effort ?? null,
    verbosity: body.verbosity ?? null,
    cache: cacheOptionsOf(body),
    outputFormat: toOutputFormat(body.response_format),
    ui: thesys === undefined ? DEFAULT_UI : parseThesysMetadata(thesys),
  };
}

/** What runs here beside the functions, of which a chat completion may ask for the search of the web. Nothing is stored of it. */
export function hostedOf({ web_search_options: asked }: CreateChatCompletionBody): HostedTool[] {
  if (asked == null) return [];
  const { search_context_size, user_location } = asked;
  const location = user_location?.approximate;
  const options = kindOf(SEARCH_KIND).schema.safeParse({
    type: SEARCH_KIND,
    ...(search_context_size != null && { search_context_size }),
    ...(location != null && { user_location: { type: "approximate", ...location } }),
  });
  if (!options.success) {
    const [, member = ""] = options.error.issues[0]?.path ?? [];
    const param = `web_search_options.user_location.approximate.${String(member)}`;
    throw new ApiError("invalid_value", `Invalid value for '${param}'.`, { param });
  }
  return [{ kind: SEARCH_KIND, options: options.data, param: "web_search_options" }];
}

function toHosted(body: CreateChatCompletionBody): HostedRequest | null {
  const tools = hostedOf(body);
  return tools.length === 0 ? null : { tools, chosen: null, allowed: null, callsMax: null, dialogue: [], canResume: false };
}

function toToolChoice(choice: CreateChatCompletionBody["tool_choice"]): { toolChoice: ToolChoice; allowedTools: string[] | null } {
  if (choice == null) return { toolChoice: "auto", allowedTools: null };
  if (typeof choice === "string") return { toolChoice: choice, allowedTools: null };
  if (choice.type === "function") return { toolChoice: { name: choice.function.name }, allowedTools: null };
  return { toolChoice: choice.allowed_tools.mode, allowedTools: choice.allowed_tools.tools.map((tool) => tool.function.name) };
}

function toOutputFormat(format: CreateChatCompletionBody["response_format"]): OutputFormat {
  if (format?.type !== "json_schema") return { type: format?.type ?? "text" };
  const { name, description, schema, strict } = format.json_schema;
  return { type: "json_schema", name, description: description ?? null, schema: schema ?? {}, strict: strict ?? false };
}

function toItems(message: ChatMessage): Item[] {
  switch (message.role) {
    case "system":
    case "developer":
      return [toMessage(message.role, toInputParts(message.content))];
    case "user":
      return [toMessage("user", withSpeaker(message.name ?? null, toInputParts(message.content)))];
    case "assistant":
      return toAssistantItems(message);
    case "tool":
    case "function": {
      const output = typeof message.content === "object" ? toInputParts(message.content ?? "") : message.content;
      return [{ type: "function_call_output", id: newId("fc"), call_id: answeredId(message), output, status: "completed" }];
    }
  }
}

function toMessage(role: MessageItem["role"], content: MessageItem["content"]): MessageItem {
  return { type: "message", id: newId("msg"), role, status: "completed", content };
}

function toAssistantItems(message: AssistantMessage): Item[] {
  const { content, refusal } = message;
  const parts = typeof content === "string" ? [outputText(content)] : (content ?? []).flatMap(toOutputPart);
  if (refusal != null) parts.push({ type: "refusal", refusal });
  const calls = callsOf(message).map(
    ({ id, name, arguments: given }): Item => ({
      type: "function_call",
      id: newId("fc"),
      call_id: id,
      name,
      arguments: given,
      status: "completed",
    }),
  );
  return parts.length > 0 ? [toMessage("assistant", parts), ...calls] : calls;
}

type AnswerPart = Extract<NonNullable<AssistantMessage["content"]>, object>[number];

/** Nothing for what stands between the words. */
function toOutputPart(part: AnswerPart): (OutputText | Refusal)[] {
  if (part.type === "text") return [outputText(part.text)];
  return part.type === "refusal" ? [{ type: "refusal", refusal: part.refusal }] : [];
}

const outputText = (text: string): OutputText => ({ type: "output_text", text, annotations: [], logprobs: [] });

type UserContent = Extract<ChatMessage, { role: "user" }>["content"];

function toInputParts(content: UserContent): InputPart[] {
  return typeof content === "string" ? [{ type: "input_text", text: content }] : content.map(toInputPart);
}

function toInputPart(part: Exclude<UserContent, string>[number]): InputPart {
  switch (part.type) {
    case "text":
      return { type: "input_text", text: part.text, ...cacheMark(part) };
    case "image_url":
      return { type: "input_image", image_url: part.image_url.url, detail: part.image_url.detail ?? "auto", ...cacheMark(part) };
    case "file":
      return {
        type: "input_file",
        filename: part.file.filename ?? null,
        file_data: part.file.file_data,
        file_url: null,
        ...cacheMark(part),
      };
    case "input_audio":
      throw new Error("The schema refuses this part.");
  }
}

/** Several people may speak as the user; the model can tell them apart only by what it reads. */
function withSpeaker(name: string | null, parts: InputPart[]): InputPart[] {
  return name ? [{ type: "input_text", text: `${name}: ` }, ...parts] : parts;
}
