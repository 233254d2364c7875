import type { Prisma } from "@/prisma/generated/client";

/** What the API shows of a conversation. */
export const CONVERSATION_FIELDS = { id: true, title: true, metadata: true, createdAt: true } as const satisfies Prisma.ConversationSelect;
