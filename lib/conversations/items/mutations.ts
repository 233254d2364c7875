import type { Item } from "@/lib/generation/item";
import { type IdPrefix, newId } from "@/lib/ids";
import type { Prisma } from "@/prisma/generated/client";

const PREFIXES = { message: "msg", function_call: "fc", function_call_output: "fc", reasoning: "rs" } as const satisfies Record<
  Item["type"],
  IdPrefix
>;

/**
 * Puts the items at the end of the conversation and gives them as they were stored: an id that the conversation has had already,
 * or that stands twice in the list, is replaced by a new one. The caller's transaction holds the lock of the conversation's row,
 * so that nobody else takes the same places.
 */
export async function insertItems(tx: Prisma.TransactionClient, conversationId: string, items: readonly Item[]): Promise<Item[]> {
  if (items.length === 0) return [];
  const last = await tx.conversationItem.aggregate({ where: { conversationId }, _max: { position: true } });
  const position = (last._max.position ?? -1) + 1;
  const taken = await tx.conversationItem.findMany({
    where: { conversationId, id: { in: items.map(({ id }) => id) } },
    select: { id: true },
  });
  const stored = withOwnIds(items, new Set(taken.map(({ id }) => id)));
  await tx.conversationItem.createMany({
    data: stored.map((item, index) => ({
      id: item.id,
      conversationId,
      position: position + index,
      item: item as object as Prisma.InputJsonObject,
    })),
  });
  return stored;
}

function withOwnIds(items: readonly Item[], taken: Set<string>): Item[] {
  return items.map((item) => {
    const id = taken.has(item.id) ? newId(PREFIXES[item.type]) : item.id;
    taken.add(id);
    return { ...item, id };
  });
}
