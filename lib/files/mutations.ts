import { newId, isFileId, timeOfId } from "@/lib/ids";
import type { Principal } from "@/lib/principal";
import { prisma } from "@/lib/prisma";
import { withLongValue } from "@/lib/prisma/long-value";
import type { Prisma } from "@/prisma/generated/client";
import { keptBytes } from "./queries";
import { quotaExceeded } from "./refusals";
import { FILE_FIELDS, type FileRow, type NewFile } from "./schema";

const PART_BYTES = 1_048_576;
/** Many parts go through one connection, on a machine that may be busy. */
const TRANSACTION = { maxWait: 10_000, timeout: 60_000 };

/** Keeps a file, whole or not at all. Throws `storage_quota_exceeded` when the workspace would keep more than `quotaBytes` with it. */
export async function createFile(principal: Principal, file: NewFile, quotaBytes: number): Promise<FileRow> {
  const { workspaceId, userId } = principal;
  const id = newId("file");
  return prisma().$transaction(async (tx) => {
    // One after the other, so that two files do not take the same room.
    await tx.$executeRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId} FOR NO KEY UPDATE`;
    if ((await keptBytes(workspaceId, tx)) + file.bytes.length > quotaBytes) throw quotaExceeded(quotaBytes);
    const { filename, purpose, expiresAt } = file;
    const createdAt = timeOfId("file", id) ?? new Date();
    const data = { id, workspaceId, userId, filename, purpose, bytes: file.bytes.length, createdAt, expiresAt };
    const row = await tx.file.create({ data, select: FILE_FIELDS });
    await insertContent(tx, id, file.bytes);
    return row;
  }, TRANSACTION);
}

async function insertContent(tx: Prisma.TransactionClient, id: string, bytes: Buffer): Promise<void> {
  for (let part = 0; part * PART_BYTES < bytes.length; part++) {
    const slice = bytes.subarray(part * PART_BYTES, (part + 1) * PART_BYTES);
    await withLongValue(
      slice,
      (value) => tx.$executeRaw`INSERT INTO file_content (file_id, part, bytes) VALUES (${id}, ${part}, ${value}::bytea)`,
    );
  }
}

/** Deletes a file with its bytes, and takes it out of every store; false if there is none. */
export async function deleteFile(principal: Principal, id: string): Promise<boolean> {
  if (!isFileId(id)) return false;
  const { count } = await prisma().file.deleteMany({ where: { id, workspaceId: principal.workspaceId } });
  return count > 0;
}

/** Deletes at most `countMax` files that have expired, with all that belongs to them; returns how many. */
export async function deleteExpiredFiles(countMax: number): Promise<number> {
  return prisma().$executeRaw`
    DELETE FROM file WHERE id IN (SELECT id FROM file WHERE expires_at <= now() ORDER BY expires_at LIMIT ${countMax})`;
}
