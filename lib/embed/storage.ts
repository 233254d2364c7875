import { ApiError } from "@/lib/errors";

const RETRY_AFTER_MS = 1_000;

/** The result of work with the database; whatever it fails with that no client may see becomes 503. */
export async function stored<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (cause instanceof ApiError) throw cause;
    throw new ApiError("service_unavailable", "The database can't be reached at the moment. Try again.", {
      cause,
      retryAfterMs: RETRY_AFTER_MS,
    });
  }
}
