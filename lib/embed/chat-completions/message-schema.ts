import type { ChatCompletionContentPartImage } from "openai/resources/chat/completions";
import { z } from "zod/v4";
import { CallId } from "@/lib/items/schema";
import { cacheHint, decided, FunctionName, inert, JsonObject, optional, refusal, text } from "@/lib/parameter";
import { isPublicHttps } from "@/lib/public-host";

const IMAGE_DATA = /^data:image\/[\w.+-]+;base64,/i;
type ImageDetail = NonNullable<ChatCompletionContentPartImage.ImageURL["detail"]>;
const FILE_DATA = /^data:[\w.+-]+\/[\w.+-]+;base64,/i;

const TextPart = z.object({ type: z.literal("text"), text: z.string(), ...cacheHint });
const RefusalPart = z.object({ type: z.literal("refusal"), refusal: z.string() });
const ImagePart = z.object({
  type: z.literal("image_url"),
  image_url: z.object({
    url: z
      .string()
      .refine(
        (url) => IMAGE_DATA.test(url) || isPublicHttps(url),
        refusal("invalid_value", "An image is given as an https URL of a public host or as data:image/…;base64,…."),
      ),
    detail: optional(decided<ImageDetail>({ auto: "accepted", low: "accepted", high: "accepted", original: "accepted" })),
  }),
  ...cacheHint,
});
const FilePart = z.object({
  type: z.literal("file"),
  file: z.object({
    file_data: z.string().refine((url) => FILE_DATA.test(url), refusal("invalid_value", "A file is given as data:<media type>;base64,….")),
    filename: optional(text(256)),
    file_id: inert(() => false, "Files can't be uploaded here; send the file itself as file_data."),
  }),
  ...cacheHint,
});
const AudioPart = z.object({
  type: z.literal("input_audio").refine(() => false, refusal("unsupported_parameter", "Audio is not supported.")),
  input_audio: z.unknown(),
});

const Texts = z.union([z.string(), z.array(TextPart).min(1)]);
/** A tool that has nothing to say says null; one that shows something, a picture or a file. */
const ToolContent = z.union([z.string(), z.array(z.discriminatedUnion("type", [TextPart, ImagePart, FilePart])).min(1)]).nullable();
const UserContent = z.union([z.string(), z.array(z.discriminatedUnion("type", [TextPart, ImagePart, FilePart, AudioPart])).min(1)]);

/** Templates give a speaker's id or display name here; only how long it may be is anybody's business. */
const Name = optional(text(256));

/** JSON text; some servers give out the object itself, and their clients send it back. */
const Arguments = z.union([z.string(), JsonObject.transform((object) => JSON.stringify(object))]);

const ToolCall = z.object({
  id: CallId,
  type: z.literal("function").nullish(),
  function: z.object({
    name: FunctionName,
    arguments: Arguments,
    /** Helpers of the official client put it there when they replay an answer. */
    parsed_arguments: z.unknown().optional(),
  }),
  index: z.unknown().optional(),
});

/** How calls were written before there were `tool_calls`: the answer to one has the function's name, and no id. */
const OldCall = z.object({ name: FunctionName, arguments: Arguments });

/** What an answer carries beside its content; clients send it back as they got it, and it asks for nothing. */
const replayed = {
  annotations: z.unknown().optional(),
  parsed: z.unknown().optional(),
  reasoning: z.unknown().optional(),
  reasoning_content: z.unknown().optional(),
};
/** The agents SDK repeats the fields of the whole message in each part of its content. */
const repeated = { role: z.unknown().optional(), tool_calls: z.unknown().optional(), audio: z.unknown().optional(), ...replayed };
/** What other servers put between the words of an answer; a model that reads it again gets the words alone. */
const SilentPart = z
  .object({ type: z.string().refine((type) => type !== "text" && type !== "refusal") })
  .transform(() => ({ type: "silent" as const }));
const AnswerPart = z.union([
  z.discriminatedUnion("type", [
    TextPart.extend({ ...repeated, refusal: z.unknown().optional() }),
    RefusalPart.extend({ ...repeated, content: z.unknown().optional() }),
  ]),
  SilentPart,
]);

/** LangChain sends an empty list beside tool calls, and an answer that is nothing but reasoning has no content at all. */
const AssistantContent = z.union([z.string(), z.array(AnswerPart)]);

const AssistantMessage = z.object({
  role: z.literal("assistant"),
  content: optional(AssistantContent),
  refusal: optional(z.string()),
  tool_calls: optional(z.array(ToolCall).max(128)),
  function_call: optional(OldCall),
  name: Name,
  ...replayed,
});

/**
 * A message of the dialogue so far, as OpenAI's clients write it. Servers and templates put members of their own on messages, their
 * parts and their calls, which come back here: what is not known there is passed over, and the answer's header says how many.
 */
export const ChatMessage = z.discriminatedUnion("role", [
  z.object({ role: z.literal("system"), content: Texts, name: Name }),
  z.object({ role: z.literal("developer"), content: Texts, name: Name }),
  z.object({ role: z.literal("user"), content: UserContent, name: Name }),
  AssistantMessage,
  z.object({ role: z.literal("tool"), content: ToolContent, tool_call_id: CallId, name: Name }),
  z.object({ role: z.literal("function"), content: ToolContent, name: FunctionName }),
]);
export type ChatMessage = z.output<typeof ChatMessage>;
