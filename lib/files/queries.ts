import { isFileId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import type { Prisma } from "@/prisma/generated/client";
import { FILE_FIELDS, type FileRow } from "./schema";

/** What has not expired. */
export const current = (): Prisma.FileWhereInput => ({ OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] });

/** Returns the file; null for an unknown id, for one that has expired, and for another workspace's file alike. */
export async function findFile(principal: Principal, id: string): Promise<FileRow | null> {
  if (!isFileId(id)) return null;
  return prisma().file.findFirst({ where: { id, workspaceId: principal.workspaceId, ...current() }, select: FILE_FIELDS });
}

/** Returns the bytes of a file that `findFile` has found; null when it is gone since. */
export async function readFileBytes(file: Pick<FileRow, "id" | "bytes">): Promise<Buffer<ArrayBuffer> | null> {
  const bytes = Buffer.alloc(file.bytes);
  let length = 0;
  for (let part = 0; length < file.bytes; part++) {
    const row = await prisma().fileContent.findUnique({ where: { fileId_part: { fileId: file.id, part } }, select: { bytes: true } });
    if (!row || row.bytes.length === 0) return null;
    bytes.set(row.bytes, length);
    length += row.bytes.length;
  }
  return bytes;
}

export interface FileQuery {
  limit: number;
  order: "asc" | "desc";
  after: string | null;
  purpose: string | null;
}

/** Returns a part of the workspace's files, by when they came; null if `after` can't be a file's id. It need not exist any more. */
export async function listFiles(
  principal: Principal,
  { limit, order, after, purpose }: FileQuery,
): Promise<{ rows: FileRow[]; hasMore: boolean } | null> {
  const createdAt = after === null ? null : timeOfId("file", after);
  if (after !== null && createdAt === null) return null;
  const beyond = order === "asc" ? "gt" : "lt";
  const rows = await prisma().file.findMany({
    where: {
      workspaceId: principal.workspaceId,
      ...(purpose !== null && { purpose }),
      AND: [current(), ...(createdAt ? [{ OR: [{ createdAt: { [beyond]: createdAt } }, { createdAt, id: { [beyond]: after } }] }] : [])],
    },
    orderBy: [{ createdAt: order }, { id: order }],
    take: limit + 1,
    select: FILE_FIELDS,
  });
  return { rows: rows.slice(0, limit), hasMore: rows.length > limit };
}

/** Returns how many bytes of files the workspace keeps. */
export async function keptBytes(workspaceId: string, client: Prisma.TransactionClient = prisma()): Promise<number> {
  const { _sum } = await client.file.aggregate({ where: { workspaceId }, _sum: { bytes: true } });
  return _sum.bytes ?? 0;
}
