import { updateConversation } from "@/lib/conversations/mutations";
import { conversationNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { stored } from "../storage";
import { toConversation } from "./encode";
import { UpdateConversationBody } from "./schema";

/** Metadata is replaced as a whole; null takes all of it, or the title, away. */
export const updateConversationRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/conversations/:conversation_id",
  body: UpdateConversationBody,
  async handle({ principal, params, body }) {
    const { title, metadata } = body;
    const changes = {
      ...(title !== undefined && { title: title || null }),
      ...(metadata !== undefined && { metadata: metadata ?? {} }),
    };
    const conversation = await stored(updateConversation(principal, params.conversation_id ?? "", changes));
    if (!conversation) throw conversationNotFound();
    return toConversation(conversation);
  },
});
