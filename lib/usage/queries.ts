import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { barsOf, FROM_PAGES, OUTCOMES, PERIODS, periodStart, rangeOf, type UsageFilter, type UsageRange, type UsageScope } from "./filter";
import type { LogCursor, LoggedRequest, UsageSummary, UsageSums } from "./schema";

const GROUPS_MAX = 50;
const DAY_MS = 86_400_000;

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
  const older = before
    ? Prisma.sql`AND u.created_at <= ${before.createdAt}
      AND (u.created_at, u.request_id) < (${before.createdAt}, ${before.requestId})`
    : Prisma.empty;
  return prisma().$queryRaw<LoggedRequest[]>`
    SELECT ${LOGGED} FROM usage_record u LEFT JOIN api_key k ON k.id = u.key_id AND k.workspace_id = u.workspace_id
    WHERE ${condition(workspaceId, filter, now, before ?? null)} ${older}
    ORDER BY u.created_at DESC, u.request_id DESC LIMIT ${limit}`;
}

/** How many requests there were in a stretch, and how many of them were refused or failed. */
export interface RequestCount {
  at: Date;
  requests: number;
  errors: number;
}

export interface RequestCounts {
  bars: RequestCount[];
  bucketMs: number;
  /** So many of the latest were counted, where more of them fit. */
  countedMax: number | null;
}

/** Where a filter says what no sum does, each request is counted: so many of the latest. */
const COUNTED_MAX = 50_000;

/**
 * Returns how many requests pass the filter, one entry a bar of its time, those without any included. Of what months say without
 * looking at each request the sums are taken.
 */
export async function countRequests(workspaceId: string, filter: UsageFilter, now = new Date()): Promise<RequestCounts> {
  const range = rangeOf(filter, now);
  const summed = isSummed(filter) ? (await groupUsage(workspaceId, filter, now)).filter(({ by }) => by === "bucket") : null;
  const found = summed ?? (await countEach(workspaceId, filter, now));
  const bars = new Map(barsOf(range).map((at) => [at, { at: new Date(at), requests: 0, errors: 0 }]));
  for (const { bucket, requests, errors } of found) {
    const bar = bars.get(bucket * range.bucketMs);
    if (!bar) continue;
    bar.requests += requests;
    bar.errors += errors;
  }
  const counted = found.reduce((sum, { requests }) => sum + requests, 0);
  const countedMax = !isSummed(filter) && counted >= COUNTED_MAX ? COUNTED_MAX : null;
  return { bars: [...bars.values()], bucketMs: range.bucketMs, countedMax };
}

/** Whether the sums of hours say all that a filter asks. */
function isSummed({ outcome, endpoint, finish, stream, text, request, from, to }: UsageFilter): boolean {
  return [outcome, endpoint, finish, stream, text, request, from, to].every((member) => member === null);
}

function countEach(workspaceId: string, filter: UsageFilter, now: Date): Promise<Pick<Group, "bucket" | "requests" | "errors">[]> {
  const bucketSeconds = rangeOf(filter, now).bucketMs / 1000;
  return prisma().$queryRaw`
    SELECT floor(extract(epoch FROM l.created_at) / ${bucketSeconds}::float8)::int AS bucket, count(*)::int AS requests,
           count(*) FILTER (WHERE l.status >= 400)::int AS errors
    FROM (
      SELECT u.created_at, u.status FROM usage_record u WHERE ${condition(workspaceId, filter, now)}
      ORDER BY u.created_at DESC LIMIT ${COUNTED_MAX}
    ) l GROUP BY 1`;
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
  const [groups, [spread], names] = await Promise.all([
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
    keyNames(workspaceId),
  ]);
  const none = { firstDeltaP50Ms: null, firstDeltaP95Ms: null, totalP50Ms: null, totalP95Ms: null };
  const bars = groups.filter(({ by }) => by === "bucket");
  return {
    total: { ...sumOf(bars), ...none, ...spread },
    series: toSeries(bars, filter, now),
    byModel: largest(groups, "model").map(({ model, sums }) => ({ model, ...sums })),
    byKey: largest(groups, "key").map(({ keyId, sums }) => ({ keyId, keyName: names.get(keyId ?? "") ?? null, ...sums })),
  };
}

/** The sums of one bar, one model or one key. */
interface Group extends UsageSums {
  by: "bucket" | "model" | "key";
  bucket: number;
  model: string | null;
  keyId: string | null;
}

const SUMS = Prisma.raw(
  "requests, errors, input_tokens, output_tokens, cached_tokens, reasoning_tokens, cost_micros, saved_micros, unpriced",
);

/**
 * The sums by bar, by model and by key: of days and hours that are summed up as they are, of what came since from each record. Which part
 * begins where is asked first, so that the planner knows how much there is to read.
 */
async function groupUsage(workspaceId: string, filter: UsageScope, now: Date): Promise<Group[]> {
  const { bucketMs } = PERIODS[filter.period];
  const start = periodStart(filter.period, now);
  const [mark] = await prisma().usageSummedUp.findMany();
  const hoursFrom = latest(start, bucketMs % DAY_MS === 0 ? mark?.daysUntil : null);
  const recordsFrom = latest(start, mark?.until);
  return prisma().$queryRaw<Group[]>`
    SELECT CASE GROUPING(u.bucket, u.model, u.key_id) WHEN 3 THEN 'bucket' WHEN 5 THEN 'model' ELSE 'key' END AS by,
           u.bucket, nullif(u.model, '') AS model, nullif(u.key_id, '') AS "keyId", sum(requests)::int AS requests, sum(errors)::int AS errors,
           sum(input_tokens)::float8 AS "inputTokens", sum(output_tokens)::float8 AS "outputTokens",
           sum(cached_tokens)::float8 AS "cachedTokens", sum(reasoning_tokens)::float8 AS "reasoningTokens",
           sum(cost_micros)::float8 AS "costMicros", sum(saved_micros)::float8 AS "savedMicros", sum(unpriced)::int AS unpriced
    FROM (
      SELECT floor(extract(epoch FROM p.created_at) / ${bucketMs / 1000}::int)::int AS bucket, p.* FROM (
        SELECT u.day AS created_at, u.model, u.key_id, ${SUMS} FROM usage_day u
        WHERE ${summedScope(workspaceId, filter)} AND u.day >= ${start} AND u.day < ${hoursFrom}
        UNION ALL
        SELECT u.hour, u.model, u.key_id, ${SUMS} FROM usage_hour u
        WHERE ${summedScope(workspaceId, filter)} AND u.hour >= ${hoursFrom} AND u.hour < ${recordsFrom}
        UNION ALL
        SELECT u.created_at, coalesce(u.answered_by, u.model, ''), coalesce(u.key_id, ''), 1, (status >= 400)::int,
               coalesce(input_tokens, 0), coalesce(output_tokens, 0), coalesce(cached_tokens, 0), coalesce(reasoning_tokens, 0),
               coalesce(cost_micros, 0), coalesce(saved_micros, 0),
               (answered_by IS NOT NULL AND status < 400 AND cost_micros IS NULL)::int
        FROM usage_record u WHERE ${scope(workspaceId, filter)} AND u.created_at >= ${recordsFrom}
      ) p
    ) u GROUP BY GROUPING SETS ((u.bucket), (u.model), (u.key_id))`;
}

function latest(first: Date, second: Date | null | undefined): Date {
  return second && second > first ? second : first;
}

/** The names of a workspace's keys by their ids. */
async function keyNames(workspaceId: string): Promise<Map<string, string>> {
  const keys = await prisma().apiKey.findMany({ where: { workspaceId }, select: { id: true, name: true } });
  return new Map(keys.map(({ id, name }) => [id, name]));
}

/** What a filter says of whose requests, of sums. */
function summedScope(workspaceId: string, { model, key }: UsageScope): Prisma.Sql {
  const parts = [
    Prisma.sql`u.workspace_id = ${workspaceId}`,
    ...(model ? [Prisma.sql`u.model = ${model}`] : []),
    ...(key ? [Prisma.sql`u.key_id = ${key === FROM_PAGES ? "" : key}`] : []),
  ];
  return Prisma.join(parts, " AND ");
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

function condition(workspaceId: string, filter: UsageFilter, now: Date, before: LogCursor | null = null): Prisma.Sql {
  const { outcome, endpoint, request, finish, stream, text } = filter;
  const { start, end } = rangeOf(filter, now);
  const parts = [
    scope(workspaceId, filter),
    Prisma.sql`u.created_at >= ${start} AND u.created_at < ${end}`,
    ...(finish ? [Prisma.raw(`u.finish = '${finish}'`)] : []),
    ...(stream ? [Prisma.sql`u.streamed = ${stream === "yes"}`] : []),
    ...(text ? [said(workspaceId, text, { start, end: before ? new Date(before.createdAt.getTime() + 1) : end })] : []),
    // Written out, so that the index of such requests alone is seen to hold them.
    ...(outcome ? [Prisma.raw(`u.status >= ${OUTCOMES[outcome].from} AND u.status < ${OUTCOMES[outcome].to + 1}`)] : []),
    ...(endpoint ? [Prisma.sql`u.endpoint = ${endpoint}`] : []),
    ...(request ? [Prisma.sql`u.request_id = ${request}`] : []),
  ];
  return Prisma.join(parts, " AND ");
}

/** So many of the latest that hold a word are looked at. */
const FOUND_MAX = 2_000;

/** What was said holds words that begin so, all of them; an id finds its request. */
function said(workspaceId: string, text: string, { start, end }: Pick<UsageRange, "start" | "end">): Prisma.Sql {
  if (/^req_\w+$/.test(text)) return Prisma.sql`u.request_id = ${text}`;
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return Prisma.sql`false`;
  const wanted = words.map((word) => `'${word}':*`).join(" & ");
  return Prisma.sql`u.request_id IN (
    SELECT b.request_id FROM logged_body b
    WHERE b.workspace_id = ${workspaceId} AND b.words @@ to_tsquery('simple', ${wanted})
      AND b.created_at >= greatest(${start}, (SELECT now() - w.log_days * interval '1 day' FROM workspace w WHERE w.id = ${workspaceId}))
      AND b.created_at < ${end}
    ORDER BY b.created_at DESC LIMIT ${FOUND_MAX})`;
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

function toSeries(bars: Group[], { period }: UsageScope, now: Date): UsageSummary["series"] {
  const { bucketMs } = PERIODS[period];
  const byBucket = new Map(bars.map((bar) => [bar.bucket, bar]));
  const first = periodStart(period, now).getTime() / bucketMs;
  const last = Math.floor(now.getTime() / bucketMs);
  return Array.from({ length: last - first + 1 }, (_, index) => {
    const bar = byBucket.get(first + index);
    return { at: new Date((first + index) * bucketMs), ...sumOf(bar ? [bar] : []) };
  });
}

function largest(groups: Group[], by: Group["by"]): (Pick<Group, "model" | "keyId"> & { sums: UsageSums })[] {
  return groups
    .filter((group) => group.by === by)
    .toSorted((a, b) => b.requests - a.requests || ((a.model ?? a.keyId ?? "") < (b.model ?? b.keyId ?? "") ? -1 : 1))
    .slice(0, GROUPS_MAX)
    .map((group) => ({ model: group.model, keyId: group.keyId, sums: sumOf([group]) }));
}
