import { deleteItem } from "@/lib/conversations/items/mutations";
import { conversationLocked, conversationNotFound, itemNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toConversation } from "../encode";
import { stored } from "../../storage";

const REFUSALS = { locked: conversationLocked, not_found: conversationNotFound, item_not_found: itemNotFound };

/** Answers with the conversation that the item was in. */
export const deleteItemRoute: ApiRoute = apiRoute({
  method: "DELETE",
  path: "/v1/embed/conversations/:conversation_id/items/:item_id",
  async handle({ principal, params }) {
    const deleted = await stored(deleteItem(principal, params.conversation_id ?? "", params.item_id ?? ""));
    if (!deleted.ok) throw REFUSALS[deleted.reason]();
    return toConversation(deleted.conversation);
  },
});
