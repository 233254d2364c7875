import { prisma } from "@/lib/prisma";
import { retainedSince } from "../retention";

/** Any number of ours that nothing else in the database locks. */
const LOCK = 7_210_934_551;

/**
 * Deletes at most `countMax` expired responses with all that belongs to them, the oldest first; gives how many. One process at a
 * time does this: where another is at it, there is nothing to do. What is in progress stays.
 */
export async function deleteExpired(countMax: number): Promise<number> {
  return prisma().$transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ free: boolean }[]>`SELECT pg_try_advisory_xact_lock(${LOCK}::bigint) AS free`;
    if (!lock?.free) return 0;
    return tx.$executeRaw`
      DELETE FROM response WHERE id IN (
        SELECT id FROM response WHERE created_at < ${retainedSince()} AND instance_id IS NULL ORDER BY created_at LIMIT ${countMax})`;
  });
}

/** Forgets processes that have been dead for more than an hour. */
export async function forgetInstances(): Promise<void> {
  await prisma().$executeRaw`DELETE FROM instance WHERE heartbeat_at < now() - interval '1 hour'`;
}
