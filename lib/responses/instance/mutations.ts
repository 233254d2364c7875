import { reservedPrisma } from "@/lib/prisma";
import { instanceId } from "./id";

/** A process that has been silent for so long is taken for dead. */
export const SILENCE_MS_MAX = 5_000;

/** Tells the others that this process is alive. The clock is the database's, so that processes agree. */
export async function beat(): Promise<void> {
  await reservedPrisma().$executeRaw`
    INSERT INTO instance (id, started_at, heartbeat_at) VALUES (${instanceId()}, now(), now())
    ON CONFLICT (id) DO UPDATE SET heartbeat_at = now()`;
}

/** Tells the others that this process has stopped: what it might have left can be ended at once. */
export async function retire(): Promise<void> {
  await reservedPrisma().$executeRaw`DELETE FROM instance WHERE id = ${instanceId()}`;
}
