import type { StoredItem } from "@/lib/generation/item";
import { isConversationId, isItemId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Conversation, Prisma } from "@/prisma/generated/client";
import { CONVERSATION_FIELDS } from "./fields";
import { liveItems, toItem } from "./items/stored";
import type { Page, PageQuery } from "./page";
import { type Thread, ThreadEntry, type ThreadSummary } from "./schema";
import { scopeOf } from "./scope";
import { listVersions } from "./versions/queries";

export const THREADS_LISTED_MAX = 200;

const owned = (principal: Principal) => ({ workspaceId: principal.workspaceId, userId: principal.userId, isThread: true });

/** The user's threads, last used first, at most `THREADS_LISTED_MAX`; `search` is matched anywhere in the title. */
export async function listThreads(principal: Principal, search = ""): Promise<ThreadSummary[]> {
  const rows = await prisma().conversation.findMany({
    where: { ...owned(principal), ...(search && { title: { contains: likeText(search), mode: "insensitive" } }) },
    select: { id: true, title: true, updatedAt: true },
    orderBy: [{ updatedAt: "desc" }, { id: "desc" }],
    take: THREADS_LISTED_MAX,
  });
  return rows.map(({ id, title, updatedAt }) => ({ id, title: title ?? "Untitled", updatedAt: updatedAt.toISOString() }));
}

/** Whether the user has such a thread. */
export async function hasThread(principal: Principal, id: string): Promise<boolean> {
  if (!isConversationId(id)) return false;
  return (await prisma().conversation.count({ where: { id, ...owned(principal) } })) > 0;
}

/** Null for an unknown id and for another user's thread alike. Rows this version cannot read are left out. */
export async function findThread(principal: Principal, id: string): Promise<Thread | null> {
  if (!isConversationId(id)) return null;
  const row = await prisma().conversation.findFirst({
    where: { id, ...owned(principal) },
    select: { id: true, title: true, updatedAt: true, items: liveItems({ item: true, details: true }) },
  });
  if (!row) return null;
  const entries = row.items.flatMap(({ item, details }) => {
    const entry = ThreadEntry.safeParse({ item, details });
    return entry.success ? [entry.data] : [];
  });
  const ids = entries.map(({ item }) => item.id);
  const versions = await listVersions(prisma(), row.id, ids);
  return { id: row.id, title: row.title ?? "Untitled", updatedAt: row.updatedAt.toISOString(), entries, versions };
}

/** Prisma escapes nothing in `contains`: without this a typed `%` would match everything. */
function likeText(search: string): string {
  return search.replace(/[\\%_]/g, (character) => `\\${character}`);
}

export type ConversationRow = Pick<Conversation, "id" | "title" | "metadata" | "createdAt">;

/** Null for an unknown id and for another workspace's conversation alike. */
export async function findConversation(principal: Principal, id: string): Promise<ConversationRow | null> {
  if (!isConversationId(id)) return null;
  return prisma().conversation.findFirst({ where: { id, ...scopeOf(principal) }, select: CONVERSATION_FIELDS });
}

/** What the workspace's programs began, by when they did; null if `after` can't be a conversation's id. It need not exist any more. */
export async function listConversations(principal: Principal, { limit, order, after }: PageQuery): Promise<Page<ConversationRow> | null> {
  const createdAt = after === null ? null : timeOfId("conv", after);
  if (after !== null && createdAt === null) return null;
  const [beyond, orBeyond] = order === "asc" ? (["gt", "gte"] as const) : (["lt", "lte"] as const);
  const rows = await prisma().conversation.findMany({
    where: {
      ...scopeOf(principal),
      isThread: false,
      // The first condition is implied by the second, and the one that an index can begin with.
      ...(createdAt && {
        createdAt: { [orBeyond]: createdAt },
        OR: [{ createdAt: { [beyond]: createdAt } }, { createdAt, id: { [beyond]: after } }],
      }),
    },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
    select: CONVERSATION_FIELDS,
  });
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** The dialogue in order, whole; null for an unknown id and for another workspace's conversation alike. */
export async function conversationItems(
  principal: Principal,
  id: string,
  client: Prisma.TransactionClient = prisma(),
): Promise<StoredItem[] | null> {
  if (!isConversationId(id)) return null;
  // One row without an item stands for a conversation without items.
  const rows = await client.$queryRaw<{ item: StoredItem | null }[]>`
    SELECT entry.item FROM conversation
    LEFT JOIN conversation_item entry ON entry.conversation_id = conversation.id AND entry.deleted_at IS NULL
    WHERE conversation.id = ${id} AND conversation.workspace_id = ${principal.workspaceId}
    ORDER BY entry.position`;
  return rows.length === 0 ? null : rows.flatMap(({ item }) => item ?? []);
}

/**
 * Those of the ids that some conversation of the workspace has, each with its item; of several with one id, the newest.
 */
export async function findItems(
  principal: Principal,
  ids: readonly string[],
  client: Prisma.TransactionClient = prisma(),
): Promise<Map<string, StoredItem>> {
  const known = ids.filter(isItemId);
  if (known.length === 0) return new Map();
  const rows = await client.conversationItem.findMany({
    where: { id: { in: known }, deletedAt: null, conversation: scopeOf(principal) },
    orderBy: { createdAt: "asc" },
    select: { id: true, item: true },
  });
  return new Map(rows.map(({ id, item }) => [id, toItem(item)]));
}
