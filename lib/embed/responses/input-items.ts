import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { listInputItems } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import { toItemList } from "../item-list";
import { ItemListQuery } from "../list-query";
import { readQuery } from "../query";
import { stored } from "../storage";

/** What a request brought along itself; what it went on from is listed by the responses it came from. */
export const listInputItemsRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/responses/:response_id/input_items",
  async handle({ principal, params, query }) {
    const { limit, order, after = null, include } = readQuery(ItemListQuery, query);
    return toItemList(
      await stored(listInputItems(principal, params.response_id ?? "", { limit, order, after })),
      responseNotFound,
      include,
    );
  },
});
