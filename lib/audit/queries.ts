import { prisma } from "@/lib/prisma";
import type { AuditCursor, AuditFilter } from "./filter";

/** Something that was done, as the audit page shows it. */
export interface AuditView {
  id: string;
  createdAt: Date;
  /** user, key, cli, system */
  actorType: string;
  actorId: string | null;
  /** What they are called now; null for those who are gone or have no name. */
  actorName: string | null;
  action: string;
  targetId: string | null;
  /** What the thing is called now, where it has a name. */
  targetName: string | null;
  diff: unknown;
  ip: string | null;
  userAgent: string | null;
}

const WITHOUT_ID = ["cli", "system"];

/** The events of a workspace that fit, newest first, from the place on that is given. */
export async function listEvents(
  workspaceId: string,
  { actor, area, target }: AuditFilter,
  { before, limit }: { before: AuditCursor | null; limit: number },
): Promise<AuditView[]> {
  const rows = await prisma().auditEvent.findMany({
    where: {
      workspaceId,
      ...(actor !== null && (WITHOUT_ID.includes(actor) ? { actorType: actor } : { actorId: actor, actorType: { notIn: WITHOUT_ID } })),
      ...(area !== null && { action: { startsWith: `${area}.` } }),
      ...(target !== null && { targetId: target }),
      ...(before && { OR: [{ createdAt: { lt: before.createdAt } }, { createdAt: before.createdAt, id: { lt: before.id } }] }),
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit,
  });
  const names = await namesOf(
    workspaceId,
    rows.flatMap(({ actorId, targetId }) => [actorId, targetId].filter((id) => id !== null)),
  );
  return rows.map(({ id, createdAt, actorType, actorId, action, targetId, diff, ip, userAgent }) => ({
    id,
    createdAt,
    actorType,
    actorId,
    actorName: names.get(actorId ?? "") ?? null,
    action,
    targetId,
    targetName: names.get(targetId ?? "") ?? null,
    diff,
    ip,
    userAgent,
  }));
}

/** Who has done anything in a workspace that is still kept, for whoever chooses among them. */
export async function listActors(workspaceId: string): Promise<{ id: string; name: string | null }[]> {
  const rows = await prisma().auditEvent.findMany({
    where: { workspaceId, actorId: { not: null }, actorType: { notIn: WITHOUT_ID } },
    distinct: ["actorId"],
    select: { actorId: true },
    take: 200,
  });
  const ids = rows.flatMap(({ actorId }) => (actorId === null ? [] : [actorId]));
  const names = await namesOf(workspaceId, ids);
  return ids.map((id) => ({ id, name: names.get(id) ?? null }));
}

/** What people, and the workspace's keys, are called now, by id. */
async function namesOf(workspaceId: string, ids: string[]): Promise<Map<string, string>> {
  const wanted = [...new Set(ids)];
  const [users, keys] = await Promise.all([
    prisma().user.findMany({ where: { id: { in: wanted } }, select: { id: true, name: true, email: true } }),
    prisma().apiKey.findMany({ where: { id: { in: wanted }, workspaceId }, select: { id: true, name: true } }),
  ]);
  const people = users.flatMap(({ id, name, email }): [string, string][] => {
    const known = name ?? email;
    return known === null ? [] : [[id, known]];
  });
  return new Map([...people, ...keys.map(({ id, name }): [string, string] => [id, name])]);
}
