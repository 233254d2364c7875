import { ApiError } from "@/lib/errors";
import type { Item, StoredItem } from "@/lib/generation/item";
import { unpack } from "./compaction";
import { withExchanges } from "./exchange";
import { withState } from "./reasoning";

/** An item that is no packed dialogue. */
export type UnpackedItem = Exclude<StoredItem, { type: "compaction" }>;

/**
 * The dialogue with packed ones unpacked in their place, and with reasoning what its provider wants back of it. Throws 400 for a packed dialogue
 * that does not open.
 */
export function unpacked(items: readonly StoredItem[], workspaceId: string): UnpackedItem[] {
  return items.flatMap((item): UnpackedItem[] => {
    if (item.type === "reasoning") return [withState(item, workspaceId)];
    if (item.type !== "compaction") return [item];
    const packed = unpack(item, workspaceId);
    if (packed !== null) return packed;
    throw new ApiError("invalid_value", `The encrypted content of item '${item.id}' could not be verified.`, { param: "input" });
  });
}

/** What the model gets to read: `unpacked`, and in place of what hosted tools did the calls and their outputs. */
export function toDialogue(items: readonly StoredItem[], workspaceId: string): Item[] {
  return withExchanges(unpacked(items, workspaceId));
}
