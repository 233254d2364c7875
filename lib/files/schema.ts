import type { File } from "@/prisma/generated/client";

/** What files are kept for. */
export const KEPT_PURPOSES = ["assistants", "user_data", "vision"] as const;
export type KeptPurpose = (typeof KEPT_PURPOSES)[number];

export const FILENAME_CHARS_MAX = 255;

/** A file as it arrives. */
export interface NewFile {
  filename: string;
  purpose: KeptPurpose;
  bytes: Buffer;
  expiresAt: Date | null;
}

/** All that is known of a file but its bytes. */
export type FileRow = Pick<File, "id" | "filename" | "purpose" | "bytes" | "createdAt" | "expiresAt">;

export const FILE_FIELDS = { id: true, filename: true, purpose: true, bytes: true, createdAt: true, expiresAt: true } as const;
