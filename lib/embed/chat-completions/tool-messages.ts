import type { ChatMessage } from "./message-schema";

export type AssistantMessage = Extract<ChatMessage, { role: "assistant" }>;
export type ToolMessage = Extract<ChatMessage, { role: "tool" | "function" }>;

interface Call {
  id: string;
  name: string;
  arguments: string;
}

/** The calls of a message. One in the form that was before `tool_calls` has no id, so its name stands for one. */
export function callsOf({ tool_calls: calls, function_call: old }: AssistantMessage): Call[] {
  if (calls && calls.length > 0) return calls.map(({ id, function: { name, arguments: given } }) => ({ id, name, arguments: given }));
  return old ? [{ id: idOfName(old.name), ...old }] : [];
}

/** The id of the call that a message answers. */
export function answeredId(message: ToolMessage): string {
  return message.role === "tool" ? message.tool_call_id : idOfName(message.name);
}

const idOfName = (name: string): string => `call_${name}`;

/** Calls that are answered before they are made, or made and never answered: the first complaint, or null. Several may have one id. */
export function findBrokenToolExchange(messages: ChatMessage[]): { index: number; complaint: string } | null {
  let open: string[] = [];
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool" || message.role === "function") {
      const place = open.indexOf(answeredId(message));
      if (place === -1)
        return { index, complaint: `The tool message at messages[${index}] answers no tool call of the assistant message before it.` };
      open.splice(place, 1);
      continue;
    }
    if (open.length > 0)
      return { index, complaint: `The tool calls of the assistant message before messages[${index}] have not all been answered.` };
    open = message.role === "assistant" ? callsOf(message).map(({ id }) => id) : [];
  }
  return open.length > 0
    ? { index: messages.length - 1, complaint: "The tool calls of the last assistant message have not all been answered." }
    : null;
}
