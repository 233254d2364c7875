import type { StoredItem } from "@/lib/generation/item";
import { isConversationId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import type { Prisma } from "@/prisma/generated/client";
import { insertItems } from "../items/mutations";

/** A conversation is locked by one response at a time, for `leaseMs`, so that a process that died keeps nobody out for longer. */
type Client = Prisma.TransactionClient;

/**
 * Takes the conversation for a response; the response that has it already may take it again. The clock is the database's, so that
 * processes agree. `not_found` also for another workspace's conversation.
 */
export async function lockConversation(
  client: Client,
  principal: Principal,
  id: string,
  responseId: string,
  leaseMs: number,
): Promise<"locked" | "busy" | "not_found"> {
  if (!isConversationId(id)) return "not_found";
  const [row] = await client.$queryRaw<{ found: boolean; locked: boolean }[]>`
    WITH locked AS (
      UPDATE conversation
      SET locked_by = ${responseId}, locked_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1_000}::double precision)
      WHERE id = ${id} AND workspace_id = ${principal.workspaceId}
        AND (locked_by IS NULL OR locked_by = ${responseId} OR locked_until <= clock_timestamp())
      RETURNING id
    )
    SELECT EXISTS (SELECT FROM locked) AS locked,
      EXISTS (SELECT FROM conversation WHERE id = ${id} AND workspace_id = ${principal.workspaceId}) AS found`;
  if (row?.locked) return "locked";
  return row?.found ? "busy" : "not_found";
}

/**
 * Puts what a response took in and gave out at the end of the conversation, all together, and gives the conversation free. Nothing
 * happens if the conversation was deleted meanwhile. To be called inside the transaction that ends the response, once: the row
 * stays locked until that commits, so two appends cannot meet. An id that the conversation has already is replaced.
 */
export async function appendToConversation(
  tx: Client,
  conversationId: string,
  responseId: string,
  items: readonly StoredItem[],
): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE conversation SET updated_at = clock_timestamp(),
      locked_by = NULLIF(locked_by, ${responseId}),
      locked_until = CASE WHEN locked_by = ${responseId} THEN NULL ELSE locked_until END
    WHERE id = ${conversationId}`;
  if (count > 0) await insertItems(tx, conversationId, items);
}

/** Gives the conversation free, if the response still has it. */
export async function releaseConversation(client: Client, conversationId: string, responseId: string): Promise<void> {
  await client.$executeRaw`
    UPDATE conversation SET locked_by = NULL, locked_until = NULL WHERE id = ${conversationId} AND locked_by = ${responseId}`;
}
