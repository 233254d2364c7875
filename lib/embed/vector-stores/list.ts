import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { listStores } from "@/lib/vector-stores/queries";
import { toList } from "../list";
import { readQuery } from "../query";
import { stored } from "../storage";
import { unknownCursor } from "../unknown-cursor";
import { toStore } from "./encode";
import { StoreListQuery } from "./schema";

export const listStoresRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/vector_stores",
  async handle({ principal, query }) {
    const { limit, order, after = null, before = null } = readQuery(StoreListQuery, query);
    const page = await stored(listStores(principal, { limit, order, after, before }));
    if (!page) throw unknownCursor();
    return toList(page.rows.map(toStore), page.hasMore);
  },
});
