import { isRecord } from "@/lib/json";

/** Returns the text that a kept answer says, in either dialect or of a stream; null where it says none, as an error. */
export function readAnswer(response: unknown): string | null {
  if (!isRecord(response)) return null;
  const { output, choices, text } = response;
  if (typeof text === "string") return text;
  const texts = Array.isArray(output) ? output.flatMap(textsOf) : Array.isArray(choices) ? choices.flatMap(choiceTexts) : [];
  return texts.length === 0 ? null : texts.join("\n\n");
}

function textsOf(item: unknown): string[] {
  if (!isRecord(item)) return [];
  if (item.type === "text" && typeof item.content === "string") return [item.content];
  if (item.type !== "message" || !Array.isArray(item.content)) return [];
  return item.content.flatMap((part) =>
    isRecord(part) && part.type === "output_text" && typeof part.text === "string" ? [part.text] : [],
  );
}

function choiceTexts(choice: unknown): string[] {
  const message = isRecord(choice) ? choice.message : null;
  return isRecord(message) && typeof message.content === "string" ? [message.content] : [];
}
