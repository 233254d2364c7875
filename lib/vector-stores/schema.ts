import type { FileRow } from "@/lib/files/schema";
import type { VectorStore, VectorStoreBatch, VectorStoreFile } from "@/prisma/generated/client";

export const FILE_STATUSES = ["in_progress", "completed", "cancelled", "failed"] as const;
export type FileStatus = (typeof FILE_STATUSES)[number];

/** How many files have come to what. */
export type FileCounts = Record<FileStatus, number> & { total: number };

export type Attributes = Record<string, string | number | boolean>;

export interface ChunkSize {
  chunkTokens: number;
  chunkOverlap: number;
}

/** For whoever leaves it to us. Full text finds no more in what is stored twice, so passages overlap little. */
export const AUTO_CHUNKS: ChunkSize = { chunkTokens: 800, chunkOverlap: 100 };

/** A file that is to be put into a store. */
export interface NewStoreFile extends ChunkSize {
  fileId: string;
  attributes: Attributes;
}

export type StoreRow = Omit<VectorStore, "workspaceId" | "metadata"> & {
  metadata: Record<string, string>;
  counts: FileCounts;
  usageBytes: number;
};

export type StoreFileRow = Pick<
  VectorStoreFile,
  "storeId" | "fileId" | "errorCode" | "errorMessage" | "usageBytes" | "chunkTokens" | "chunkOverlap" | "createdAt"
> & { status: FileStatus; attributes: Attributes; file: Pick<FileRow, "filename" | "bytes"> };

export type BatchRow = Pick<VectorStoreBatch, "id" | "storeId" | "createdAt" | "cancelledAt"> & { counts: FileCounts };

const DAY_MS = 86_400_000;
/** So long a store that has expired is kept, for whoever wants to see what was in it. */
export const KEPT_EXPIRED_DAYS = 7;

/** Returns when a store expires; null when it does not. */
export function expiresAt({ lastActiveAt, expiresDays }: Pick<StoreRow, "lastActiveAt" | "expiresDays">): Date | null {
  return expiresDays === null ? null : new Date(lastActiveAt.getTime() + expiresDays * DAY_MS);
}

/** Returns whether a store can't be searched any more. */
export function isExpired(store: Pick<StoreRow, "lastActiveAt" | "expiresDays">): boolean {
  const at = expiresAt(store);
  return at !== null && at.getTime() <= Date.now();
}

export const NO_FILES: FileCounts = { in_progress: 0, completed: 0, cancelled: 0, failed: 0, total: 0 };
