import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { barsOf, FROM_PAGES, OUTCOMES, PERIODS, periodStart, rangeOf, type UsageFilter, type UsageScope } from "./filter";
import type { LogCursor, LoggedRequest, UsageSummary, UsageSums } from "./schema";

const GROUPS_MAX = 50;

/** Whether the database takes statements now. */
export async function databaseAnswers(): Promise<boolean> {
  try {
    await prisma().$queryRaw`SELECT 1`;
    return true;
  } catch {
    return false;
  }
}

/** The columns of a request as the pages list it. */
const LOGGED = Prisma.sql`
  u.request_id AS "requestId", u.key_id AS "keyId", k.name AS "keyName", u.via, u.endpoint, u.model, u.answered_by AS "answeredBy", u.status,
  u.error_code AS "errorCode", u.streamed, u.finish, u.input_tokens AS "inputTokens", u.output_tokens AS "outputTokens",
  u.cached_tokens AS "cachedTokens", u.reasoning_tokens AS "reasoningTokens", u.cost_micros AS "costMicros", u.saved_micros AS "savedMicros",
  u.first_delta_ms AS "firstDeltaMs", u.total_ms AS "totalMs", u.created_at AS "createdAt"`;

/** Returns the requests that pass the filter, newest first, at most `limit`, those older than the cursor when one is given. */
export async function listRequests(
  workspaceId: string,
  filter: UsageFilter,
  { before, limit, now = new Date() }: { before?: LogCursor | null; limit: number; now?: Date },
): Promise<LoggedRequest[]> {
  const older = before ? Prisma.sql`AND (u.created_at, u.request_id) < (${before.createdAt}, ${before.requestId})` : Prisma.empty;
  return prisma().$queryRaw<LoggedRequest[]>`
    SELECT ${LOGGED} FROM usage_record u LEFT JOIN api_key k ON k.id = u.key_id AND k.workspace_id = u.workspace_id
    WHERE ${condition(workspaceId, filter, now)} ${older}
    ORDER BY u.created_at DESC, u.request_id DESC LIMIT ${limit}`;
}

/** How many requests there were in a stretch, and how many of them were refused or failed. */
export interface RequestCount {
  at: Date;
  requests: number;
  errors: number;
}

/**
 * Returns how many requests pass the filter, one entry a bar of its time, those without any included. Of what months say without
 * looking at each request the sums are taken.
 */
export async function countRequests(
  workspaceId: string,
  filter: UsageFilter,
  now = new Date(),
): Promise<{ bars: RequestCount[]; bucketMs: number }> {
  const range = rangeOf(filter, now);
  const found = isSummed(filter) ? await groupUsage(workspaceId, filter, now) : await countEach(workspaceId, filter, now);
  const bars = new Map(barsOf(range).map((at) => [at, { at: new Date(at), requests: 0, errors: 0 }]));
  for (const { bucket, requests, errors } of found) {
    const bar = bars.get(bucket * range.bucketMs);
    if (!bar) continue;
    bar.requests += requests;
    bar.errors += errors;
  }
  return { bars: [...bars.values()], bucketMs: range.bucketMs };
}

/** Whether the sums of hours say all that a filter asks. */
function isSummed({ outcome, endpoint, finish, stream, text, request, from, to }: UsageFilter): boolean {
  return [outcome, endpoint, finish, stream, text, request, from, to].every((member) => member === null);
}

function countEach(workspaceId: string, filter: UsageFilter, now: Date): Promise<Pick<Group, "bucket" | "requests" | "errors">[]> {
  const bucketSeconds = rangeOf(filter, now).bucketMs / 1000;
  return prisma().$queryRaw`
    SELECT floor(extract(epoch FROM u.created_at) / ${bucketSeconds}::float8)::int AS bucket, count(*)::int AS requests,
           count(*) FILTER (WHERE u.status >= 400)::int AS errors
    FROM usage_record u WHERE ${condition(workspaceId, filter, now)} GROUP BY 1`;
}

/** Returns one request of this workspace, or null: another workspace's request is a missing one. */
export async function findRequest(workspaceId: string, requestId: string): Promise<LoggedRequest | null> {
  const rows = await prisma().$queryRaw<LoggedRequest[]>`
    SELECT ${LOGGED} FROM usage_record u LEFT JOIN api_key k ON k.id = u.key_id AND k.workspace_id = u.workspace_id
    WHERE u.request_id = ${requestId} AND u.workspace_id = ${workspaceId}`;
  return rows[0] ?? null;
}

/** Of how many answers, the latest of the period, latencies are told. */
const LATENCY_SAMPLE_MAX = 10_000;

/**
 * Returns what a workspace's requests used, by period, model and key; times are UTC. Latencies are those of the latest 10,000 answers of
 * the period, so that a long one costs no more than a short one.
 */
export async function summarizeUsage(workspaceId: string, filter: UsageScope, now = new Date()): Promise<UsageSummary> {
  const [groups, [spread]] = await Promise.all([
    groupUsage(workspaceId, filter, now),
    prisma().$queryRaw<Omit<UsageSummary["total"], keyof UsageSums>[]>`
      SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY a.first_delta_ms) AS "firstDeltaP50Ms",
             percentile_disc(0.95) WITHIN GROUP (ORDER BY a.first_delta_ms) AS "firstDeltaP95Ms",
             percentile_disc(0.5) WITHIN GROUP (ORDER BY a.total_ms) AS "totalP50Ms",
             percentile_disc(0.95) WITHIN GROUP (ORDER BY a.total_ms) AS "totalP95Ms"
      FROM (
        SELECT u.first_delta_ms, u.total_ms FROM usage_record u
        WHERE ${scope(workspaceId, filter)} AND u.created_at >= ${periodStart(filter.period, now)}
          AND u.answered_by IS NOT NULL AND u.status < 400
        ORDER BY u.created_at DESC LIMIT ${LATENCY_SAMPLE_MAX}
      ) a`,
  ]);
  const none = { firstDeltaP50Ms: null, firstDeltaP95Ms: null, totalP50Ms: null, totalP95Ms: null };
  return {
    total: { ...sumOf(groups), ...none, ...spread },
    series: bars(groups, filter, now),
    byModel: largest(groups, ({ model }) => model).map(({ first, sums }) => ({ model: first.model, ...sums })),
    byKey: largest(groups, ({ keyId }) => keyId).map(({ first: { keyId, keyName }, sums }) => ({ keyId, keyName, ...sums })),
  };
}

interface Group extends UsageSums {
  bucket: number;
  model: string | null;
  keyId: string | null;
  keyName: string | null;
}

/** The sums of each bar, model and key together: hours that are summed up as they are, and the requests since. */
async function groupUsage(workspaceId: string, filter: UsageScope, now: Date): Promise<Group[]> {
  const bucketSeconds = PERIODS[filter.period].bucketMs / 1000;
  const start = periodStart(filter.period, now);
  return prisma().$queryRaw<Group[]>`
    WITH summed AS (SELECT greatest(${start}, coalesce((SELECT until FROM usage_summed_up), ${start})) AS until)
    SELECT g.*, k.name AS "keyName" FROM (
      SELECT floor(extract(epoch FROM u.created_at) / ${bucketSeconds}::int)::int AS bucket, nullif(u.model, '') AS model,
             nullif(u.key_id, '') AS "keyId", sum(requests)::int AS requests, sum(errors)::int AS errors,
             sum(input_tokens)::float8 AS "inputTokens", sum(output_tokens)::float8 AS "outputTokens",
             sum(cached_tokens)::float8 AS "cachedTokens", sum(reasoning_tokens)::float8 AS "reasoningTokens", sum(cost_micros)::float8 AS "costMicros",
             sum(saved_micros)::float8 AS "savedMicros", sum(unpriced)::int AS unpriced
      FROM (
        SELECT workspace_id, hour AS created_at, NULL AS answered_by, model, key_id, requests, errors, input_tokens, output_tokens,
               cached_tokens, reasoning_tokens, cost_micros, saved_micros, unpriced
        FROM usage_hour, summed WHERE hour >= ${start} AND hour < summed.until
        UNION ALL
        SELECT workspace_id, created_at, NULL, coalesce(answered_by, model, ''), coalesce(key_id, ''), 1, (status >= 400)::int,
               coalesce(input_tokens, 0), coalesce(output_tokens, 0), coalesce(cached_tokens, 0), coalesce(reasoning_tokens, 0),
               coalesce(cost_micros, 0),
               coalesce(saved_micros, 0), (answered_by IS NOT NULL AND status < 400 AND cost_micros IS NULL)::int
        FROM usage_record, summed WHERE created_at >= summed.until
      ) u WHERE ${scope(workspaceId, filter)} GROUP BY 1, 2, 3
    ) g LEFT JOIN api_key k ON k.id = g."keyId" AND k.workspace_id = ${workspaceId}`;
}

/** What a filter says of whose requests: the columns that requests and their sums have in common. */
function scope(workspaceId: string, { model, key }: UsageScope): Prisma.Sql {
  const parts = [
    Prisma.sql`u.workspace_id = ${workspaceId}`,
    ...(model ? [Prisma.sql`coalesce(u.answered_by, u.model) = ${model}`] : []),
    ...(key ? [key === FROM_PAGES ? Prisma.sql`coalesce(u.key_id, '') = ''` : Prisma.sql`u.key_id = ${key}`] : []),
  ];
  return Prisma.join(parts, " AND ");
}

function condition(workspaceId: string, filter: UsageFilter, now: Date): Prisma.Sql {
  const { outcome, endpoint, request, finish, stream, text } = filter;
  const { start, end } = rangeOf(filter, now);
  const parts = [
    scope(workspaceId, filter),
    Prisma.sql`u.created_at >= ${start} AND u.created_at < ${end}`,
    ...(finish ? [Prisma.sql`u.finish = ${finish}`] : []),
    ...(stream ? [Prisma.sql`u.streamed = ${stream === "yes"}`] : []),
    ...(text ? [said(workspaceId, text, start)] : []),
    ...(outcome ? [Prisma.sql`u.status BETWEEN ${OUTCOMES[outcome].from} AND ${OUTCOMES[outcome].to}`] : []),
    ...(endpoint ? [Prisma.sql`u.endpoint = ${endpoint}`] : []),
    ...(request ? [Prisma.sql`u.request_id = ${request}`] : []),
  ];
  return Prisma.join(parts, " AND ");
}

/** What was said holds words that begin so, all of them; an id finds its request. */
function said(workspaceId: string, text: string, start: Date): Prisma.Sql {
  if (/^req_\w+$/.test(text)) return Prisma.sql`u.request_id = ${text}`;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return Prisma.sql`false`;
  const wanted = words.map((word) => `'${word}':*`).join(" & ");
  return Prisma.sql`u.request_id IN (
    SELECT b.request_id FROM logged_body b JOIN workspace w ON w.id = b.workspace_id
    WHERE b.workspace_id = ${workspaceId} AND b.created_at >= greatest(${start}, now() - w.log_days * interval '1 day')
      AND b.words @@ to_tsquery('simple', ${wanted}))`;
}

function sumOf(groups: UsageSums[]): UsageSums {
  const sums: UsageSums = {
    requests: 0,
    errors: 0,
    inputTokens: 0,
    outputTokens: 0,
    cachedTokens: 0,
    reasoningTokens: 0,
    costMicros: 0,
    savedMicros: 0,
    unpriced: 0,
  };
  const names = Object.keys(sums) as (keyof UsageSums)[];
  for (const group of groups) for (const name of names) sums[name] += group[name];
  return sums;
}

function bars(groups: Group[], { period }: UsageScope, now: Date): UsageSummary["series"] {
  const { bucketMs } = PERIODS[period];
  const byBucket = groupBy(groups, ({ bucket }) => bucket);
  const first = periodStart(period, now).getTime() / bucketMs;
  const last = Math.floor(now.getTime() / bucketMs);
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    at: new Date((first + index) * bucketMs),
    ...sumOf(byBucket.get(first + index) ?? []),
  }));
}

function largest(groups: Group[], by: (group: Group) => string | null): { first: Group; sums: UsageSums }[] {
  return [...groupBy(groups, by).values()]
    .flatMap((members) => (members[0] ? [{ first: members[0], sums: sumOf(members) }] : []))
    .sort((a, b) => b.sums.requests - a.sums.requests)
    .slice(0, GROUPS_MAX);
}

function groupBy<Item, Key>(items: Item[], by: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(by(item));
    if (group) group.push(item);
    else groups.set(by(item), [item]);
  }
  return groups;
}
