import { findConversation } from "@/lib/conversations/queries";
import { conversationNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";
import { toConversation } from "./encode";

export const getConversationRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/conversations/:conversation_id",
  async handle({ principal, params }) {
    const conversation = await stored(findConversation(principal, params.conversation_id ?? ""));
    if (!conversation) throw conversationNotFound();
    return toConversation(conversation);
  },
});
