import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { keyReused, type NamedRequest } from "./schema";

/**
 * The id of what the first request of that name in the last 24 hours has created, or is creating; null when there was none. Throws
 * `idempotency_key_reused` when it was another request. A workspace has its names to itself; its keys and people share them.
 */
export async function findCreated(principal: Principal, { key, endpoint, bodyHash }: NamedRequest): Promise<string | null> {
  const [row] = await prisma().$queryRaw<{ endpoint: string; bodyHash: Uint8Array; createdId: string }[]>`
    SELECT endpoint, body_hash AS "bodyHash", created_id AS "createdId" FROM idempotent_request
    WHERE workspace_id = ${principal.workspaceId} AND key = ${key} AND created_at > now() - interval '24 hours'`;
  if (!row) return null;
  if (row.endpoint !== endpoint || Buffer.compare(row.bodyHash, bodyHash) !== 0) throw keyReused();
  return row.createdId;
}
