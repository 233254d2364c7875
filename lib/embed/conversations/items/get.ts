import { findItem } from "@/lib/conversations/items/queries";
import { conversationNotFound, itemNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toWireItem } from "@/lib/items/encode";
import { IncludeQuery } from "../../list-query";
import { readQuery } from "../../query";
import { stored } from "../../storage";

export const getItemRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/conversations/:conversation_id/items/:item_id",
  async handle({ principal, params, query }) {
    readQuery(IncludeQuery, query);
    const item = await stored(findItem(principal, params.conversation_id ?? "", params.item_id ?? ""));
    if (item === "not_found") throw conversationNotFound();
    if (!item) throw itemNotFound();
    return toWireItem(item);
  },
});
