import { addItems } from "@/lib/conversations/items/mutations";
import { conversationLocked, conversationNotFound } from "@/lib/conversations/refusals";
import { type ApiRoute, apiRoute } from "@/lib/http/api-route";
import { toWireItem } from "@/lib/items/encode";
import { toList } from "../../list";
import { IncludeQuery } from "../../list-query";
import { readQuery } from "../../query";
import { CreateItemsBody } from "../schema";
import { stored } from "../../storage";
import { decodeItems } from "./decode";

/** All of the items are added, or none. */
export const createItemsRoute: ApiRoute = apiRoute({
  method: "POST",
  path: "/v1/embed/conversations/:conversation_id/items",
  body: CreateItemsBody,
  async handle({ principal, params, body, query }) {
    const { include } = readQuery(IncludeQuery, query);
    const items = await decodeItems(principal, body.items);
    const added = await stored(addItems(principal, params.conversation_id ?? "", items));
    if (!added.ok) throw added.reason === "locked" ? conversationLocked() : conversationNotFound();
    return toList(
      added.items.map((item) => toWireItem(item, include)),
      false,
    );
  },
});
