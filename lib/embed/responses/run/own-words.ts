import { ApiError } from "@/lib/errors";

/** The same error in the words of this dialect: what the dialects share calls the dialogue `messages`, as chat completions do. */
export function inOwnWords(error: ApiError): ApiError {
  if (error.param !== "messages") return error;
  const { code, message, cause, retryAfterMs } = error;
  return new ApiError(code, message, { param: "input", cause, ...(retryAfterMs !== null && { retryAfterMs }) });
}
