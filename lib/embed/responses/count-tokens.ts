import { instructionsOf } from "@/lib/generation/instructions";
import { readText } from "@/lib/generation/read-text";
import type { GenerationRequest } from "@/lib/generation/request";
import { countTokensOfLines } from "@/lib/generation/tokens";
import { withinWindow } from "@/lib/upstream/window";

/**
 * Resolves to the tokens of what a request gives a model to read: instructions, dialogue and tools, by our own tokenizer. Images and files count
 * nothing, nor does what the server adds to ask for interface; a provider's own count may differ.
 */
export async function countInputTokens(request: GenerationRequest): Promise<number> {
  const { input, tools } = await withinWindow(request);
  const instructions = instructionsOf(request);
  const texts = [...(instructions === null ? [] : [instructions]), ...input.map(readText), tools.length > 0 ? JSON.stringify(tools) : ""];
  return countTokensOfLines(texts);
}
