import { isContainerId, newId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { withLongValue } from "@/lib/prisma/long-value";
import type { Prisma } from "@/prisma/generated/client";
import { containerFull, tooManyContainers } from "./refusals";
import {
  CONTAINER_BYTES_MAX,
  CONTAINER_FILES_MAX,
  CONTAINERS_MAX,
  type ContainerFileRow,
  type ContainerRow,
  EXPIRES_MINUTES,
  FILE_BYTES_MAX,
  type NewContainerFile,
} from "./schema";

const TRANSACTION = { maxWait: 10_000, timeout: 30_000 };

interface NewContainer {
  id?: string;
  name: string;
  expiresMinutes?: number | undefined;
}

/** Makes a container with files in it, or none at all. Throws `storage_quota_exceeded` where there is no room. */
export async function createContainer(
  { workspaceId }: Principal,
  { id = newId("cntr"), name, expiresMinutes = EXPIRES_MINUTES }: NewContainer,
  files: readonly NewContainerFile[],
): Promise<ContainerRow> {
  const createdAt = timeOfId("cntr", id) ?? new Date();
  return prisma().$transaction(async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
    if ((await tx.container.count({ where: { workspaceId } })) >= CONTAINERS_MAX) throw tooManyContainers();
    const data = { id, workspaceId, name, expiresMinutes, createdAt, lastActiveAt: new Date() };
    const row = await tx.container.create({ data, omit: { workspaceId: true } });
    await insertFiles(tx, id, files);
    return row;
  }, TRANSACTION);
}

/** Holds that a container was used, so that its time begins anew. */
export async function touchContainer(id: string): Promise<void> {
  await prisma().container.updateMany({ where: { id }, data: { lastActiveAt: new Date() } });
}

/** Deletes a container with its files; false if there is none. */
export async function deleteContainer({ workspaceId }: Principal, id: string): Promise<boolean> {
  if (!isContainerId(id)) return false;
  const { count } = await prisma().container.deleteMany({ where: { id, workspaceId } });
  return count > 0;
}

/**
 * Puts files into a container that was found, in the place of those of the same path, and takes out those of the paths
 * `removed`: all or nothing. Throws `storage_quota_exceeded` for what it has no room for.
 */
export async function changeContainerFiles(
  containerId: string,
  files: readonly NewContainerFile[],
  removed: readonly string[] = [],
): Promise<ContainerFileRow[]> {
  if (files.length === 0 && removed.length === 0) return [];
  return prisma().$transaction(async (tx) => {
    // One after the other, so that two files do not take the same room.
    await tx.$executeRaw`SELECT 1 FROM container WHERE id = ${containerId} FOR NO KEY UPDATE`;
    const paths = [...files.map(({ path }) => path), ...removed];
    await tx.containerFile.deleteMany({ where: { containerId, path: { in: paths } } });
    return insertFiles(tx, containerId, files);
  }, TRANSACTION);
}

/** Deletes a file of a container that was found; its path, or null if there is none. */
export async function deleteContainerFile(containerId: string, id: string): Promise<string | null> {
  const row = await prisma().containerFile.findFirst({ where: { id, containerId }, select: { path: true } });
  if (!row) return null;
  const { count } = await prisma().containerFile.deleteMany({ where: { id, containerId } });
  return count > 0 ? row.path : null;
}

/** Deletes at most `countMax` containers that have expired, with their files; returns how many. */
export async function deleteExpiredContainers(countMax: number): Promise<number> {
  return prisma().$executeRaw`
    DELETE FROM container WHERE id IN (
      SELECT id FROM container WHERE last_active_at + make_interval(mins => expires_minutes) <= now()
      ORDER BY last_active_at LIMIT ${countMax})`;
}

async function insertFiles(
  tx: Prisma.TransactionClient,
  containerId: string,
  files: readonly NewContainerFile[],
): Promise<ContainerFileRow[]> {
  const { _sum, _count } = await tx.containerFile.aggregate({ where: { containerId }, _sum: { bytes: true }, _count: true });
  const bytes = files.reduce((sum, file) => sum + file.bytes.length, _sum.bytes ?? 0);
  const isTooMuch = bytes > CONTAINER_BYTES_MAX || _count + files.length > CONTAINER_FILES_MAX;
  if (isTooMuch || files.some((file) => file.bytes.length > FILE_BYTES_MAX)) throw containerFull();
  const rows: ContainerFileRow[] = [];
  for (const file of files) rows.push(await insertFile(tx, containerId, file));
  return rows;
}

async function insertFile(
  tx: Prisma.TransactionClient,
  containerId: string,
  { path, bytes, source }: NewContainerFile,
): Promise<ContainerFileRow> {
  const id = newId("cfile");
  const createdAt = timeOfId("cfile", id) ?? new Date();
  await withLongValue(
    bytes,
    (value) => tx.$executeRaw`
      INSERT INTO container_file (id, container_id, path, source, bytes, content, created_at)
      VALUES (${id}, ${containerId}, ${path}, ${source}, ${bytes.length}, ${value}::bytea, ${createdAt})`,
  );
  return { id, containerId, path, source, bytes: bytes.length, createdAt };
}
