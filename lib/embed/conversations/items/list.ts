import { listItems } from "@/lib/conversations/items/queries";
import { conversationNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toWireItem } from "@/lib/items/encode";
import { toList } from "../../list";
import { ItemListQuery } from "../../list-query";
import { readQuery } from "../../query";
import { unknownCursor } from "../../unknown-cursor";
import { stored } from "../../storage";

export const listItemsRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/conversations/:conversation_id/items",
  async handle({ principal, params, query }) {
    const { limit, order, after = null } = readQuery(ItemListQuery, query);
    const page = await stored(listItems(principal, params.conversation_id ?? "", { limit, order, after }));
    if (page === "not_found") throw conversationNotFound();
    if (page === "unknown_cursor") throw unknownCursor();
    return toList(page.rows.map(toWireItem), page.hasMore);
  },
});
