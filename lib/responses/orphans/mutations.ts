import { instanceId } from "@/lib/instance-id";
import { prisma } from "@/lib/prisma";
import { usageInsert } from "@/lib/usage/mutations";
import type { UsageRow } from "@/lib/usage/schema";
import { Prisma } from "@/prisma/generated/client";
import { BUSY_MS_MAX, SILENCE_MS_MAX } from "../instance/mutations";
import { TRANSACTION, writeEndInConversation } from "../mutations";
import type { EndedResponse, EventBatch, Orphan } from "../schema";

/**
 * Ends responses in progress that nobody works on: their process has been silent for too long and its session has ended, or it is this
 * one and they are not among `liveIds`. Each is ended as `conclude` says, all together. Several processes may do this at once; each takes others.
 * Gives how many there were, at most `countMax`.
 */
export async function endOrphans(countMax: number, liveIds: string[], conclude: (orphan: Orphan) => EndedResponse): Promise<number> {
  const abandoned = Prisma.sql`created_at < now() - ${interval(SILENCE_MS_MAX)} AND (
    (instance_id = ${instanceId()} AND id <> ALL(${liveIds}::text[])) OR ${isOfDeadProcess()})
    ORDER BY created_at LIMIT ${countMax} FOR UPDATE SKIP LOCKED`;
  return endAll(abandoned, conclude);
}

/** Holds for what belongs to another process, one that has been silent for too long and whose session has ended. */
function isOfDeadProcess(): Prisma.Sql {
  return Prisma.sql`(instance_id <> ${instanceId()} AND NOT EXISTS (
      SELECT FROM instance WHERE instance.id = instance_id AND (
        heartbeat_at >= now() - ${interval(SILENCE_MS_MAX)} OR
        heartbeat_at >= now() - ${interval(BUSY_MS_MAX)} AND EXISTS (
          SELECT FROM pg_stat_activity WHERE pid = session_pid AND backend_start = session_at))))`;
}

/** Writes the records of requests that were asked of processes which died over them. Gives how many there were. */
export async function countOrphans(): Promise<number> {
  return prisma().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<{ record: UsageRow; ms: number }[]>`
      DELETE FROM usage_begun WHERE created_at < now() - ${interval(SILENCE_MS_MAX)} AND ${isOfDeadProcess()}
      RETURNING record, (extract(epoch FROM now() - created_at) * 1000)::int AS ms`;
    if (rows.length > 0) await tx.$executeRaw(usageInsert(rows.map(({ record, ms }) => ({ ...record, totalMs: ms }))));
    return rows.length;
  }, TRANSACTION);
}

/** Frees the places under limits of requests whose process died. What was reserved for these counts as used. Gives how many there were. */
export async function freePlaces(): Promise<number> {
  return prisma().$executeRaw`DELETE FROM limit_lease WHERE created_at < now() - ${interval(SILENCE_MS_MAX)} AND ${isOfDeadProcess()}`;
}

function interval(ms: number): Prisma.Sql {
  return Prisma.sql`make_interval(secs => ${ms / 1_000}::double precision)`;
}

/** Ends a response in progress as `conclude` says, whoever works on it. Nothing happens to one that has ended. */
export async function endAbandoned(id: string, conclude: (orphan: Orphan) => EndedResponse): Promise<void> {
  await endAll(Prisma.sql`id = ${id} FOR UPDATE`, conclude);
}

async function endAll(which: Prisma.Sql, conclude: (orphan: Orphan) => EndedResponse): Promise<number> {
  return prisma().$transaction(async (tx) => {
    const rows = await tx.$queryRaw<Omit<Orphan, "events">[]>`
      SELECT id, status, background, body, created_at AS "createdAt", workspace_id AS "workspaceId", request_id AS "requestId",
             user_id AS "userId", key_id AS "keyId", model, conversation_id AS "conversationId"
      FROM response WHERE instance_id IS NOT NULL AND ${which}`;
    const streamed = rows.filter(({ background }) => background).map(({ id }) => id);
    const events = streamed.length === 0 ? [] : await readEvents(tx, streamed);
    for (const row of rows) {
      const orphan = { ...row, events: events.filter(({ responseId }) => responseId === row.id) };
      await writeEndInConversation(tx, conclude(orphan), Prisma.sql`TRUE`);
    }
    return rows.length;
  }, TRANSACTION);
}

async function readEvents(tx: Prisma.TransactionClient, ids: string[]): Promise<(EventBatch & { responseId: string })[]> {
  return tx.$queryRaw`
    SELECT response_id AS "responseId", first_sequence AS "firstSequence", events FROM response_events
    WHERE response_id = ANY(${ids}::text[]) ORDER BY response_id, first_sequence`;
}
