import { IncludeQuery, ItemListQuery, ListQuery } from "@/lib/embed/list-query";
import { Conversation, ConversationList, DeletedConversation } from "./conversation";
import { Item, ItemList } from "./item";
import { FrontendToken } from "./frontend-token";
import { IDEMPOTENCY, type Operation } from "./operation";

const tag = "Conversations";

/** The endpoints of conversations and of what is in them. */
export const conversationOperations: Record<string, Operation> = {
  "POST /frontend-tokens": {
    id: "createFrontendToken",
    tag,
    summary: "Make a token with which a browser has the conversations of one user",
    description:
      "With it a browser creates, lists, changes and deletes the conversations of that user and app, and their items, and nothing else. It works until it expires or its key stops to.",
    answer: FrontendToken,
  },
  "POST /conversations": { id: "createConversation", tag, summary: "Create a conversation", headers: IDEMPOTENCY, answer: Conversation },
  "GET /conversations": {
    id: "listConversations",
    tag,
    summary: "List conversations",
    query: ListQuery,
    answer: ConversationList,
  },
  "GET /conversations/:conversation_id": { id: "getConversation", tag, summary: "Get a conversation", answer: Conversation },
  "POST /conversations/:conversation_id": {
    id: "updateConversation",
    tag,
    summary: "Change a conversation's metadata or title",
    answer: Conversation,
  },
  "DELETE /conversations/:conversation_id": {
    id: "deleteConversation",
    tag,
    summary: "Delete a conversation and its items",
    answer: DeletedConversation,
  },
  "GET /conversations/:conversation_id/items": {
    id: "listItems",
    tag,
    summary: "List the items of a conversation",
    query: ItemListQuery,
    answer: ItemList,
  },
  "POST /conversations/:conversation_id/items": {
    id: "createItems",
    tag,
    summary: "Add items to a conversation, all or none",
    query: IncludeQuery,
    answer: ItemList,
  },
  "GET /conversations/:conversation_id/items/:item_id": {
    id: "getItem",
    tag,
    summary: "Get an item",
    query: IncludeQuery,
    answer: Item,
  },
  "DELETE /conversations/:conversation_id/items/:item_id": {
    id: "deleteItem",
    tag,
    summary: "Delete an item; the answer is the conversation it was in",
    answer: Conversation,
  },
};
