import type { Item, MessageItem } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { type UiContext, unwrapAssistant, unwrapUser } from "./envelope";
import { uiInstructions } from "./instructions";

/**
 * The request as the model gets it: told how to write an interface, the caller's instructions after it, unchanged and named as theirs; and
 * a history in which no envelope and no entity is left. Assistant messages become OpenUI Lang or plain text; what the interface sent along
 * with a user message (notes, state of forms) follows its text in a `<context>` block of plain JSON.
 */
export function withUiPrompt(request: GenerationRequest): GenerationRequest {
  const own = uiInstructions(request.ui);
  const instructions = request.instructions ? `${own}\n\n## Instructions of the application\n${request.instructions}` : own;
  return { ...request, instructions, input: request.input.map(withoutEnvelope) };
}

function withoutEnvelope(item: Item): Item {
  if (item.type !== "message" || (item.role !== "assistant" && item.role !== "user")) return item;
  return { ...item, content: item.role === "assistant" ? assistantParts(item) : item.content.map(userPart) };
}

function assistantParts(item: MessageItem): MessageItem["content"] {
  return item.content.map((part) =>
    part.type === "output_text" || part.type === "input_text" ? { ...part, text: unwrapAssistant(part.text) } : part,
  );
}

function userPart(part: MessageItem["content"][number]): MessageItem["content"][number] {
  if (part.type !== "input_text" || !part.text.includes("<content")) return part;
  const { text, context } = unwrapUser(part.text);
  return { ...part, text: context ? `${text}\n\n<context>${contextJson(context)}</context>` : text };
}

function contextJson({ notes, forms }: UiContext): string {
  return JSON.stringify(Object.keys(forms).length > 0 ? [...notes, forms] : notes);
}
