import { z } from "zod/v4";

/** A dialogue that is kept, to which responses add. */
export const Conversation = z.object({
  id: z.string(),
  object: z.literal("conversation"),
  created_at: z.int().describe("Seconds since 1970"),
  metadata: z.record(z.string(), z.string()),
  title: z.string().optional(),
});

export const DeletedConversation = z.object({ id: z.string(), object: z.literal("conversation.deleted"), deleted: z.literal(true) });

export const ConversationList = z.object({
  object: z.literal("list"),
  data: z.array(Conversation),
  first_id: z.string(),
  last_id: z.string(),
  has_more: z.boolean(),
});
