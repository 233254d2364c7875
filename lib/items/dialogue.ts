import { ApiError } from "@/lib/errors";
import type { Item, MessageItem, StoredItem } from "@/lib/generation/item";
import { unpack } from "./compaction";

/**
 * What the model gets to read: packed dialogues unpacked in their place. The messages that stand before a packed dialogue and are
 * also in it (other servers' compacted windows repeat the user's) are read once.
 */
export function toDialogue(items: StoredItem[], workspaceId: string): Item[] {
  const dialogue: Item[] = [];
  for (const item of items) {
    if (item.type !== "compaction") {
      dialogue.push(item);
      continue;
    }
    const packed = unpack(item, workspaceId);
    if (packed === null) {
      throw new ApiError("invalid_value", `The encrypted content of item '${item.id}' could not be verified.`, { param: "input" });
    }
    removeRepeated(dialogue, packed);
    dialogue.push(...packed);
  }
  return dialogue;
}

/** Takes the user's messages that `packed` ends up saying again off the end of `dialogue`. */
function removeRepeated(dialogue: Item[], packed: Item[]): void {
  const said = new Map<string, number>();
  for (const item of packed) if (isUserMessage(item)) said.set(words(item), (said.get(words(item)) ?? 0) + 1);
  for (let last = dialogue.at(-1); last && isUserMessage(last) && (said.get(words(last)) ?? 0) > 0; last = dialogue.at(-1)) {
    said.set(words(last), (said.get(words(last)) ?? 0) - 1);
    dialogue.pop();
  }
}

const isUserMessage = (item: Item): item is MessageItem => item.type === "message" && item.role === "user";
const words = (item: MessageItem): string => JSON.stringify(item.content);
