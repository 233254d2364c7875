import { isContainerId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { type ContainerFileRow, type ContainerRow, isExpired } from "./schema";

const FILE_FIELDS = { id: true, containerId: true, path: true, source: true, bytes: true, createdAt: true } as const;

/** Returns the container; null for an unknown id, for one that has expired, and for another workspace's alike. */
export async function findContainer({ workspaceId }: Principal, id: string): Promise<ContainerRow | null> {
  if (!isContainerId(id)) return null;
  const row = await prisma().container.findFirst({ where: { id, workspaceId }, omit: { workspaceId: true } });
  return row && !isExpired(row) ? row : null;
}

interface PageQuery {
  limit: number;
  order: "asc" | "desc";
  after: string | null;
}

interface Page<Row> {
  rows: Row[];
  hasMore: boolean;
}

/** Returns a part of the workspace's containers, by when they were made; null if `after` can't be a container's id. */
export async function listContainers(
  { workspaceId }: Principal,
  { limit, order, after, name }: PageQuery & { name: string | null },
): Promise<Page<ContainerRow> | null> {
  const beyond = toBeyond("cntr", order, after);
  if (!beyond) return null;
  const rows = await prisma().container.findMany({
    where: { workspaceId, ...(name !== null && { name }), AND: beyond },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
    omit: { workspaceId: true },
  });
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** Returns a part of the files of a container that was found; null if `after` can't be a file's id. */
export async function listContainerFiles(containerId: string, { limit, order, after }: PageQuery): Promise<Page<ContainerFileRow> | null> {
  const beyond = toBeyond("cfile", order, after);
  if (!beyond) return null;
  const rows = await prisma().containerFile.findMany({
    where: { containerId, AND: beyond },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
    select: FILE_FIELDS,
  });
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

function toBeyond(prefix: "cntr" | "cfile", order: "asc" | "desc", after: string | null) {
  if (after === null) return [];
  const createdAt = timeOfId(prefix, after);
  if (!createdAt) return null;
  const beyond = order === "asc" ? "gt" : "lt";
  return [{ OR: [{ createdAt: { [beyond]: createdAt } }, { createdAt, id: { [beyond]: after } }] }];
}

/** Returns a file of a container that was found. */
export function findContainerFile(containerId: string, id: string): Promise<ContainerFileRow | null> {
  return prisma().containerFile.findFirst({ where: { id, containerId }, select: FILE_FIELDS });
}

/** Returns the bytes of a file of a container that was found; null when it is gone since. */
export async function readContainerFile(containerId: string, id: string): Promise<Buffer<ArrayBuffer> | null> {
  const row = await prisma().containerFile.findFirst({ where: { id, containerId }, select: { content: true } });
  return row && Buffer.from(row.content);
}
