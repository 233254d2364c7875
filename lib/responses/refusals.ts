import { ApiError } from "@/lib/errors";

/** For an id that nobody has, that has expired, and for another workspace's: the three cannot be told apart. */
export function responseNotFound(): ApiError {
  return new ApiError("response_not_found", "The response does not exist.");
}

export function previousResponseNotFound(id: string): ApiError {
  return new ApiError("previous_response_not_found", `Previous response with id '${id.slice(0, 100)}' not found.`, {
    param: "previous_response_id",
  });
}
