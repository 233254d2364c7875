import type { Principal } from "@/lib/auth/principal";
import { prisma } from "@/lib/prisma";
import type { Prisma } from "@/prisma/generated/client";
import type { NamedRequest } from "./schema";

type Client = Prisma.TransactionClient;

/** What a claim is for. `replaced` is the response of an earlier claim of the same name that came to nothing. */
export interface ClaimTarget {
  responseId: string | null;
  answer: object | null;
  replaced: string | null;
}

/**
 * Takes the name for what the caller's transaction creates; false if it is taken. Waits for another transaction that is about to
 * take it.
 */
export async function claimName(client: Client, principal: Principal, request: NamedRequest, target: ClaimTarget): Promise<boolean> {
  const answer = target.answer && JSON.stringify(target.answer);
  const count = await client.$executeRaw`
    INSERT INTO idempotent_request AS taken (workspace_id, key, endpoint, body_hash, response_id, answer)
    VALUES (${principal.workspaceId}, ${request.key}, ${request.endpoint}, ${request.bodyHash}, ${target.responseId}, ${answer}::json)
    ON CONFLICT (workspace_id, key) DO UPDATE
      SET endpoint = EXCLUDED.endpoint, body_hash = EXCLUDED.body_hash, response_id = EXCLUDED.response_id, answer = EXCLUDED.answer,
          created_at = EXCLUDED.created_at
      WHERE taken.created_at <= now() - interval '24 hours' OR taken.response_id = ${target.replaced}`;
  return count > 0;
}

/** Forgets at most `countMax` names that are older than 24 hours; gives how many. */
export async function forgetNames(countMax: number, client: Client = prisma()): Promise<number> {
  return client.$executeRaw`
    DELETE FROM idempotent_request WHERE (workspace_id, key) IN
      (SELECT workspace_id, key FROM idempotent_request WHERE created_at <= now() - interval '24 hours' LIMIT ${countMax})`;
}
