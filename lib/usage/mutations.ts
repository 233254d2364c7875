import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import type { UsageRow } from "./schema";

/** Writes rows, as `storable` makes them, in one statement; a request id that is there already is left as it is. */
export async function insertUsage(rows: UsageRow[]): Promise<void> {
  await prisma().$executeRaw(usageInsert(rows));
}

/**
 * The statement that writes the rows, as `storable` makes them, to stand alone or within another, so that a record can be written together with what it is the
 * record of. One parameter for all rows: bound one by one they cost the client more than the insert costs the database.
 */
export function usageInsert(rows: UsageRow[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO usage_record (request_id, workspace_id, user_id, key_id, via, endpoint, model, answered_by, status, error_code, streamed,
                              input_tokens, output_tokens, cached_tokens, cost_micros, saved_micros, first_delta_ms, total_ms, created_at)
    SELECT "requestId", "workspaceId", "userId", "keyId", via, endpoint, model, "answeredBy", status, "errorCode", streamed,
           "inputTokens", "outputTokens", "cachedTokens", "costMicros", "savedMicros", "firstDeltaMs", "totalMs", "createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
      "requestId" text, "workspaceId" text, "userId" text, "keyId" text, via text, endpoint text, model text, "answeredBy" text, status int,
      "errorCode" text, streamed boolean, "inputTokens" int, "outputTokens" int,
      "cachedTokens" int, "costMicros" int, "savedMicros" int, "firstDeltaMs" int, "totalMs" int, "createdAt" timestamptz)
    ON CONFLICT (request_id) DO NOTHING`;
}
