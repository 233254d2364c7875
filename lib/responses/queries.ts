import type { Page, PageQuery } from "@/lib/conversations/page";
import type { StoredItem } from "@/lib/generation/item";
import { isResponseId } from "@/lib/ids";
import { instanceId } from "@/lib/instance-id";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { retainedSince } from "./retention";
import type { EventBatch, ResponseRow, ResponseStatus } from "./schema";

// Postgres refuses NUL bytes; no id of an item looks otherwise.
const ITEM_ID = /^[\w-]{1,256}$/;

/** Null for an unknown or expired id and for another workspace's response alike. */
export async function findResponse(principal: Principal, id: string): Promise<ResponseRow | null> {
  if (!isResponseId(id)) return null;
  const [row] = await prisma().$queryRaw<ResponseRow[]>`
    SELECT id, status, background, body, created_at AS "createdAt" FROM response
    WHERE id = ${id} AND workspace_id = ${principal.workspaceId} AND created_at >= ${retainedSince()}`;
  return row ?? null;
}

/** What the check of a response's interface found, if there was one; null for an id that `findResponse` does not find. */
export async function findReport(principal: Principal, id: string): Promise<{ status: ResponseStatus; report: object | null } | null> {
  if (!isResponseId(id)) return null;
  const [row] = await prisma().$queryRaw<{ status: ResponseStatus; report: object | null }[]>`
    SELECT status, report FROM response
    WHERE id = ${id} AND workspace_id = ${principal.workspaceId} AND created_at >= ${retainedSince()}`;
  return row ?? null;
}

/**
 * All that went into a response and came out of it, after the same of those it goes on from, the oldest first, which may itself stand
 * in a conversation: then what was said there before. Null when the response, or any it goes on from, is not there: a dialogue with a
 * hole would be another dialogue.
 */
export async function findDialogue(principal: Principal, id: string): Promise<{ status: ResponseStatus; items: StoredItem[] } | null> {
  if (!isResponseId(id)) return null;
  const since = retainedSince();
  const rows = await prisma().$queryRaw<DialogueRow[]>`
    WITH RECURSIVE chain AS (
      SELECT id, previous_response_id, conversation_id, status, 0 AS depth FROM response
      WHERE id = ${id} AND workspace_id = ${principal.workspaceId} AND created_at >= ${since}
      UNION ALL
      SELECT older.id, older.previous_response_id, older.conversation_id, older.status, chain.depth + 1 FROM chain
      JOIN response older ON older.id = chain.previous_response_id
      WHERE older.workspace_id = ${principal.workspaceId} AND older.created_at >= ${since}
    )
    SELECT chain.depth, chain.previous_response_id AS previous, chain.conversation_id AS "conversationId", chain.status,
           entry.is_output AS "isOutput", entry.item
    FROM chain LEFT JOIN response_item entry ON entry.response_id = chain.id
    ORDER BY chain.depth DESC, entry.is_output, entry.position`;
  const [oldest, newest] = [rows.at(0), rows.at(-1)];
  if (!oldest || !newest || oldest.previous !== null) return null;
  const items = rows.flatMap(({ item }) => item ?? []);
  if (oldest.conversationId === null) return { status: newest.status, items };
  const own = rows.filter(({ depth }) => depth === oldest.depth);
  return { status: newest.status, items: [...(await findSaidBefore(principal, oldest.conversationId, own)), ...items] };
}

interface DialogueRow {
  depth: number;
  previous: string | null;
  conversationId: string | null;
  status: ResponseStatus;
  isOutput: boolean | null;
  item: StoredItem | null;
}

/** A response's items stand in its conversation one after another, and those it gave out are found by their ids, which nobody else chose. */
async function findSaidBefore(principal: Principal, conversationId: string, own: readonly DialogueRow[]): Promise<StoredItem[]> {
  const outputIds = own.flatMap(({ isOutput, item }) => (isOutput && item ? [item.id] : []));
  const inputCount = own.filter(({ isOutput }) => isOutput === false).length;
  const rows = await prisma().$queryRaw<{ item: StoredItem }[]>`
    SELECT entry.item FROM conversation_item entry JOIN conversation ON conversation.id = entry.conversation_id
    WHERE conversation.id = ${conversationId} AND conversation.workspace_id = ${principal.workspaceId} AND entry.deleted_at IS NULL
      AND entry.position < (
        SELECT min(position) - ${inputCount}::int FROM conversation_item WHERE conversation_id = ${conversationId} AND id = ANY(${outputIds}::text[]))
    ORDER BY entry.position`;
  return rows.map(({ item }) => item);
}

/** Those of the ids that some response of the workspace has, each with its item: what came out before what went in, the newest first. */
export async function findResponseItems(principal: Principal, ids: readonly string[]): Promise<Map<string, StoredItem>> {
  const known = ids.filter((id) => ITEM_ID.test(id));
  if (known.length === 0) return new Map();
  const rows = await prisma().$queryRaw<{ id: string; item: StoredItem }[]>`
    SELECT DISTINCT ON (entry.id) entry.id, entry.item FROM response_item entry JOIN response ON response.id = entry.response_id
    WHERE entry.id = ANY(${known}::text[]) AND response.workspace_id = ${principal.workspaceId} AND response.created_at >= ${retainedSince()}
    ORDER BY entry.id, entry.is_output DESC, response.created_at DESC`;
  return new Map(rows.map(({ id, item }) => [id, item]));
}

/** All that came out of a response, with what is kept of it and was not sent. */
export async function findOutput(id: string): Promise<StoredItem[]> {
  const rows = await prisma().responseItem.findMany({
    where: { responseId: id, isOutput: true },
    orderBy: { position: "asc" },
    select: { item: true },
  });
  return rows.map(({ item }) => item as object as StoredItem);
}

/** A page of what went into a response. */
export async function listInputItems(
  principal: Principal,
  id: string,
  { limit, order, after }: PageQuery,
): Promise<Page<StoredItem> | "not_found" | "unknown_cursor"> {
  if (!isResponseId(id)) return "not_found";
  const cursor = after !== null && ITEM_ID.test(after) ? after : null;
  const [response] = await prisma().$queryRaw<{ position: number | null }[]>`
    SELECT (SELECT min(position) FROM response_item WHERE response_id = response.id AND NOT is_output AND id = ${cursor}) AS position
    FROM response WHERE id = ${id} AND workspace_id = ${principal.workspaceId} AND created_at >= ${retainedSince()}`;
  if (!response) return "not_found";
  const { position } = response;
  if (after !== null && position === null) return "unknown_cursor";
  const rows = await prisma().responseItem.findMany({
    where: {
      responseId: id,
      isOutput: false,
      ...(position !== null && { position: order === "asc" ? { gt: position } : { lt: position } }),
    },
    orderBy: { position: order },
    take: limit + 1,
    select: { item: true },
  });
  return { rows: rows.slice(0, limit).map(({ item }) => item as object as StoredItem), hasMore: rows.length > limit };
}

/** What is stored of a stream from an event on: whole batches, so the first may begin before it. */
export async function listEvents(id: string, fromSequence: number): Promise<EventBatch[]> {
  return prisma().$queryRaw<EventBatch[]>`
    SELECT first_sequence AS "firstSequence", events FROM response_events
    WHERE response_id = ${id} AND first_sequence >= coalesce(
      (SELECT max(first_sequence) FROM response_events WHERE response_id = ${id} AND first_sequence <= ${fromSequence}), 0)
    ORDER BY first_sequence`;
}

/** Whether this process still has the response to work on. */
export async function isOwnResponse(id: string): Promise<boolean> {
  const [row] = await prisma().$queryRaw<{ mine: boolean }[]>`
    SELECT EXISTS (SELECT FROM response WHERE id = ${id} AND instance_id = ${instanceId()}) AS mine`;
  return row?.mine ?? false;
}
