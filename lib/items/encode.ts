import { isHostedItem, shownHosted } from "@/lib/generation/hosted-items";
import type { ContentPart, StoredItem } from "@/lib/generation/item";

/**
 * A stored item as it goes over the wire: the same, but what a file lacks is left out, since the contract knows no null there, and so are
 * marks for a cache, of which it knows nothing, what is the provider's own of reasoning, and of hosted items what nobody asked for.
 */
export function toWireItem(item: StoredItem, include: readonly string[] = []): StoredItem {
  if (isHostedItem(item)) return shownHosted(item, include);
  if (item.type === "reasoning") {
    const { state: _, ...rest } = item;
    return rest;
  }
  if (item.type === "message") return { ...item, content: item.content.map(toWirePart) };
  if (item.type !== "function_call_output" || typeof item.output === "string") return item;
  return { ...item, output: item.output.map(toWirePart) };
}

function toWirePart<Part extends ContentPart>(part: Part): Part {
  if (part.type !== "input_file" && !("prompt_cache_breakpoint" in part)) return part;
  return Object.fromEntries(Object.entries(part).filter(([name, value]) => value !== null && name !== "prompt_cache_breakpoint")) as Part;
}
