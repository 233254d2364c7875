import type { CompactedResponse, ResponseUsage } from "openai/resources/responses/responses";
import type { CompactionItem, StoredItem } from "@/lib/generation/item";
import { readText } from "@/lib/generation/read-text";
import { countTokensOfLines } from "@/lib/generation/tokens";
import { newId } from "@/lib/ids";
import { pack } from "@/lib/items/compaction";
import { withExchanges } from "@/lib/items/exchange";
import { unpacked } from "@/lib/items/dialogue";
import { toUsage } from "./resource";

/** A window to go on from: its `output`, with new messages behind it, is the input of the next request. */
export interface CompactionResource extends Pick<CompactedResponse, "id" | "object" | "created_at"> {
  output: [CompactionItem];
  usage: ResponseUsage;
}

/**
 * The dialogue as a window: all of it packed into one item (see `pack`: it is not shortened). The user's messages do not stand
 * before it once more: the official Python client, when strict, takes only what a model may put out. No model takes part, so the usage
 * has no output. `createdAt` is in seconds; the id can't be continued from.
 */
export async function newCompaction(context: StoredItem[], workspaceId: string, createdAt: number): Promise<CompactionResource> {
  const dialogue = unpacked(context, workspaceId);
  const inputTokens = await countTokensOfLines(withExchanges(dialogue).map(readText));
  return {
    id: newId("resp"),
    object: "response.compaction",
    created_at: createdAt,
    output: [pack(dialogue, workspaceId)],
    usage: toUsage({ inputTokens, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0 }),
  };
}
