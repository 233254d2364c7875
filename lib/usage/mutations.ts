import { instanceId } from "@/lib/instance-id";
import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import type { UsageRow } from "./schema";

/**
 * Writes rows, as `storable` makes them, in one statement; a request id that is there already is left as it is. Those of `begun` are
 * no longer kept for whoever finds this process dead.
 */
export async function insertUsage(rows: UsageRow[], begun: string[] = []): Promise<void> {
  const ended = Prisma.sql`WITH ended AS (DELETE FROM usage_begun WHERE request_id = ANY(${begun}::text[]))`;
  await prisma().$executeRaw(begun.length > 0 ? Prisma.sql`${ended} ${usageInsert(rows)}` : usageInsert(rows));
}

/** Keeps the records that requests in flight get should this process die; rows as `storable` makes them. */
export async function insertBegun(rows: UsageRow[]): Promise<void> {
  await prisma().$executeRaw`
    INSERT INTO usage_begun (request_id, instance_id, record)
    SELECT record->>'requestId', ${instanceId()}, record FROM jsonb_array_elements(${JSON.stringify(rows)}::jsonb) AS record
    ON CONFLICT DO NOTHING`;
}

/**
 * The statement that writes the rows, as `storable` makes them, to stand alone or within another, so that a record can be written together with what it is the
 * record of. One parameter for all rows: bound one by one they cost the client more than the insert costs the database.
 */
export function usageInsert(rows: UsageRow[]): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO usage_record (request_id, workspace_id, user_id, key_id, via, endpoint, model, answered_by, status, error_code, streamed, finish,
                              input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_micros, saved_micros, first_delta_ms, total_ms,
                              created_at)
    SELECT "requestId", "workspaceId", "userId", "keyId", via, endpoint, model, "answeredBy", status, "errorCode", streamed, finish,
           "inputTokens", "outputTokens", "cachedTokens", "reasoningTokens", "costMicros", "savedMicros", "firstDeltaMs", "totalMs", "createdAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS row (
      "requestId" text, "workspaceId" text, "userId" text, "keyId" text, via text, endpoint text, model text, "answeredBy" text, status int,
      "errorCode" text, streamed boolean, finish text, "inputTokens" int, "outputTokens" int,
      "cachedTokens" int, "reasoningTokens" int, "costMicros" int, "savedMicros" int, "firstDeltaMs" int, "totalMs" int, "createdAt" timestamptz)
    ON CONFLICT (request_id) DO NOTHING`;
}

const HOUR_MS = 3_600_000;
/** No request takes longer than this to be recorded, so an hour this long over gets no more of them. */
const SETTLED_MS = 24 * HOUR_MS;
const STEP_MS = 24 * HOUR_MS;

/**
 * Adds up the requests of all hours that are over for a day, each hour once, a day of them to a transaction. Returns the moment up to which
 * it is done: null while there is nothing to add up. Where another process is at it, returns at once.
 */
export async function sumUpUsage(now = new Date()): Promise<Date | null> {
  const end = Math.floor((now.getTime() - SETTLED_MS) / HOUR_MS) * HOUR_MS;
  let until: Date | null = await firstHour(end);
  while (until && until.getTime() < end) {
    const step = await sumUpStep(end);
    if (!step) break;
    until = step;
  }
  return until;
}

/** Returns up to when it is done; where nothing was added up yet, begins at the first request there is, or before `end`. */
async function firstHour(end: number): Promise<Date | null> {
  const [row] = await prisma().$queryRaw<{ until: Date }[]>`
    WITH begun AS (
      INSERT INTO usage_summed_up (until)
      SELECT least(date_trunc('hour', min(created_at), 'UTC'), ${new Date(end)}) FROM usage_record
      WHERE NOT EXISTS (SELECT FROM usage_summed_up) HAVING count(*) > 0
      ON CONFLICT (id) DO NOTHING RETURNING until
    ) SELECT until FROM begun UNION ALL SELECT until FROM usage_summed_up LIMIT 1`;
  return row?.until ?? null;
}

async function sumUpStep(end: number): Promise<Date | null> {
  const [row] = await prisma().$queryRaw<{ until: Date }[]>`
    WITH span AS (
      SELECT until AS since, least(until + ${STEP_MS} * interval '1 millisecond', ${new Date(end)}) AS until
      FROM usage_summed_up WHERE until < ${new Date(end)} FOR UPDATE SKIP LOCKED
    ), summed AS (
      INSERT INTO usage_hour (workspace_id, hour, model, key_id, requests, errors, input_tokens, output_tokens,
                              cached_tokens, reasoning_tokens, cost_micros, saved_micros, unpriced)
      SELECT u.workspace_id, date_trunc('hour', u.created_at, 'UTC'), coalesce(u.answered_by, u.model, ''), coalesce(u.key_id, ''),
             count(*), count(*) FILTER (WHERE u.status >= 400), coalesce(sum(u.input_tokens), 0), coalesce(sum(u.output_tokens), 0),
             coalesce(sum(u.cached_tokens), 0), coalesce(sum(u.reasoning_tokens), 0), coalesce(sum(u.cost_micros), 0), coalesce(sum(u.saved_micros), 0),
             count(*) FILTER (WHERE u.answered_by IS NOT NULL AND u.status < 400 AND u.cost_micros IS NULL)
      FROM usage_record u, span WHERE u.created_at >= span.since AND u.created_at < span.until GROUP BY 1, 2, 3, 4
    ) UPDATE usage_summed_up SET until = span.until FROM span RETURNING usage_summed_up.until`;
  return row?.until ?? null;
}

/**
 * Adds up the hours of all days that `sumUpUsage` has done whole, each day once. Returns the moment up to which it is done; null while there
 * is nothing. Where another process is at it, returns at once.
 */
export async function sumUpDays(): Promise<Date | null> {
  for (let until: Date | null = null; ; ) {
    const step = await sumUpDay();
    if (!step) return until;
    until = step;
  }
}

async function sumUpDay(): Promise<Date | null> {
  const [row] = await prisma().$queryRaw<{ until: Date }[]>`
    WITH marks AS (
      SELECT coalesce(days_until, (SELECT date_trunc('day', min(hour), 'UTC') FROM usage_hour)) AS since, until
      FROM usage_summed_up FOR UPDATE SKIP LOCKED
    ), span AS (
      SELECT since, since + interval '24 hours' AS until FROM marks WHERE since + interval '24 hours' <= until
    ), summed AS (
      INSERT INTO usage_day (workspace_id, day, model, key_id, requests, errors, input_tokens, output_tokens,
                             cached_tokens, reasoning_tokens, cost_micros, saved_micros, unpriced)
      SELECT u.workspace_id, span.since, u.model, u.key_id, sum(requests), sum(errors), sum(input_tokens), sum(output_tokens),
             sum(cached_tokens), sum(reasoning_tokens), sum(cost_micros), sum(saved_micros), sum(unpriced)
      FROM usage_hour u, span WHERE u.hour >= span.since AND u.hour < span.until GROUP BY 1, 2, 3, 4
    ) UPDATE usage_summed_up SET days_until = span.until FROM span RETURNING usage_summed_up.days_until AS until`;
  return row?.until ?? null;
}
