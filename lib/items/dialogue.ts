import { ApiError } from "@/lib/errors";
import type { Item, StoredItem } from "@/lib/generation/item";
import { unpack } from "./compaction";
import { withState } from "./reasoning";

/**
 * What the model gets to read: packed dialogues unpacked in their place, and with reasoning what its provider wants back of it. Throws 400
 * for a packed dialogue that does not open.
 */
export function toDialogue(items: StoredItem[], workspaceId: string): Item[] {
  return items.flatMap((item) => {
    if (item.type === "reasoning") return [withState(item, workspaceId)];
    if (item.type !== "compaction") return [item];
    const packed = unpack(item, workspaceId);
    if (packed !== null) return packed;
    throw new ApiError("invalid_value", `The encrypted content of item '${item.id}' could not be verified.`, { param: "input" });
  });
}
