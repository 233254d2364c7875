import { instanceId } from "@/lib/instance-id";
import { reservedPrisma } from "@/lib/prisma";

/** A process that has been silent for so long, and whose session has ended, is taken for dead. */
export const SILENCE_MS_MAX = 5_000;

/** A process that has been silent for so long is taken for dead even if its session lasts: its host may be gone. */
export const BUSY_MS_MAX = 60_000;

/**
 * Tells the others that this process is alive, and by which session. While it is too busy to say so again its connection stays open,
 * which they see; a process that ends loses it at once. The clock is the database's, so that processes agree.
 */
export async function beat(): Promise<void> {
  await reservedPrisma().$executeRaw`
    INSERT INTO instance (id, started_at, heartbeat_at, session_pid, session_at)
    SELECT ${instanceId()}, now(), now(), pid, backend_start FROM (SELECT pg_backend_pid() AS pid) AS own
      LEFT JOIN LATERAL (SELECT backend_start FROM pg_stat_activity WHERE pg_stat_activity.pid = own.pid) AS session ON true
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = now(), session_pid = excluded.session_pid, session_at = excluded.session_at`;
}

/** Tells the others that this process has stopped: what it might have left can be ended at once. */
export async function retire(): Promise<void> {
  await reservedPrisma().$executeRaw`DELETE FROM instance WHERE id = ${instanceId()}`;
}
