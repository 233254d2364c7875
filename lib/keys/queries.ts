import { z } from "zod/v4";
import { limitedSubjects, LimitsBody } from "@/lib/limits/schema";
import type { MemberRole, Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { type KeyRecord, keyState } from "./policy";
import { type KeyView, MANAGEMENT } from "./schema";

const LIST_MAX = 500;
const DAY_MS = 86_400_000;

const KeyRow = z.object({
  id: z.string(),
  workspaceId: z.string(),
  userId: z.string(),
  models: z.array(z.string()).nullable(),
  endpoints: z.array(z.string()).nullable(),
  limitedAs: z.string(),
  limits: LimitsBody.nullable(),
  workspaceLimits: LimitsBody.nullable(),
  expiresAt: z.date().nullable(),
  disabledAt: z.date().nullable(),
  revokedAt: z.date().nullable(),
  isSuspended: z.boolean(),
});

/** What decides whether a key may be used, and for what; of models and endpoints null for every one, and no list counts as an empty one. */
const POLICY = Prisma.sql`
  k.id, k.workspace_id AS "workspaceId", k.created_by AS "userId",
  CASE WHEN k.every_model THEN NULL ELSE coalesce(k.models, '{}') END AS models,
  CASE WHEN k.every_endpoint THEN NULL ELSE coalesce(k.endpoints, '{}') END AS endpoints,
  coalesce(k.limited_as, k.id) AS "limitedAs", k.limits, w.limits AS "workspaceLimits",
  k.expires_at AS "expiresAt", k.disabled_at AS "disabledAt", k.revoked_at AS "revokedAt",
  u.disabled_at IS NOT NULL OR m.role IS NULL OR m.role = 'viewer' AS "isSuspended"`;
const FROM_KEYS = Prisma.sql`
  FROM api_key k JOIN "user" u ON u.id = k.created_by JOIN workspace w ON w.id = k.workspace_id
  LEFT JOIN member m ON m.workspace_id = k.workspace_id AND m.user_id = k.created_by`;

function toKeyRecord(row: unknown): KeyRecord {
  const { limitedAs, limits, workspaceLimits, ...key } = KeyRow.parse(row);
  return { ...key, limited: limitedSubjects({ id: limitedAs, limits }, { id: key.workspaceId, limits: workspaceLimits }) };
}

/** The keys whose secrets have these digests (SHA-256 in hex), by digest and in any state; a look into a unique index for each. */
export async function findKeysByHash(digests: string[]): Promise<Map<string, KeyRecord>> {
  const rows = await prisma().$queryRaw<{ digest: string }[]>`
    SELECT encode(k.hash, 'hex') AS digest, ${POLICY} ${FROM_KEYS}
    WHERE k.hash = ANY(ARRAY(SELECT decode(digest, 'hex') FROM unnest(${digests}::text[]) AS digest))`;
  return new Map(rows.map(({ digest, ...row }) => [digest, toKeyRecord(row)]));
}

/** The keys with these ids; those that no longer exist are absent. */
export async function findKeysById(ids: string[]): Promise<KeyRecord[]> {
  const rows = await prisma().$queryRaw<unknown[]>`
    SELECT ${POLICY} ${FROM_KEYS} WHERE k.id = ANY(${ids}::text[])`;
  return rows.map(toKeyRecord);
}

/** Returns the names of the workspace's keys, the newest first, at most 500, for whoever chooses among them. */
export async function listKeyNames({ workspaceId }: Pick<Principal, "workspaceId">): Promise<{ id: string; name: string }[]> {
  return prisma().apiKey.findMany({
    where: { workspaceId },
    select: { id: true, name: true },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: LIST_MAX,
  });
}

/** The workspace's keys, newest first, at most 500: when there are more, those revoked longest ago are left out. */
export async function listKeys(principal: Pick<Principal, "workspaceId">): Promise<KeyView[]> {
  const rows = await prisma().apiKey.findMany({
    where: { workspaceId: principal.workspaceId },
    include: withCreator(principal.workspaceId),
    orderBy: [{ revokedAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }, { id: "desc" }],
    take: LIST_MAX,
  });
  const counts = await countRequests24h(rows.map((row) => row.id));
  const nowMs = Date.now();
  return rows
    .map((row) => toKeyView(row, counts.get(row.id) ?? 0, nowMs))
    .sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1));
}

/**
 * A part of the workspace's keys in the order asked for, without management keys; `after` is an id, exclusive. Null when that is none of
 * the workspace's.
 */
export async function pageKeys(
  workspaceId: string,
  { limit, order, after }: { limit: number; order: "asc" | "desc"; after: string | null },
): Promise<{ rows: KeyView[]; hasMore: boolean } | null> {
  const from = after === null ? null : await prisma().apiKey.findFirst({ where: { id: after, workspaceId }, select: { id: true } });
  if (after !== null && !from) return null;
  const rows = await prisma().apiKey.findMany({
    where: { workspaceId, NOT: { endpoints: { has: MANAGEMENT } } },
    include: withCreator(workspaceId),
    orderBy: [{ createdAt: order }, { id: order }],
    ...(from && { cursor: { id: from.id }, skip: 1 }),
    take: limit + 1,
  });
  const counts = await countRequests24h(rows.map(({ id }) => id));
  const nowMs = Date.now();
  return { rows: rows.slice(0, limit).map((row) => toKeyView(row, counts.get(row.id) ?? 0, nowMs)), hasMore: rows.length > limit };
}

/** One key of this workspace, or null: another workspace's key is a missing one. */
export async function findKey(workspaceId: string, id: string): Promise<KeyView | null> {
  const row = await prisma().apiKey.findFirst({ where: { id, workspaceId }, include: withCreator(workspaceId) });
  return row && toKeyView(row, (await countRequests24h([id])).get(id) ?? 0, Date.now());
}

/** The key that took this one's place, or null. */
export function findSuccessor(workspaceId: string, id: string): Promise<{ id: string; name: string } | null> {
  return prisma().apiKey.findFirst({ where: { workspaceId, rotatedFrom: id }, select: { id: true, name: true } });
}

function withCreator(workspaceId: string) {
  const memberships = { where: { workspaceId }, select: { role: true } };
  return {
    state: true,
    createdBy: { select: { id: true, name: true, email: true, createdAt: true, disabledAt: true, memberships } },
  } as const;
}

async function countRequests24h(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const groups = await prisma().usageRecord.groupBy({
    by: ["keyId"],
    where: { keyId: { in: ids }, createdAt: { gte: new Date(Date.now() - DAY_MS) } },
    _count: true,
  });
  return new Map(groups.map((group) => [group.keyId ?? "", group._count]));
}

interface KeyViewRow
  extends Omit<
    KeyView,
    "models" | "endpoints" | "limits" | "limitedAs" | "lastUsedAt" | "state" | "requests24h" | "createdByName" | "createdBy"
  > {
  everyModel: boolean;
  models: string[];
  everyEndpoint: boolean;
  endpoints: string[];
  limits: unknown;
  limitedAs: string | null;
  disabledAt: Date | null;
  revokedAt: Date | null;
  revokeReason: string | null;
  state: { lastUsedAt: Date | null } | null;
  createdBy: {
    id: string;
    name: string | null;
    email: string | null;
    createdAt: Date;
    disabledAt: Date | null;
    memberships: { role: MemberRole }[];
  };
}

function toKeyView(row: KeyViewRow, requests24h: number, nowMs: number): KeyView {
  const { id, name, start, last4, createdAt, expiresAt, rotatedFrom, createdBy } = row;
  const isSuspended = createdBy.disabledAt !== null || (createdBy.memberships[0]?.role ?? "viewer") === "viewer";
  return {
    id,
    name,
    start,
    last4,
    createdAt,
    expiresAt,
    models: row.everyModel ? null : row.models,
    endpoints: row.everyEndpoint ? null : row.endpoints,
    limits: row.limits === null ? null : LimitsBody.parse(row.limits),
    limitedAs: row.limitedAs ?? id,
    rotatedFrom,
    lastUsedAt: row.state?.lastUsedAt ?? null,
    state: keyState({ ...row, isSuspended }, nowMs),
    requests24h,
    createdByName: createdBy.name ?? createdBy.email ?? "Owner",
    createdBy: { id: createdBy.id, email: createdBy.email, createdAt: createdBy.createdAt, role: createdBy.memberships[0]?.role ?? null },
  };
}
