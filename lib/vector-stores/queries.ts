import { isBatchId, isFileId, isStoreId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Prisma } from "@/prisma/generated/client";
import { type Attributes, type BatchRow, type FileCounts, type FileStatus, NO_FILES, type StoreFileRow, type StoreRow } from "./schema";

interface Page<Row> {
  rows: Row[];
  hasMore: boolean;
}

export interface StoreQuery {
  limit: number;
  order: "asc" | "desc";
  after: string | null;
  before: string | null;
}

const UNREADABLE = Symbol("a cursor that can't be an id of the list");

/** What lies between two ids in the order asked for; throws `UNREADABLE`. */
function between(prefix: "vs" | "file", { order, after, before }: StoreQuery, idName: "id" | "fileId") {
  const side = (id: string | null, isAfter: boolean) => {
    if (id === null) return [];
    const createdAt = timeOfId(prefix, id);
    if (!createdAt) throw UNREADABLE;
    const beyond = (order === "asc") === isAfter ? "gt" : "lt";
    return [{ OR: [{ createdAt: { [beyond]: createdAt } }, { createdAt, [idName]: { [beyond]: id } }] }];
  };
  return [...side(after, true), ...side(before, false)];
}

const nullWhenUnreadable = (error: unknown): null => {
  if (error === UNREADABLE) return null;
  throw error;
};

/** Returns the store with what is in it; null for an unknown id and for another workspace's store alike. */
export async function findStore(principal: Principal, id: string): Promise<StoreRow | null> {
  if (!isStoreId(id)) return null;
  const row = await prisma().vectorStore.findFirst({ where: { id, workspaceId: principal.workspaceId } });
  return row ? ((await withCounts([row]))[0] ?? null) : null;
}

/** Returns those of the stores that the workspace has, in the order asked for. */
export async function findStores(principal: Principal, ids: readonly string[]): Promise<StoreRow[]> {
  const known = ids.filter(isStoreId);
  if (known.length === 0) return [];
  const rows = await prisma().vectorStore.findMany({ where: { id: { in: known }, workspaceId: principal.workspaceId } });
  const stores = await withCounts(rows);
  return known.flatMap((id) => stores.find((store) => store.id === id) ?? []);
}

/** Returns a part of the workspace's stores, by when they were made; null for a cursor that can't be a store's id. */
export async function listStores(principal: Principal, query: StoreQuery): Promise<Page<StoreRow> | null> {
  try {
    const rows = await prisma().vectorStore.findMany({
      where: { workspaceId: principal.workspaceId, AND: between("vs", query, "id") },
      orderBy: [{ createdAt: query.order }, { id: query.order }],
      take: query.limit + 1,
    });
    return { rows: await withCounts(rows.slice(0, query.limit)), hasMore: rows.length > query.limit };
  } catch (error) {
    return nullWhenUnreadable(error);
  }
}

async function withCounts(rows: Prisma.VectorStoreGetPayload<object>[]): Promise<StoreRow[]> {
  const sums = await prisma().vectorStoreFile.groupBy({
    by: ["storeId", "status"],
    where: { storeId: { in: rows.map(({ id }) => id) } },
    _count: true,
    _sum: { usageBytes: true },
  });
  return rows.map(({ workspaceId: _workspaceId, metadata, ...row }) => {
    const own = sums.filter(({ storeId }) => storeId === row.id);
    const usageBytes = own.reduce((sum, { _sum }) => sum + (_sum.usageBytes ?? 0), 0);
    return {
      ...row,
      metadata: metadata as Record<string, string>,
      counts: countsOf(own.map(({ status, _count }) => [status, _count])),
      usageBytes,
    };
  });
}

function countsOf(entries: [status: string, count: number][]): FileCounts {
  const counts = { ...NO_FILES };
  for (const [status, count] of entries) {
    counts[status as FileStatus] += count;
    counts.total += count;
  }
  return counts;
}

const STORE_FILE_FIELDS = {
  storeId: true,
  fileId: true,
  status: true,
  errorCode: true,
  errorMessage: true,
  usageBytes: true,
  attributes: true,
  chunkTokens: true,
  chunkOverlap: true,
  createdAt: true,
  file: { select: { filename: true, bytes: true } },
} as const satisfies Prisma.VectorStoreFileSelect;

const toStoreFile = (row: Prisma.VectorStoreFileGetPayload<{ select: typeof STORE_FILE_FIELDS }>): StoreFileRow => ({
  ...row,
  status: row.status as FileStatus,
  attributes: row.attributes as Attributes,
});

/** Returns a file of a store of the workspace; null where there is none. */
export async function findStoreFile(principal: Principal, storeId: string, fileId: string): Promise<StoreFileRow | null> {
  if (!isStoreId(storeId) || !isFileId(fileId)) return null;
  const row = await prisma().vectorStoreFile.findFirst({
    where: { storeId, fileId, store: { workspaceId: principal.workspaceId } },
    select: STORE_FILE_FIELDS,
  });
  return row && toStoreFile(row);
}

/** Returns a part of the files of a store that was found, by when they were put there; null for a cursor that can't be a file's id. */
export async function listStoreFiles(
  storeId: string,
  { batchId, status, ...query }: StoreQuery & { status: FileStatus | null; batchId: string | null },
): Promise<Page<StoreFileRow> | null> {
  const batch = batchId === null ? null : await prisma().vectorStoreBatch.findUnique({ where: { id: batchId }, select: { fileIds: true } });
  const cursor = (id: string | null) => (id === null || !isFileId(id) ? id && UNREADABLE : addedAt(storeId, id));
  const [after, before] = await Promise.all([cursor(query.after), cursor(query.before)]);
  if (after === UNREADABLE || before === UNREADABLE) return null;
  const ascending = query.order === "asc";
  const sides = [
    ...(after instanceof Date ? [beyond(after, query.after, ascending)] : []),
    ...(before instanceof Date ? [beyond(before, query.before, !ascending)] : []),
  ];
  const rows = await prisma().vectorStoreFile.findMany({
    where: { storeId, ...(status !== null && { status }), ...(batch && { fileId: { in: batch.fileIds } }), AND: sides },
    orderBy: [{ createdAt: query.order }, { fileId: query.order }],
    take: query.limit + 1,
    select: STORE_FILE_FIELDS,
  });
  return { rows: rows.slice(0, query.limit).map(toStoreFile), hasMore: rows.length > query.limit };
}

const beyond = (createdAt: Date, id: string | null, isLater: boolean): Prisma.VectorStoreFileWhereInput => {
  const side = isLater ? "gt" : "lt";
  return { OR: [{ createdAt: { [side]: createdAt } }, { createdAt, fileId: { [side]: id ?? "" } }] };
};

/** A file that is gone ends a list rather than beginning it again. */
async function addedAt(storeId: string, fileId: string): Promise<Date | typeof UNREADABLE> {
  const row = await prisma().vectorStoreFile.findUnique({ where: { storeId_fileId: { storeId, fileId } }, select: { createdAt: true } });
  return row?.createdAt ?? UNREADABLE;
}

/** Returns a batch of a store of the workspace; null where there is none. */
export async function findBatch(principal: Principal, storeId: string, id: string): Promise<BatchRow | null> {
  if (!isStoreId(storeId) || !isBatchId(id)) return null;
  const batch = await prisma().vectorStoreBatch.findFirst({ where: { id, storeId, store: { workspaceId: principal.workspaceId } } });
  if (!batch) return null;
  const sums = await prisma().vectorStoreFile.groupBy({
    by: ["status"],
    where: { storeId, fileId: { in: batch.fileIds } },
    _count: true,
  });
  const counts = countsOf(sums.map(({ status, _count }) => [status, _count]));
  const gone = batch.fileIds.length - counts.total;
  return { ...batch, counts: { ...counts, cancelled: counts.cancelled + gone, total: batch.fileIds.length } };
}

export interface PassageRow {
  position: number;
  text: string;
  heading: string | null;
  page: number | null;
}

/** Returns the passages of a file of a store that was found, in order, from a position on. */
export async function listPassages(storeId: string, fileId: string, from: number, limit: number): Promise<PassageRow[]> {
  return prisma().$queryRaw`
    SELECT position, text, heading, page FROM vector_store_chunk
    WHERE store_id = ${storeId} AND file_id = ${fileId} AND position >= ${from} ORDER BY position LIMIT ${limit}`;
}
