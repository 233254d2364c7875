import type { Conversation } from "openai/resources/conversations/conversations";
import type { ConversationRow } from "@/lib/conversations/queries";

/** `title` is there if the conversation has one; the official client does not know it. */
export function toConversation({ id, title, metadata, createdAt }: ConversationRow): Conversation & { title?: string } {
  return {
    id,
    object: "conversation",
    created_at: Math.floor(createdAt.getTime() / 1_000),
    metadata,
    ...(title !== null && { title }),
  };
}
