import type { Actor } from "@/lib/audit/actor";
import { audit } from "@/lib/audit/mutations";
import { prisma } from "@/lib/prisma";
import { noteLogMode } from "./modes";
import type { LogSetting } from "./schema";

export interface BodyRow {
  requestId: string;
  workspaceId: string;
  createdAt: Date;
  /** A `LoggedBody` as JSON text. */
  body: string;
  words: string;
}

/** Writes what was said in requests, in one statement; a request that is there already is left as it is. */
export async function insertBodies(rows: BodyRow[]): Promise<void> {
  const column = <Name extends keyof BodyRow>(name: Name) => rows.map((row) => row[name]);
  await prisma().$executeRaw`
    INSERT INTO logged_body (request_id, workspace_id, created_at, body, words)
    SELECT id, workspace, at, body::json, to_tsvector('simple', words)
    FROM unnest(${column("requestId")}::text[], ${column("workspaceId")}::text[], ${column("createdAt")}::timestamptz[],
                ${column("body")}::text[], ${column("words")}::text[]) AS row (id, workspace, at, body, words)
    ON CONFLICT (request_id) DO NOTHING`;
}

/**
 * Sets what a workspace keeps, and for how long. What it does not keep any more is gone at once: all of it when nothing is to be kept.
 * The caller checks who asks.
 */
export async function setLogSetting(actor: Actor, { mode, days }: LogSetting): Promise<void> {
  const { workspaceId } = actor;
  await prisma().$transaction(async (tx) => {
    await tx.workspace.update({ where: { id: workspaceId }, data: { logBodies: mode, logDays: days } });
    if (mode === "off") await tx.loggedBody.deleteMany({ where: { workspaceId } });
    await audit(tx, actor, "workspace.log_changed", workspaceId, { mode, days });
  });
  noteLogMode(workspaceId, mode);
}

/** Deletes at most `countMax` of what was said longer ago than its workspace keeps it; gives how many. */
export async function deleteExpiredBodies(countMax: number): Promise<number> {
  return prisma().$executeRaw`
    DELETE FROM logged_body WHERE request_id IN (
      SELECT b.request_id FROM workspace w JOIN logged_body b
        ON b.workspace_id = w.id AND b.created_at < now() - w.log_days * interval '1 day'
      LIMIT ${countMax})`;
}
