import { conversationItems } from "@/lib/conversations/queries";
import { conversationNotFound } from "@/lib/conversations/refusals";
import type { StoredItem } from "@/lib/generation/item";
import type { Principal } from "@/lib/principal";
import { stored } from "../storage";

/** The items of the conversation as they are now, without a lock; none where no conversation is named. Throws `conversation_not_found`. */
export async function readHistory(principal: Principal, conversation: string | { id: string } | null | undefined): Promise<StoredItem[]> {
  if (conversation == null) return [];
  const items = await stored(conversationItems(principal, typeof conversation === "string" ? conversation : conversation.id));
  if (!items) throw conversationNotFound("conversation");
  return items;
}
