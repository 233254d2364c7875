import type { CompactedResponse, ResponseUsage } from "openai/resources/responses/responses";
import type { CompactionItem, MessageItem, StoredItem } from "@/lib/generation/item";
import { newId } from "@/lib/ids";
import { pack } from "@/lib/items/compaction";
import { toDialogue } from "@/lib/items/dialogue";
import { toWireItem } from "@/lib/items/encode";
import { countTokens } from "@/lib/upstream/tokens";
import { toUsage } from "./resource";
import { readText } from "./window";

/** A window to go on from: its `output`, with new messages behind it, is the input of the next request. */
export interface CompactionResource extends Pick<CompactedResponse, "id" | "object" | "created_at"> {
  output: (MessageItem | CompactionItem)[];
  usage: ResponseUsage;
}

/**
 * The dialogue as a window: the user's messages as they are, then all of it packed into one item (see `pack`: it is not shortened).
 * No model takes part, so the usage has no output. `createdAt` is in seconds; the id can't be continued from.
 */
export function newCompaction(context: StoredItem[], workspaceId: string, createdAt: number): CompactionResource {
  const dialogue = toDialogue(context, workspaceId);
  const said = dialogue.filter((item): item is MessageItem => item.type === "message" && item.role === "user");
  const inputTokens = countTokens(dialogue.map(readText).join("\n"));
  return {
    id: newId("resp"),
    object: "response.compaction",
    created_at: createdAt,
    output: [...said.map((item) => toWireItem(item) as MessageItem), pack(dialogue, workspaceId)],
    usage: toUsage({ inputTokens, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0 }),
  };
}
