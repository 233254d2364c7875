import type { VectorStore } from "openai/resources/vector-stores/vector-stores";
import type { VectorStoreFileBatch } from "openai/resources/vector-stores/file-batches";
import type { VectorStoreFile } from "openai/resources/vector-stores/files";
import { type BatchRow, expiresAt, isExpired, type StoreFileRow, type StoreRow } from "@/lib/vector-stores/schema";
import { toSeconds } from "../files/encode";

/** How long a client that waits for something to be read is told to wait, in the header that the official ones know. */
export const POLL_HEADERS = { "openai-poll-after-ms": "250" };

export function toStore(row: StoreRow): VectorStore & { description?: string } {
  const { id, createdAt, name, description, metadata, counts, usageBytes, lastActiveAt, expiresDays } = row;
  const expiry = expiresAt(row);
  return {
    id,
    object: "vector_store",
    created_at: toSeconds(createdAt),
    name,
    ...(description !== null && { description }),
    usage_bytes: usageBytes,
    file_counts: counts,
    status: isExpired(row) ? "expired" : counts.in_progress > 0 ? "in_progress" : "completed",
    ...(expiresDays !== null && { expires_after: { anchor: "last_active_at", days: expiresDays } }),
    expires_at: expiry && toSeconds(expiry),
    last_active_at: toSeconds(lastActiveAt),
    metadata,
  };
}

export function toStoreFileObject(row: StoreFileRow): VectorStoreFile {
  const { storeId, fileId, status, errorCode, errorMessage, usageBytes, attributes, chunkTokens, chunkOverlap, createdAt } = row;
  return {
    id: fileId,
    object: "vector_store.file",
    created_at: toSeconds(createdAt),
    vector_store_id: storeId,
    status,
    last_error:
      errorCode === null ? null : { code: errorCode as NonNullable<VectorStoreFile["last_error"]>["code"], message: errorMessage ?? "" },
    usage_bytes: usageBytes,
    attributes,
    chunking_strategy: { type: "static", static: { max_chunk_size_tokens: chunkTokens, chunk_overlap_tokens: chunkOverlap } },
  };
}

export function toBatch({ id, storeId, createdAt, cancelledAt, counts }: BatchRow): VectorStoreFileBatch {
  return {
    id,
    object: "vector_store.files_batch",
    created_at: toSeconds(createdAt),
    vector_store_id: storeId,
    status: cancelledAt ? "cancelled" : counts.in_progress > 0 ? "in_progress" : "completed",
    file_counts: counts,
  };
}
