import type { Container, ContainerFile } from "@/prisma/generated/client";

/** How long a container lives after it was last used, unless a client says otherwise. */
export const EXPIRES_MINUTES = 20;
/** Where code finds its files. */
export const FOLDER = "/mnt/data";
export const FILE_BYTES_MAX = 8 * 1_048_576;
/** All files of one container. */
export const CONTAINER_BYTES_MAX = 16 * 1_048_576;
export const CONTAINER_FILES_MAX = 200;
/** Of a workspace, at a time. */
export const CONTAINERS_MAX = 100;

export type ContainerRow = Omit<Container, "workspaceId">;

/** All that is known of a container's file but its bytes. */
export type ContainerFileRow = Omit<ContainerFile, "content">;

/** A file as it comes into a container. */
export interface NewContainerFile {
  /** Below the container's folder. */
  path: string;
  bytes: Buffer;
  source: "user" | "assistant";
}

/** Returns whether a container can't be used any more; it never comes back. */
export function isExpired({ lastActiveAt, expiresMinutes }: Pick<ContainerRow, "lastActiveAt" | "expiresMinutes">): boolean {
  return lastActiveAt.getTime() + expiresMinutes * 60_000 <= Date.now();
}
