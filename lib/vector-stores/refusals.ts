import { ApiError } from "@/lib/errors";

/** For an id that no store has, and for another workspace's: the two cannot be told apart. `param` is the parameter that named it, if one did. */
export function storeNotFound(param: string | null = null): ApiError {
  return new ApiError("vector_store_not_found", "The vector store does not exist.", { param });
}

/** For a store whose time is over. */
export function storeExpired(param: string | null = null): ApiError {
  return new ApiError("vector_store_not_found", "The vector store has expired.", { param });
}

/** For a file that is not, or not any more, in the store. */
export function storeFileNotFound(): ApiError {
  return new ApiError("file_not_found", "The file is not in this vector store.");
}

export function batchNotFound(): ApiError {
  return new ApiError("file_batch_not_found", "The batch of files does not exist in this vector store.");
}
