import { listConversations } from "@/lib/conversations/queries";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toList } from "../list";
import { ListQuery } from "../list-query";
import { readQuery } from "../query";
import { unknownCursor } from "../unknown-cursor";
import { stored } from "../storage";
import { toConversation } from "./encode";

export const listConversationsRoute: ApiRoute = apiRoute({
  method: "GET",
  path: "/v1/embed/conversations",
  async handle({ principal, query }) {
    const { limit, order, after = null } = readQuery(ListQuery, query);
    const page = await stored(listConversations(principal, { limit, order, after }));
    if (!page) throw unknownCursor();
    return toList(page.rows.map(toConversation), page.hasMore);
  },
});
