import type { Principal } from "@/lib/auth/principal";
import { findItems } from "@/lib/conversations/queries";
import { ApiError } from "@/lib/errors";
import type { StoredItem } from "@/lib/generation/item";
import { toItems } from "@/lib/items/decode";
import type { InputItem } from "@/lib/items/schema";

/** The items of a body, whole. A reference becomes a copy of the item that it names; throws 404 `item_not_found` if there is none. */
export async function decodeItems(principal: Principal, items: InputItem[]): Promise<StoredItem[]> {
  const decoded = toItems(items, principal.workspaceId);
  const named = await findItems(
    principal,
    decoded.flatMap((item) => (item.type === "item_reference" ? [item.id] : [])),
  );
  return decoded.map((item, index) => {
    if (item.type !== "item_reference") return item;
    const found = named.get(item.id);
    if (!found) throw new ApiError("item_not_found", "The item that the reference names does not exist.", { param: `items[${index}].id` });
    return found;
  });
}
