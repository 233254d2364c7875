import type { StoredItem } from "@/lib/generation/item";
import { isConversationId, isItemId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Page, PageQuery } from "../page";
import { toItem } from "./stored";
import { scopeOf } from "../scope";

/**
 * A part of the dialogue. `after` may name an item that was deleted: its place is still known. `not_found` for another workspace's
 * conversation too; `unknown_cursor`: the conversation never had an item `after`.
 */
export async function listItems(
  principal: Principal,
  conversationId: string,
  { limit, order, after }: PageQuery,
): Promise<Page<StoredItem> | "not_found" | "unknown_cursor"> {
  if (!isConversationId(conversationId)) return "not_found";
  const conversation = await prisma().conversation.findFirst({
    where: { id: conversationId, ...scopeOf(principal) },
    select: { items: { where: { id: after !== null && isItemId(after) ? after : "" }, select: { position: true } } },
  });
  if (!conversation) return "not_found";
  const [cursor] = conversation.items;
  if (after !== null && !cursor) return "unknown_cursor";
  const rows = await prisma().conversationItem.findMany({
    where: { conversationId, deletedAt: null, ...(cursor && { position: { [order === "asc" ? "gt" : "lt"]: cursor.position } }) },
    orderBy: { position: order },
    take: limit + 1,
    select: { item: true },
  });
  return { rows: rows.slice(0, limit).map(({ item }) => toItem(item)), hasMore: rows.length > limit };
}

/** Null for an item that is not in the conversation, or not any more; `not_found` for the conversation itself. */
export async function findItem(principal: Principal, conversationId: string, id: string): Promise<StoredItem | null | "not_found"> {
  if (!isConversationId(conversationId)) return "not_found";
  const conversation = await prisma().conversation.findFirst({
    where: { id: conversationId, ...scopeOf(principal) },
    select: { items: { where: { id: isItemId(id) ? id : "", deletedAt: null }, select: { item: true } } },
  });
  if (!conversation) return "not_found";
  const [row] = conversation.items;
  return row ? toItem(row.item) : null;
}
