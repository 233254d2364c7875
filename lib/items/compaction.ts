import type { CompactionItem, StoredItem } from "@/lib/generation/item";
import { newId } from "@/lib/ids";
import { seal, unseal } from "./seal";

type Unpacked = Exclude<StoredItem, CompactionItem>;

/**
 * Packs a dialogue into one sealed item. It is a packing and no summary: nothing is lost, and a model reads all of it again once the
 * item comes back, so the window over the wire gets shorter and what the model reads does not.
 */
export function pack(items: Unpacked[], workspaceId: string): CompactionItem {
  return { type: "compaction", id: newId("cmp"), encrypted_content: seal(items, "compaction", workspaceId) };
}

/** The dialogue that `pack` was given; null for what this server did not make, or made for another workspace. */
export function unpack(item: CompactionItem, workspaceId: string): Unpacked[] | null {
  return (unseal(item.encrypted_content, "compaction", workspaceId) as Unpacked[] | undefined) ?? null;
}
