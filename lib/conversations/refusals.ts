import { ApiError } from "@/lib/errors";

const RETRY_AFTER_MS = 1_000;

/** For an id that nobody has, and for another workspace's: the two cannot be told apart. `param` is the parameter that named it, if one did. */
export function conversationNotFound(param: string | null = null): ApiError {
  return new ApiError("conversation_not_found", "The conversation does not exist.", { param });
}

/** For whoever wants to write while a response is being generated for the conversation. */
export function conversationLocked(): ApiError {
  return new ApiError(
    "conversation_locked",
    "Another process is currently operating on this conversation. Please retry in a few seconds.",
    { param: "conversation", retryAfterMs: RETRY_AFTER_MS },
  );
}

/** For an id that no item of the conversation has, or has any more. */
export function itemNotFound(): ApiError {
  return new ApiError("item_not_found", "The item does not exist in this conversation.");
}
