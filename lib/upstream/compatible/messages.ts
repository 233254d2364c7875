import { createHash } from "node:crypto";
import type OpenAI from "openai";
import { ApiError } from "@/lib/errors";
import type { ContentPart, InputPart, Item, MessageItem } from "@/lib/generation/item";
import { mediaOf, outputText, textOf } from "@/lib/generation/item";
import type { ThoughtsBack } from "./thoughts";

export type Message = OpenAI.Chat.ChatCompletionMessageParam;
type UserPart = OpenAI.Chat.ChatCompletionContentPart;

interface Options {
  /** Null where what was thought does not go back. */
  thoughts: ThoughtsBack | null;
  /** The form that ids of calls have. */
  idOf: (callId: string) => string;
}

/** Nine letters and digits: the id itself where it has that form, else always the same for the same. */
export function nineCharacters(id: string): string {
  if (/^[A-Za-z0-9]{9}$/.test(id)) return id;
  return createHash("sha256").update(id).digest("hex").slice(0, 9);
}

/**
 * Calls belong to the assistant's message before them, and what was thought to the message with the calls that it led to. A tool can
 * only say text in this format: pictures and files among its output come in a message of the user right behind the outputs.
 */
export function toMessages(items: Item[], { thoughts, idOf }: Options): Message[] {
  const messages: Message[] = [];
  let media: UserPart[] = [];
  const showMedia = () => {
    if (media.length > 0) messages.push({ role: "user", content: [{ type: "text", text: "(Part of the tools' output:)" }, ...media] });
    media = [];
  };
  for (const item of items) {
    thoughts?.pass(item);
    if (item.type === "function_call_output") {
      messages.push({ role: "tool", tool_call_id: idOf(item.call_id), content: outputText(item) });
      media.push(...mediaOf(item).flatMap(toUserPart));
      continue;
    }
    showMedia();
    if (item.type === "message") messages.push(toMessage(item));
    else if (item.type === "function_call") addCall(messages, item, { thoughts, idOf });
  }
  showMedia();
  return messages;
}

function addCall(messages: Message[], item: Extract<Item, { type: "function_call" }>, { thoughts, idOf }: Options): void {
  let last = messages.at(-1);
  if (last?.role !== "assistant") {
    last = { role: "assistant", content: null };
    messages.push(last);
  }
  const { message = {}, call = {} } = thoughts?.forCall(item.call_id) ?? {};
  const { content, ...members } = message;
  Object.assign(last, members);
  // Thoughts that came among the parts of the content go back among them.
  if (Array.isArray(content)) {
    const text = typeof last.content === "string" ? [{ type: "text", text: last.content }] : [];
    Object.assign(last, { content: [...(content as unknown[]), ...text] });
  }
  const whole = { id: idOf(item.call_id), type: "function" as const, function: { name: item.name, arguments: item.arguments }, ...call };
  last.tool_calls = [...(last.tool_calls ?? []), whole];
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
