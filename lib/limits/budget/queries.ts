import type { LimitedSubject, Limits } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { LimitsBody } from "../schema";

/** A budget that holds, and what of it is spent; what requests at work have reserved counts as spent. Money in millionths of a US dollar. */
export interface Budget {
  id: string;
  type: LimitedSubject["type"];
  /** Of the key, or of the workspace. */
  name: string;
  period: "day" | "month";
  max: number;
  spent: number;
}

/** Returns the limits of a workspace; null for none. */
export async function findWorkspaceLimits(workspaceId: string): Promise<Limits | null> {
  const row = await prisma().workspace.findUnique({ where: { id: workspaceId }, select: { limits: true } });
  return row?.limits == null ? null : LimitsBody.parse(row.limits);
}

/** Returns the budgets of a workspace and of its keys that still work, the workspace's first. */
export async function listBudgets(workspaceId: string): Promise<Budget[]> {
  const rows = await prisma().$queryRaw<{ id: string; type: Budget["type"]; name: string; limits: unknown; day: number; month: number }[]>`
    WITH limited AS (
      SELECT id, 'workspace' AS type, name, limits, created_at FROM workspace WHERE id = ${workspaceId} AND limits IS NOT NULL
      UNION ALL
      SELECT coalesce(limited_as, id), 'key', name, limits, created_at FROM api_key
      WHERE workspace_id = ${workspaceId} AND limits IS NOT NULL AND revoked_at IS NULL AND revoke_reason IS NULL
    ), today AS (SELECT (now() AT TIME ZONE 'UTC')::date AS today)
    SELECT l.id, l.type, l.name, l.limits, coalesce(sum(d.micros) FILTER (WHERE d.day = today), 0)::float8 AS day,
           coalesce(sum(d.micros), 0)::float8 AS month
    FROM limited l CROSS JOIN today
    LEFT JOIN limit_day d ON d.subject_id = l.id AND d.day >= date_trunc('month', today::timestamp)::date AND d.day <= today
    GROUP BY l.id, l.type, l.name, l.limits, l.created_at ORDER BY l.type DESC, l.created_at DESC, l.id`;
  return rows.flatMap(({ limits, day, month, ...subject }) => {
    const { dayMicros, monthMicros } = LimitsBody.parse(limits);
    return [
      ...(dayMicros === null ? [] : [{ ...subject, period: "day" as const, max: dayMicros, spent: day }]),
      ...(monthMicros === null ? [] : [{ ...subject, period: "month" as const, max: monthMicros, spent: month }]),
    ];
  });
}
