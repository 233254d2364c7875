import type { ConversationDeletedResource } from "openai/resources/conversations/conversations";
import { deleteConversation } from "@/lib/conversations/mutations";
import { conversationNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";

/** Its items go with it. */
export const deleteConversationRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/conversations/:conversation_id",
  async handle({ principal, params }) {
    const id = params.conversation_id ?? "";
    if (!(await stored(deleteConversation(principal, id)))) throw conversationNotFound();
    return { id, object: "conversation.deleted", deleted: true } satisfies ConversationDeletedResource;
  },
});
