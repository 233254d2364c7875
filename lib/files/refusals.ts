import { ApiError } from "@/lib/errors";

/** For an id that no file has, and for another workspace's: the two cannot be told apart. `param` is the parameter that named it, if one did. */
export function fileNotFound(param: string | null = null): ApiError {
  return new ApiError("file_not_found", "The file does not exist.", { param });
}

/** For a file that the workspace has no room for. */
export function quotaExceeded(quotaBytes: number): ApiError {
  return new ApiError("storage_quota_exceeded", `The workspace may keep ${quotaBytes} bytes of files. Delete some first.`, {
    param: "file",
  });
}
