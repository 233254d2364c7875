import { HOSTED_PREFIXES } from "@/lib/generation/hosted-items";
import type { StoredItem } from "@/lib/generation/item";
import { type IdPrefix, isConversationId, isItemId, newId } from "@/lib/ids";
import { writeLongLines } from "@/lib/long-json";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { withLongValue } from "@/lib/prisma/long-value";
import { Prisma } from "@/prisma/generated/client";
import { CONVERSATION_FIELDS } from "../fields";
import type { ConversationRow } from "../queries";

const PREFIXES = {
  message: "msg",
  function_call: "fc",
  function_call_output: "fc",
  reasoning: "rs",
  compaction: "cmp",
  ...HOSTED_PREFIXES,
} as const satisfies Record<StoredItem["type"], IdPrefix>;

/** Writers of one conversation wait for each other, so a busy one takes its time. */
const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

type Refused = "not_found" | "locked";

/** Adds the items to the end, all or none, and gives them as they were stored. `locked`: a response is at work on the conversation. */
export async function addItems(
  principal: Principal,
  conversationId: string,
  items: readonly StoredItem[],
): Promise<{ ok: true; items: StoredItem[] } | { ok: false; reason: Refused }> {
  return prisma().$transaction(async (tx) => {
    const held = await hold(tx, principal, conversationId);
    if (held !== "held") return { ok: false, reason: held };
    return { ok: true, items: await insertItems(tx, conversationId, items) };
  }, TRANSACTION);
}

/** Deletes an item's content for good; its place is kept for whoever pages through. Gives the conversation. */
export async function deleteItem(
  principal: Principal,
  conversationId: string,
  id: string,
): Promise<{ ok: true; conversation: ConversationRow } | { ok: false; reason: Refused | "item_not_found" }> {
  return prisma().$transaction(async (tx) => {
    const held = await hold(tx, principal, conversationId);
    if (held !== "held") return { ok: false, reason: held };
    if (!isItemId(id)) return { ok: false, reason: "item_not_found" };
    const { count } = await tx.conversationItem.updateMany({
      where: { conversationId, id, deletedAt: null },
      data: { deletedAt: new Date(), item: {}, details: Prisma.DbNull },
    });
    if (count === 0) return { ok: false, reason: "item_not_found" };
    const conversation = await tx.conversation.findUniqueOrThrow({ where: { id: conversationId }, select: CONVERSATION_FIELDS });
    return { ok: true, conversation };
  }, TRANSACTION);
}

/** Keeps the row to this transaction, so that whoever else writes here waits. */
async function hold(tx: Prisma.TransactionClient, principal: Principal, id: string): Promise<"held" | Refused> {
  if (!isConversationId(id)) return "not_found";
  const { workspaceId, endUser } = principal;
  const own = endUser ? Prisma.sql`AND end_user_id = ${endUser.id} AND app_id IS NOT DISTINCT FROM ${endUser.appId}` : Prisma.empty;
  const [row] = await tx.$queryRaw<{ locked: boolean }[]>`
    UPDATE conversation SET updated_at = clock_timestamp() WHERE id = ${id} AND workspace_id = ${workspaceId} ${own}
    RETURNING locked_by IS NOT NULL AND locked_until > clock_timestamp() AS locked`;
  if (!row) return "not_found";
  return row.locked ? "locked" : "held";
}

/**
 * Puts the items at the end of the conversation and gives them as they were stored: an id that the conversation has had already,
 * or that stands twice in the list, is replaced by a new one. The caller's transaction holds the lock of the conversation's row,
 * so that nobody else takes the same places.
 */
export async function insertItems(
  tx: Prisma.TransactionClient,
  conversationId: string,
  items: readonly StoredItem[],
): Promise<StoredItem[]> {
  if (items.length === 0) return [];
  const ids = items.map(({ id }) => id);
  const [end] = await tx.$queryRaw<{ last: number | null; taken: string[] }[]>`
    SELECT (SELECT max(position) FROM conversation_item WHERE conversation_id = ${conversationId}) AS last,
      ARRAY(SELECT id FROM conversation_item WHERE conversation_id = ${conversationId} AND id = ANY(${ids}::text[])) AS taken`;
  const position = (end?.last ?? -1) + 1;
  const stored = withOwnIds(items, new Set(end?.taken));
  await withLongValue(
    await writeLongLines(stored),
    (texts) => tx.$executeRaw`
      INSERT INTO conversation_item (id, conversation_id, position, item)
      SELECT id, ${conversationId}, ${position}::int + position, item FROM ${itemRows(stored, texts)} AS added`,
  );
  return stored;
}

function withOwnIds(items: readonly StoredItem[], taken: Set<string>): StoredItem[] {
  return items.map((item) => {
    const id = taken.has(item.id) ? newId(PREFIXES[item.type]) : item.id;
    taken.add(id);
    return { ...item, id };
  });
}

/**
 * The items as rows of position, id and JSON; `texts` is what `writeLongLines` makes of them. As one text, so that whatever a model wrote
 * reaches the column unread: NUL and half surrogates stay escaped. An array would be escaped once more, which costs seconds.
 */
export function itemRows(items: readonly StoredItem[], texts: string): Prisma.Sql {
  const ids = items.map(({ id }) => id);
  return Prisma.sql`(
    SELECT (n - 1)::int AS position, id, text::json AS item
    FROM unnest(${ids}::text[], string_to_array(${texts}::text, E'\\n')) WITH ORDINALITY AS given (id, text, n))`;
}
