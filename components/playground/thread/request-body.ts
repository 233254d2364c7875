import type {
  ChatCompletionCreateParamsStreaming,
  ChatCompletionMessageParam,
  ChatCompletionTool,
} from "openai/resources/chat/completions";
import type { AnswerSettings, ThreadEntry } from "@/lib/conversations/schema";
import { isRecord } from "@/lib/json";

type RequestBody = ChatCompletionCreateParamsStreaming;
type CallEntry = Extract<ThreadEntry["item"], { type: "function_call" }>;

/** The very request the playground sends, and shows: the thread so far in the API's words. */
export function requestBody(entries: ThreadEntry[], settings: AnswerSettings): RequestBody {
  const tools = settings.tools === null ? [] : parseTools(settings.tools);
  return {
    model: settings.model,
    messages: [...(settings.system ? [{ role: "system" as const, content: settings.system }] : []), ...toMessages(entries)],
    ...(Array.isArray(tools) && tools.length > 0 && { tools }),
    ...(settings.temperature !== null && { temperature: settings.temperature }),
    ...(settings.topP !== null && { top_p: settings.topP }),
    ...(settings.maxTokens !== null && { max_tokens: settings.maxTokens }),
    stream: true,
    stream_options: { include_usage: true },
  };
}

/**
 * The tools of the inspector's text: a JSON list of `{type:"function",function:{name,…}}`, or of bare functions.
 * A string is the reason why it is not one.
 */
export function parseTools(text: string): ChatCompletionTool[] | string {
  if (text.trim() === "") return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return "This is not valid JSON.";
  }
  const tools: ChatCompletionTool[] = [];
  for (const entry of Array.isArray(value) ? value : [value]) {
    const tool: unknown = isRecord(entry) && isRecord(entry.function) ? entry : { type: "function", function: entry };
    if (!isTool(tool)) return "Each tool needs a function with a name.";
    tools.push(tool);
  }
  return tools;
}

/** Calls nobody answered are left out: every provider refuses a dialogue with a call that has no result. */
function toMessages(entries: ThreadEntry[]): ChatCompletionMessageParam[] {
  const answered = new Set(entries.flatMap(({ item }) => (item.type === "function_call_output" ? [item.call_id] : [])));
  const messages: ChatCompletionMessageParam[] = [];
  for (const { item } of entries) {
    const last = messages.at(-1);
    if (item.type === "function_call_output") messages.push({ role: "tool", tool_call_id: item.call_id, content: item.output });
    else if (item.type === "function_call") {
      if (!answered.has(item.call_id)) continue;
      if (last?.role === "assistant") last.tool_calls = [...(last.tool_calls ?? []), toToolCall(item)];
      else messages.push({ role: "assistant", content: null, tool_calls: [toToolCall(item)] });
    } else {
      const content = item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
      // A failed or stopped answer may hold nothing; an empty message says nothing and is refused by some providers.
      if (item.role === "user") messages.push({ role: "user", content });
      else if (content !== "") messages.push({ role: "assistant", content });
    }
  }
  return messages;
}

function toToolCall(item: CallEntry) {
  return { id: item.call_id, type: "function" as const, function: { name: item.name, arguments: item.arguments } };
}

function isTool(value: unknown): value is ChatCompletionTool {
  return (
    isRecord(value) &&
    value.type === "function" &&
    isRecord(value.function) &&
    typeof value.function.name === "string" &&
    value.function.name !== ""
  );
}
