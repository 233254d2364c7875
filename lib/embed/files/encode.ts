import type { FileObject } from "openai/resources/files";
import type { FileRow } from "@/lib/files/schema";

/** A file is taken whole or not at all, so that it is always processed. */
export function toFile({ id, bytes, createdAt, expiresAt, filename, purpose }: FileRow): FileObject {
  return {
    id,
    object: "file",
    bytes,
    created_at: toSeconds(createdAt),
    ...(expiresAt && { expires_at: toSeconds(expiresAt) }),
    filename,
    purpose: purpose as FileObject["purpose"],
    status: "processed",
  };
}

export function toSeconds(date: Date): number {
  return Math.floor(date.getTime() / 1_000);
}
