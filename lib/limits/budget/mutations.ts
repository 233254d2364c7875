import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import type { LimitedSubject, Limits } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { Prisma } from "@/prisma/generated/client";
import { storedLimits } from "../schema";

type Tx = Prisma.TransactionClient;

/** Whether limits have a budget where those before them had none, so that nobody has counted yet what was spent. */
export function isNewBudget(before: unknown, after: Limits): boolean {
  return !hasBudget(before as Partial<Limits> | null) && hasBudget(after);
}

function hasBudget(limits: Partial<Limits> | null): boolean {
  return limits?.dayMicros != null || limits?.monthMicros != null;
}

/** Counts what a key or a workspace has spent this month (UTC) by its records, for a budget that holds from now on. */
export async function countSpent(tx: Tx, { type, id }: Pick<LimitedSubject, "type" | "id">): Promise<void> {
  const own =
    type === "key"
      ? Prisma.sql`key_id IN (SELECT k.id FROM api_key k WHERE coalesce(k.limited_as, k.id) = ${id})`
      : Prisma.sql`workspace_id = ${id}`;
  await tx.$executeRaw`SELECT limits_lock(ARRAY[${id}])`;
  await tx.$executeRaw`
    WITH month AS (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' AS start),
    summed AS (SELECT greatest(start, coalesce((SELECT until FROM usage_summed_up), start)) AS until FROM month)
    INSERT INTO limit_day (subject_id, day, micros)
    SELECT ${id}, (at AT TIME ZONE 'UTC')::date, sum(micros) FROM (
      SELECT hour AS at, cost_micros AS micros FROM usage_hour, month, summed WHERE hour >= start AND hour < summed.until AND ${own}
      UNION ALL
      SELECT created_at, coalesce(cost_micros, 0) FROM usage_record, summed WHERE created_at >= summed.until AND ${own}
    ) spent GROUP BY 2
    ON CONFLICT (subject_id, day) DO UPDATE SET micros = excluded.micros`;
}

/** Sets how much all requests of the workspace together may use; it takes effect in every process, for requests that come after. */
export async function setWorkspaceLimits(actor: Actor, limits: Limits | null): Promise<void> {
  const { workspaceId } = actor;
  await prisma().$transaction(async (tx) => {
    const [old] = await tx.$queryRaw<{ limits: unknown }[]>`SELECT limits FROM workspace WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
    if (!old) return;
    const next = storedLimits(limits);
    if (next && isNewBudget(old.limits, next)) await countSpent(tx, { type: "workspace", id: workspaceId });
    await tx.workspace.update({ where: { id: workspaceId }, data: { limits: next ?? Prisma.DbNull } });
    await audit(tx, actor, "workspace.limits_changed", workspaceId, { from: old.limits as Prisma.InputJsonObject | null, to: next });
    // Whoever holds a key or a session of the workspace reads it anew.
    await tx.$executeRaw`SELECT pg_notify('key_bus', id || ':0') FROM api_key WHERE workspace_id = ${workspaceId} AND revoked_at IS NULL`;
    await tx.$executeRaw`
      SELECT pg_notify('session_bus', s.id) FROM session s JOIN "user" u ON u.id = s.user_id
      WHERE coalesce(s.workspace_id, u.workspace_id) = ${workspaceId} AND s.ended_at IS NULL AND s.expires_at > now()`;
  });
}
