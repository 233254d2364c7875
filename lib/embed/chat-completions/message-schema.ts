import { z } from "zod/v4";
import { FunctionName, inert, optional, refusal, text } from "@/lib/parameter";

const IMAGE_URL = /^(?:https:\/\/|data:image\/[\w.+-]+;base64,)/i;
const FILE_DATA = /^data:[\w.+-]+\/[\w.+-]+;base64,/i;

const TextPart = z.strictObject({ type: z.literal("text"), text: z.string(), ...cacheHint() });
const RefusalPart = z.strictObject({ type: z.literal("refusal"), refusal: z.string() });
const ImagePart = z.strictObject({
  type: z.literal("image_url"),
  image_url: z.strictObject({
    url: z
      .string()
      .refine((url) => IMAGE_URL.test(url), refusal("invalid_value", "An image is given as an https URL or as data:image/…;base64,….")),
    detail: optional(z.enum(["auto", "low", "high"])),
  }),
  ...cacheHint(),
});
const FilePart = z.strictObject({
  type: z.literal("file"),
  file: z.strictObject({
    file_data: z.string().refine((url) => FILE_DATA.test(url), refusal("invalid_value", "A file is given as data:<media type>;base64,….")),
    filename: optional(text(256)),
    file_id: inert(() => false, "Files can't be uploaded here; send the file itself as file_data."),
  }),
  ...cacheHint(),
});
const AudioPart = z.strictObject({
  type: z.literal("input_audio").refine(() => false, refusal("unsupported_parameter", "Audio is not supported.")),
  input_audio: z.unknown(),
});

/** Where a provider may cut its cache is its own affair here. */
function cacheHint() {
  return { cache_control: z.unknown().optional(), prompt_cache_breakpoint: z.unknown().optional() };
}

const Texts = z.union([z.string(), z.array(TextPart).min(1)]);
const UserContent = z.union([z.string(), z.array(z.discriminatedUnion("type", [TextPart, ImagePart, FilePart, AudioPart])).min(1)]);

const Name = optional(text(64));

const ToolCall = z.strictObject({
  id: z.string().min(1).max(64),
  type: z.literal("function"),
  function: z.strictObject({
    name: FunctionName,
    arguments: z.string(),
    /** Helpers of the official client put it there when they replay an answer. */
    parsed_arguments: z.unknown().optional(),
  }),
  index: z.unknown().optional(),
});

/** What an answer carries beside its content; clients send it back as they got it, and it asks for nothing. */
const replayed = {
  annotations: z.unknown().optional(),
  parsed: z.unknown().optional(),
  reasoning: z.unknown().optional(),
  reasoning_content: z.unknown().optional(),
};

/** The agents SDK repeats the fields of the whole message in each part of its content. */
const repeated = { role: z.unknown().optional(), tool_calls: z.unknown().optional(), audio: z.unknown().optional(), ...replayed };
const AnswerPart = z.discriminatedUnion("type", [
  TextPart.extend({ ...repeated, refusal: z.unknown().optional() }),
  RefusalPart.extend({ ...repeated, content: z.unknown().optional() }),
]);
/** LangChain sends an empty list beside tool calls. */
const AssistantContent = z.union([z.string(), z.array(AnswerPart)]);

const hasContent = (content: z.output<typeof AssistantContent> | null | undefined): boolean =>
  typeof content === "string" || Boolean(content?.length);

const AssistantMessage = z
  .strictObject({
    role: z.literal("assistant"),
    content: optional(AssistantContent),
    refusal: optional(z.string()),
    tool_calls: optional(z.array(ToolCall).max(128)),
    name: Name,
    audio: inert(() => false, "Audio is not supported."),
    function_call: inert(() => false, "Functions are called through tool_calls."),
    ...replayed,
  })
  .refine((message) => hasContent(message.content) || message.refusal != null || Boolean(message.tool_calls?.length), {
    ...refusal("missing_required_parameter", "An assistant message needs content, unless it calls tools."),
    path: ["content"],
  });

/** A message of the dialogue so far, as OpenAI's clients write it. */
export const ChatMessage = z.discriminatedUnion("role", [
  z.strictObject({ role: z.literal("system"), content: Texts, name: Name }),
  z.strictObject({ role: z.literal("developer"), content: Texts, name: Name }),
  z.strictObject({ role: z.literal("user"), content: UserContent, name: Name }),
  AssistantMessage,
  z.strictObject({ role: z.literal("tool"), content: Texts, tool_call_id: z.string().min(1).max(64), name: Name }),
  z.strictObject({
    role: z.literal("function").refine(() => false, refusal("unsupported_parameter", "The role 'function' is not supported; use 'tool'.")),
    content: z.unknown(),
    name: z.unknown(),
  }),
]);
export type ChatMessage = z.output<typeof ChatMessage>;

/** Ids that are answered before they are asked, or asked and never answered: the first complaint, or null. */
export function findBrokenToolExchange(messages: ChatMessage[]): { index: number; complaint: string } | null {
  let open = new Set<string>();
  for (const [index, message] of messages.entries()) {
    if (message.role === "tool") {
      if (!open.delete(message.tool_call_id)) {
        return { index, complaint: `The tool message at messages[${index}] answers no tool call of the assistant message before it.` };
      }
      continue;
    }
    if (open.size > 0)
      return { index, complaint: `The tool calls of the assistant message before messages[${index}] have not all been answered.` };
    const ids = message.role === "assistant" ? (message.tool_calls ?? []).map((call) => call.id) : [];
    open = new Set(ids);
    if (open.size < ids.length) return { index, complaint: `Two tool calls of messages[${index}] have the same id.` };
  }
  return open.size > 0
    ? { index: messages.length - 1, complaint: "The tool calls of the last assistant message have not all been answered." }
    : null;
}
