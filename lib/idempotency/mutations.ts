import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Prisma } from "@/prisma/generated/client";
import { type Claim, stillAtWork } from "./schema";

type Client = Prisma.TransactionClient;

/**
 * Takes the name of the request for what the caller's transaction creates. Throws `idempotency_in_progress` when somebody else has
 * taken it meanwhile, and waits for another transaction that is about to.
 */
export async function claimName(client: Client, principal: Principal, { request, replaced }: Claim, createdId: string): Promise<void> {
  const count = await client.$executeRaw`
    INSERT INTO idempotent_request AS taken (workspace_id, key, endpoint, body_hash, created_id)
    VALUES (${principal.workspaceId}, ${request.key}, ${request.endpoint}, ${request.bodyHash}, ${createdId})
    ON CONFLICT (workspace_id, key) DO UPDATE
      SET endpoint = EXCLUDED.endpoint, body_hash = EXCLUDED.body_hash, created_id = EXCLUDED.created_id, created_at = EXCLUDED.created_at
      WHERE taken.created_at <= now() - interval '24 hours' OR taken.created_id = ${replaced}`;
  if (count === 0) throw stillAtWork();
}

/** Forgets at most `countMax` names that are older than 24 hours; gives how many. */
export async function forgetNames(countMax: number): Promise<number> {
  return prisma().$executeRaw`
    DELETE FROM idempotent_request WHERE (workspace_id, key) IN
      (SELECT workspace_id, key FROM idempotent_request WHERE created_at <= now() - interval '24 hours' LIMIT ${countMax})`;
}
