import type { GenerationRequest } from "@/lib/generation/request";
import type { Item } from "@/lib/generation/item";
import { unwrapAssistant, unwrapUser } from "./envelope";

/** The request as the model gets it: our instructions around the caller's, and a history without envelopes. */
export function withUiPrompt(request: GenerationRequest): GenerationRequest {
  return { ...request, input: request.input.map(withoutEnvelope) };
}

function withoutEnvelope(item: Item): Item {
  if (item.type !== "message") return item;
  return {
    ...item,
    content: item.content.map((part) => {
      if (part.type === "output_text" && item.role === "assistant") return { ...part, text: unwrapAssistant(part.text) };
      if (part.type === "input_text" && item.role === "user") return { ...part, text: unwrapUser(part.text).text };
      return part;
    }),
  };
}
