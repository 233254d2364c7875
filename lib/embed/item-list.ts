import type { Page } from "@/lib/conversations/page";
import type { ApiError } from "@/lib/errors";
import type { StoredItem } from "@/lib/generation/item";
import { toWireItem } from "@/lib/items/encode";
import { type List, toList } from "./list";
import { unknownCursor } from "./unknown-cursor";

/** A page of items as it goes over the wire, with what is asked to be included. Throws `notFound` where there is nothing to list, and 400 for a cursor nobody knows. */
export function toItemList(
  page: Page<StoredItem> | "not_found" | "unknown_cursor",
  notFound: () => ApiError,
  include: readonly string[] = [],
): List<StoredItem> {
  if (page === "not_found") throw notFound();
  if (page === "unknown_cursor") throw unknownCursor();
  return toList(
    page.rows.map((item) => toWireItem(item, include)),
    page.hasMore,
  );
}
