import { prisma } from "@/lib/prisma";
import { LOG_MODES, type LoggedBody, type LogMode, type LogSetting } from "./schema";

/** Returns what each of these workspaces keeps of what is said; one that is gone is missing. */
export async function findLogModes(workspaceIds: string[]): Promise<Map<string, LogMode>> {
  const rows = await prisma().workspace.findMany({ where: { id: { in: workspaceIds } }, select: { id: true, logBodies: true } });
  return new Map(rows.map(({ id, logBodies }) => [id, toMode(logBodies)]));
}

/** Returns what a workspace keeps, and for how long. */
export async function getLogSetting(workspaceId: string): Promise<LogSetting> {
  const row = await prisma().workspace.findUnique({ where: { id: workspaceId }, select: { logBodies: true, logDays: true } });
  return { mode: toMode(row?.logBodies), days: row?.logDays ?? 0 };
}

/**
 * Returns what was said in a request of this workspace; null where it is not kept, or not any more, whether or not it was deleted yet.
 * Another workspace's request is a missing one.
 */
export async function findBody(workspaceId: string, requestId: string): Promise<LoggedBody | null> {
  const rows = await prisma().$queryRaw<{ body: LoggedBody }[]>`
    SELECT b.body FROM logged_body b JOIN workspace w ON w.id = b.workspace_id
    WHERE b.request_id = ${requestId} AND b.workspace_id = ${workspaceId} AND b.created_at >= now() - w.log_days * interval '1 day'`;
  return rows[0]?.body ?? null;
}

/** A word that a later version has is none that this one may keep by. */
function toMode(value: string | undefined): LogMode {
  return LOG_MODES.find((mode) => mode === value) ?? "off";
}
