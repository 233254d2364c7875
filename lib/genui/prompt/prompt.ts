import type { Item, MessageItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { catalogueOf } from "../library/catalogue";
import { type UiContext, unwrapUser } from "../read/envelope";
import { MARKER } from "../read/message";
import { readTarget } from "../target";
import { toProgram } from "../to-program";
import { callerInstructions } from "./caller-instructions";
import type { PromptProfile } from "./core";
import { toolInstructions, uiInstructions } from "./instructions";
import { withPicturesApart } from "./pictures";

/**
 * The request as the model gets it: told how to write an interface, the caller's instructions after it, unchanged and named as theirs; and
 * a history in which no envelope and no entity is left. Assistant messages become OpenUI Lang or plain text; what the interface sent along
 * with a user message (notes, state of forms) follows its text in a `<context>` block of plain JSON.
 */
export function withUiPrompt(
  asked: GenerationRequest,
  { target, request } = readTarget(asked),
  profile: PromptProfile = "full",
): GenerationRequest {
  const uiPrompt = target.library
    ? callerInstructions(target.library, catalogueOf(request.ui, target.library))
    : uiInstructions(request.ui, profile);
  const parts = [
    target.library === null && mayCall(request) ? toolInstructions(request.ui) : "",
    request.instructions ? `## Instructions of the application\n${request.instructions}` : "",
  ];
  return { ...withPlainHistory(request), uiPrompt, instructions: parts.filter(Boolean).join("\n\n") || null };
}

const mayCall = ({ tools, hosted, toolChoice }: GenerationRequest): boolean =>
  (tools.length > 0 || hosted !== null) && toolChoice === "auto";

/** The request with a history in which no envelope, no thinking and no entity is left, as for `withUiPrompt`. */
export function withPlainHistory(request: GenerationRequest): GenerationRequest {
  return { ...request, input: withPicturesApart(request.input.map(withoutEnvelope)) };
}

function withoutEnvelope(item: Item): Item {
  if (item.type !== "message" || (item.role !== "assistant" && item.role !== "user")) return item;
  return { ...item, content: item.role === "assistant" ? assistantParts(item) : item.content.map(userPart) };
}

function assistantParts(item: MessageItem): MessageItem["content"] {
  return item.content.map((part) =>
    part.type === "output_text" || part.type === "input_text" ? { ...part, text: toProgram(part.text) } : part,
  );
}

function userPart(part: MessageItem["content"][number]): MessageItem["content"][number] {
  if (part.type !== "input_text" || !(part.text.includes("<content") || part.text.includes(MARKER))) return part;
  const { text, context } = unwrapUser(part.text);
  return { ...part, text: context ? `${text}\n\n<context>${contextJson(context)}</context>` : text };
}

function contextJson({ notes, forms }: UiContext): string {
  return JSON.stringify(Object.keys(forms).length > 0 ? [...notes, forms] : notes);
}
