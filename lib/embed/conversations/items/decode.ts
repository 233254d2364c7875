import { findItems } from "@/lib/conversations/queries";
import { ApiError } from "@/lib/errors";
import type { StoredItem } from "@/lib/generation/item";
import { toItems } from "@/lib/items/decode";
import type { InputItem } from "@/lib/items/schema";
import type { Principal } from "@/lib/principal";
import { findResponseItems } from "@/lib/responses/queries";
import { stored } from "../../storage";

/**
 * The items of a body, whole. A reference becomes a copy of the item that it names, in a conversation or a stored response of the
 * workspace; throws 404 `item_not_found` if there is none.
 */
export async function decodeItems(principal: Principal, items: InputItem[]): Promise<StoredItem[]> {
  const decoded = toItems(items, principal.workspaceId, "items");
  const ids = decoded.flatMap((item) => (item.type === "item_reference" ? [item.id] : []));
  // Responses are the workspace's: of an end user none is their own.
  const inResponses = principal.endUser ? new Map<string, StoredItem>() : findResponseItems(principal, ids);
  const [ofConversations, ofResponses] = await stored(Promise.all([findItems(principal, ids), inResponses]));
  return decoded.map((item, index) => {
    if (item.type !== "item_reference") return item;
    const named = ofResponses.get(item.id) ?? ofConversations.get(item.id);
    if (!named) throw new ApiError("item_not_found", "The item that the reference names does not exist.", { param: `items[${index}].id` });
    return named;
  });
}
