import { ApiError } from "@/lib/errors";
import { issueError } from "@/lib/http/issue-error";
import { isRecord } from "@/lib/json";
import { CreateChatCompletionBody } from "../chat-completions/schema";
import type { RunBody } from "./schema";

/** What may be forwarded of what chat completions take: how a model answers, not what it is asked. */
const FORWARDED = ["metadata", "reasoning_effort", "temperature", "top_p", "max_completion_tokens", "parallel_tool_calls", "tool_choice"];

/**
 * Returns a run as the chat completion that it stands for, its model that of the query or of the forwarded properties. Throws 400 where it names none,
 * and for everything that chat completions refuse.
 */
export function toChat(run: RunBody, asked: string | null): CreateChatCompletionBody {
  const model = asked ?? run.forwardedProps?.model ?? null;
  if (model === null)
    throw new ApiError("missing_required_parameter", "No model is named: send ?model=… in the address, or 'forwardedProps.model'.", {
      param: "forwardedProps.model",
    });
  const { messages, tools, context } = run;
  const given = context.map(({ description, value }) => `${description}: ${value}`).join("\n");
  const body = {
    model,
    messages: [...(given === "" ? [] : [{ role: "system", content: given }]), ...joined(messages.flatMap(toMessage))],
    ...(tools.length > 0 && { tools: tools.map(toTool) }),
    ...Object.fromEntries(FORWARDED.flatMap((name) => (run.forwardedProps?.[name] == null ? [] : [[name, run.forwardedProps[name]]]))),
    stream: true,
  };
  const parsed = CreateChatCompletionBody.safeParse(body);
  if (!parsed.success) throw issueError(parsed.error.issues, body);
  return parsed.data;
}

interface Sent {
  role: string;
  content: unknown;
  tool_calls?: object[];
  tool_call_id?: string;
}

/** Front ends keep every call in a message of its own; to a model, calls that were made together are one message. */
function joined(messages: readonly Sent[]): Sent[] {
  const together: Sent[] = [];
  for (const message of messages) {
    const before = together.at(-1);
    if (!before || before.role !== "assistant" || message.role !== "assistant") together.push({ ...message });
    else {
      const calls = [...(before.tool_calls ?? []), ...(message.tool_calls ?? [])];
      before.content = [before.content, message.content].filter(Boolean).join("\n\n") || null;
      if (calls.length > 0) before.tool_calls = calls;
    }
  }
  return together;
}

function toMessage(message: RunBody["messages"][number]): Sent[] {
  switch (message.role) {
    case "reasoning":
    case "activity":
      return [];
    case "tool":
      return [{ role: "tool", tool_call_id: message.toolCallId, content: wordsOf(message.content) }];
    case "assistant": {
      const content = message.content == null ? null : wordsOf(message.content);
      const calls = (message.toolCalls ?? []).map(({ id, function: { name, arguments: args } }) => ({
        id,
        type: "function",
        function: { name, arguments: args },
      }));
      if (!content && calls.length === 0) return [];
      return [{ role: "assistant", content, ...(calls.length > 0 && { tool_calls: calls }) }];
    }
    case "developer":
    case "system":
    case "user":
      return [{ role: message.role, content: message.role === "user" ? partsOf(message.content) : wordsOf(message.content) }];
  }
}

type Content = Extract<RunBody["messages"][number], { role: "tool" }>["content"];

/** A part of a kind that is none of ours stays as it is, so that it is refused by its name. */
function partsOf(content: Content): unknown {
  if (typeof content === "string") return content;
  return content.map((part) => {
    if (part.type === "text") return { type: "text", text: part.text };
    const url = part.type === "image" ? urlOf(part.source) : null;
    return url === null ? part : { type: "image_url", image_url: { url } };
  });
}

function urlOf(source: unknown): string | null {
  if (!isRecord(source) || typeof source.value !== "string") return null;
  if (source.type === "url") return source.value;
  return source.type === "data" && typeof source.mimeType === "string" ? `data:${source.mimeType};base64,${source.value}` : null;
}

function wordsOf(content: Content): string {
  if (typeof content === "string") return content;
  return content.flatMap((part) => (typeof part.text === "string" ? [part.text] : [])).join("\n");
}

function toTool({ name, description, parameters }: RunBody["tools"][number]): object {
  const schema = isRecord(parameters) ? { parameters } : {};
  return { type: "function", function: { name, ...(description && { description }), ...schema } };
}
