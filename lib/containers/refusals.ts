import { ApiError } from "@/lib/errors";
import { CONTAINER_BYTES_MAX, CONTAINER_FILES_MAX, CONTAINERS_MAX, FILE_BYTES_MAX } from "./schema";

/** For an id that no container has, for one that has expired, and for another workspace's: they cannot be told apart. */
export function containerNotFound(param: string | null = null): ApiError {
  return new ApiError("container_not_found", "The container does not exist or has expired.", { param });
}

export function containerFileNotFound(): ApiError {
  return new ApiError("file_not_found", "The file is not in this container.");
}

/** For files that a container has no room for. */
export function containerFull(): ApiError {
  const megabytes = (bytes: number) => `${bytes / 1_048_576} MB`;
  return new ApiError(
    "storage_quota_exceeded",
    `A container keeps ${CONTAINER_FILES_MAX} files of ${megabytes(CONTAINER_BYTES_MAX)} together, ` +
      `each of ${megabytes(FILE_BYTES_MAX)} at most.`,
    { param: "file" },
  );
}

export function tooManyContainers(): ApiError {
  return new ApiError("storage_quota_exceeded", `The workspace may have ${CONTAINERS_MAX} containers. Delete some first.`);
}
