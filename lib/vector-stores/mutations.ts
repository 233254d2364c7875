import { isStoreId, newId, timeOfId } from "@/lib/ids";
import { fileNotFound } from "@/lib/files/refusals";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Prisma } from "@/prisma/generated/client";
import { findBatch, findStore, findStoreFile } from "./queries";
import { type Attributes, type BatchRow, KEPT_EXPIRED_DAYS, type NewStoreFile, type StoreFileRow, type StoreRow } from "./schema";
import { wakeIndexing } from "./wake";

export interface NewStore {
  name: string;
  description: string | null;
  metadata: Record<string, string>;
  expiresDays: number | null;
}

/** Makes a store with files in it, or none at all. Throws `file_not_found` for a file that the workspace does not have. */
export async function createStore(principal: Principal, store: NewStore, files: readonly NewStoreFile[]): Promise<StoreRow> {
  const id = newId("vs");
  const createdAt = timeOfId("vs", id) ?? new Date();
  await prisma().$transaction(async (tx) => {
    await tx.vectorStore.create({ data: { ...store, id, workspaceId: principal.workspaceId, createdAt, lastActiveAt: createdAt } });
    await insertFiles(tx, principal, id, files, "file_ids");
  });
  wakeIndexing();
  return made(await findStore(principal, id));
}

/** Replaces what is given, `metadata` as a whole. Null for an unknown id and for another workspace's store alike. */
export async function updateStore(principal: Principal, id: string, changes: Partial<NewStore>): Promise<StoreRow | null> {
  if (!isStoreId(id)) return null;
  const { count } = await prisma().vectorStore.updateMany({
    where: { id, workspaceId: principal.workspaceId },
    data: { ...changes, lastActiveAt: new Date() },
  });
  return count === 0 ? null : findStore(principal, id);
}

/** Deletes a store with all passages; the files stay. False if there is none. */
export async function deleteStore(principal: Principal, id: string): Promise<boolean> {
  if (!isStoreId(id)) return false;
  const { count } = await prisma().vectorStore.deleteMany({ where: { id, workspaceId: principal.workspaceId } });
  return count > 0;
}

/** Puts a file into a store that was found, or has it read anew. Throws `file_not_found`. */
export async function addFile(principal: Principal, storeId: string, file: NewStoreFile): Promise<StoreFileRow> {
  await prisma().$transaction((tx) => insertFiles(tx, principal, storeId, [file], "file_id"));
  wakeIndexing();
  return made(await findStoreFile(principal, storeId, file.fileId));
}

/** Puts files into a store that was found, all or none. Throws `file_not_found`. */
export async function createBatch(
  principal: Principal,
  storeId: string,
  files: readonly NewStoreFile[],
  param: "file_ids" | "files",
): Promise<BatchRow> {
  const id = newId("vsfb");
  await prisma().$transaction(async (tx) => {
    await insertFiles(tx, principal, storeId, files, param);
    await tx.vectorStoreBatch.create({ data: { id, storeId, fileIds: [...new Set(files.map(({ fileId }) => fileId))] } });
  });
  wakeIndexing();
  return made(await findBatch(principal, storeId, id));
}

/** Ends what of a batch is not read yet; null where there is no such batch. */
export async function cancelBatch(principal: Principal, storeId: string, id: string): Promise<BatchRow | null> {
  const batch = await findBatch(principal, storeId, id);
  if (!batch) return null;
  await prisma().$transaction(async (tx) => {
    const { fileIds } = await tx.vectorStoreBatch.update({ where: { id }, data: { cancelledAt: new Date() }, select: { fileIds: true } });
    await tx.vectorStoreFile.updateMany({
      where: { storeId, fileId: { in: fileIds }, status: "in_progress" },
      data: { status: "cancelled", claimedBy: null, claimedUntil: null },
    });
  });
  return findBatch(principal, storeId, id);
}

/** Replaces what a file of a store is found by; null where there is none. */
export async function updateAttributes(
  principal: Principal,
  storeId: string,
  fileId: string,
  attributes: Attributes,
): Promise<StoreFileRow | null> {
  const file = await findStoreFile(principal, storeId, fileId);
  if (!file) return null;
  await prisma().vectorStoreFile.updateMany({ where: { storeId, fileId }, data: { attributes } });
  return findStoreFile(principal, storeId, fileId);
}

/** Takes a file out of a store, with its passages there; the file stays. False where there is none. */
export async function removeFile(principal: Principal, storeId: string, fileId: string): Promise<boolean> {
  if (!(await findStoreFile(principal, storeId, fileId))) return false;
  const { count } = await prisma().vectorStoreFile.deleteMany({ where: { storeId, fileId } });
  return count > 0;
}

/** Deletes at most `countMax` stores that have expired long ago; returns how many. */
export async function deleteExpiredStores(countMax: number): Promise<number> {
  return prisma().$executeRaw`
    DELETE FROM vector_store WHERE id IN (
      SELECT id FROM vector_store
      WHERE expires_days IS NOT NULL AND last_active_at + make_interval(days => expires_days + ${KEPT_EXPIRED_DAYS}) < now()
      LIMIT ${countMax})`;
}

/** Notes that stores were used, from which their expiry counts; at most once a minute. */
export async function touchStores(ids: readonly string[]): Promise<void> {
  await prisma().$executeRaw`
    UPDATE vector_store SET last_active_at = now() WHERE id = ANY(${[...ids]}::text[]) AND last_active_at < now() - interval '1 minute'`;
}

async function insertFiles(
  tx: Prisma.TransactionClient,
  principal: Principal,
  storeId: string,
  files: readonly NewStoreFile[],
  param: string,
): Promise<void> {
  if (files.length === 0) return;
  const ids = files.map(({ fileId }) => fileId);
  const known = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM file WHERE id = ANY(${ids}::text[]) AND workspace_id = ${principal.workspaceId}
      AND (expires_at IS NULL OR expires_at > now()) FOR KEY SHARE`;
  const missing = ids.findIndex((id) => !known.some((file) => file.id === id));
  if (missing !== -1) throw fileNotFound(param === "file_id" ? param : `${param}[${missing}]${param === "files" ? ".file_id" : ""}`);
  // What is there already is read anew, as it is asked for now.
  await tx.vectorStoreFile.deleteMany({ where: { storeId, fileId: { in: ids } } });
  const last = new Map(files.map((file) => [file.fileId, file]));
  await tx.vectorStoreFile.createMany({ data: [...last.values()].map((file) => ({ ...file, storeId })) });
  await tx.vectorStore.update({ where: { id: storeId }, data: { lastActiveAt: new Date() } });
}

function made<Row>(row: Row | null): Row {
  if (row === null) throw new Error("What was just made is gone.");
  return row;
}
