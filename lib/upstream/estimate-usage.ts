import type { Usage } from "@/lib/generation/event";
import { instructionsOf } from "@/lib/generation/instructions";
import { type Item, outputText, textOf } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { countTokens } from "@/lib/generation/tokens";

/** Resolves to token counts by our own tokenizer, for a provider that reports none. Images and files count nothing. */
export async function estimateUsage(request: GenerationRequest, written: string): Promise<Usage> {
  const input = [instructionsOf(request) ?? "", ...request.input.map(itemText)].join("\n");
  return { inputTokens: await countTokens(input), cachedTokens: 0, outputTokens: await countTokens(written), reasoningTokens: 0 };
}

function itemText(item: Item): string {
  switch (item.type) {
    case "message":
      return textOf(item);
    case "function_call":
      return `${item.name} ${item.arguments}`;
    case "function_call_output":
      return outputText(item);
    case "reasoning":
      return "";
  }
}
