import { appendToConversation, lockConversation, releaseConversation } from "@/lib/conversations/lock/mutations";
import { conversationItems } from "@/lib/conversations/queries";
import { conversationLocked, conversationNotFound } from "@/lib/conversations/refusals";
import { itemRows } from "@/lib/conversations/items/mutations";
import type { StoredItem } from "@/lib/generation/item";
import { claimName } from "@/lib/idempotency/mutations";
import { isResponseId } from "@/lib/ids";
import { instanceId } from "@/lib/instance-id";
import { writeLongJson, writeLongLines } from "@/lib/long-json";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { withLongValue } from "@/lib/prisma/long-value";
import { usageInsert } from "@/lib/usage/mutations";
import { storable } from "@/lib/usage/storable";
import { Prisma } from "@/prisma/generated/client";
import type { Conditions, EndedResponse, EventBatch, NewResponse } from "./schema";

type Client = Prisma.TransactionClient;

/** Under load a transaction waits for its turn rather than failing. */
export const TRANSACTION = { maxWait: 10_000, timeout: 20_000 };

/**
 * Stores a response as in progress, on all its conditions or not at all. `prepare` is given the conversation's items, read under its
 * lock, and what it makes is given back. Throws `conversation_not_found`, `conversation_locked`, `idempotency_in_progress`, and what `prepare` throws.
 * Without conditions this is one statement.
 */
export async function beginResponse<Prepared extends { response: NewResponse }>(
  principal: Principal,
  { responseId, conversation, claim }: Conditions,
  prepare: (history: StoredItem[]) => Prepared,
): Promise<Prepared> {
  const begin = async (client: Client, history: StoredItem[]): Promise<Prepared> => {
    const prepared = prepare(history);
    await insertResponse(client, principal, prepared.response);
    return prepared;
  };
  if (!conversation && !claim) return begin(prisma(), []);
  return prisma().$transaction(async (tx) => {
    if (claim) await claimName(tx, principal, claim, responseId);
    return begin(tx, conversation ? await lockedItems(tx, principal, conversation, responseId) : []);
  }, TRANSACTION);
}

async function lockedItems(
  tx: Client,
  principal: Principal,
  { id, leaseMs }: { id: string; leaseMs: number },
  responseId: string,
): Promise<StoredItem[]> {
  const outcome = await lockConversation(tx, principal, id, responseId, leaseMs);
  if (outcome === "busy") throw conversationLocked();
  const items = outcome === "locked" ? await conversationItems(principal, id, tx) : null;
  if (!items) throw conversationNotFound("conversation");
  return items;
}

async function insertResponse(client: Client, principal: Principal, response: NewResponse): Promise<void> {
  const { id, requestId, model, previousResponseId, conversationId, background } = response;
  const keyId = principal.via.type === "key" ? principal.via.keyId : null;
  const [body, texts] = await Promise.all([writeLongJson(response.body), writeLongLines(response.input)]);
  const insert = (bodyText: string, itemTexts: string) => client.$executeRaw`
    WITH begun AS (
      INSERT INTO response (id, workspace_id, request_id, user_id, key_id, status, model, previous_response_id, conversation_id, background,
                            body, instance_id)
      VALUES (${id}, ${principal.workspaceId}, ${requestId}, ${principal.userId}, ${keyId}, 'in_progress', ${model}, ${previousResponseId},
              ${conversationId}, ${background}, ${bodyText}::json, ${instanceId()})
      RETURNING id
    )
    INSERT INTO response_item (response_id, is_output, position, id, item)
    SELECT begun.id, false, item.position, item.id, item.item FROM begun CROSS JOIN ${itemRows(response.input, itemTexts)} AS item`;
  await withLongValue(body, (bodyText) => withLongValue(texts, (itemTexts) => insert(bodyText, itemTexts)));
}

/**
 * Stores the end of a response, its items, its usage and what its conversation gets, all together. False, with only the usage
 * stored, when this process does not have the response any more: it was deleted, cancelled or taken for dead meanwhile.
 */
export async function endResponse(ended: EndedResponse): Promise<boolean> {
  const mine = Prisma.sql`instance_id = ${instanceId()}`;
  if (!ended.conversation) return writeEnd(prisma(), ended, mine);
  return prisma().$transaction((tx) => writeEndInConversation(tx, ended, mine), TRANSACTION);
}

/** For a caller who holds the row: `owner` says whose it must be. */
export async function writeEndInConversation(tx: Client, ended: EndedResponse, owner: Prisma.Sql): Promise<boolean> {
  const isMine = await writeEnd(tx, ended, owner);
  const { conversation } = ended;
  if (!conversation) return isMine;
  if (isMine && conversation.items) await appendToConversation(tx, conversation.id, ended.id, conversation.items);
  else await releaseConversation(tx, conversation.id, ended.id);
  return isMine;
}

async function writeEnd(
  client: Client,
  { id, status, body, report, output, events, usage }: EndedResponse,
  owner: Prisma.Sql,
): Promise<boolean> {
  const batch = events && events.events.length > 0 ? eventRow(Prisma.sql`ended`, events) : Prisma.sql`SELECT`;
  const [bodyText, itemTexts] = await Promise.all([writeLongJson(body), writeLongLines(output)]);
  const update = (whole: string, items: string) => client.$queryRaw<{ count: number }[]>`
    WITH ended AS (
      UPDATE response SET status = ${status}, body = ${whole}::json, report = ${report && JSON.stringify(report)}::json,
                          completed_at = clock_timestamp(), instance_id = NULL
      WHERE id = ${id} AND instance_id IS NOT NULL AND ${owner}
      RETURNING id
    ), given AS (
      INSERT INTO response_item (response_id, is_output, position, id, item)
      SELECT ended.id, true, item.position, item.id, item.item FROM ended CROSS JOIN ${itemRows(output, items)} AS item
    ), streamed AS (${batch}), used AS (${usageInsert([storable(usage)])})
    SELECT count(*)::int AS count FROM ended`;
  const [row] = await withLongValue(bodyText, (whole) => withLongValue(itemTexts, (items) => update(whole, items)));
  return (row?.count ?? 0) > 0;
}

function eventRow(of: Prisma.Sql, { firstSequence, events }: EventBatch): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO response_events (response_id, first_sequence, events)
    SELECT id, ${firstSequence}::int, ${JSON.stringify(events)}::json FROM ${of}
    ON CONFLICT (response_id, first_sequence) DO UPDATE SET events = EXCLUDED.events`;
}

/** Stores the next stretch of a stream; false, storing nothing, when this process does not have the response any more. */
export async function appendEvents(id: string, batch: EventBatch): Promise<boolean> {
  // Locked, so that whoever ends the response elsewhere sees all that was stored before, and nothing is stored after.
  const mine = Prisma.sql`response WHERE id = ${id} AND instance_id = ${instanceId()} FOR SHARE`;
  return (await prisma().$executeRaw(eventRow(mine, batch))) > 0;
}

/** Deletes a response with all that belongs to it, for good, whatever its state; false for an unknown id and another workspace's alike. */
export async function deleteResponse(principal: Principal, id: string): Promise<boolean> {
  if (!isResponseId(id)) return false;
  const { count } = await prisma().response.deleteMany({ where: { id, workspaceId: principal.workspaceId } });
  return count > 0;
}
