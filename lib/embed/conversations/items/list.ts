import { listItems } from "@/lib/conversations/items/queries";
import { conversationNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toItemList } from "../../item-list";
import { ItemListQuery } from "../../list-query";
import { readQuery } from "../../query";
import { stored } from "../../storage";

export const listItemsRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/conversations/:conversation_id/items",
  async handle({ principal, params, query }) {
    const { limit, order, after = null, include } = readQuery(ItemListQuery, query);
    return toItemList(
      await stored(listItems(principal, params.conversation_id ?? "", { limit, order, after })),
      conversationNotFound,
      include,
    );
  },
});
