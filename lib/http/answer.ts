import type { ApiError } from "@/lib/errors";

/** What goes back to the client. A body of chunks is written as it comes; its iterator's `return` ends the work behind it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | AsyncIterable<string> | null;
}

const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store" };

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { ...JSON_HEADERS }, body: JSON.stringify(value) };
}

/**
 * The answer to a failed request. A wait the error asks for is said twice: in whole seconds, and exactly for clients that read
 * milliseconds. Such an error asks to be tried again, which clients would not do by themselves after every status.
 */
export function errorAnswer(error: ApiError): Answer {
  const answer = jsonAnswer(error.toBody(), error.status);
  if (error.retryAfterMs !== null) {
    answer.headers["retry-after"] = String(Math.max(1, Math.ceil(error.retryAfterMs / 1_000)));
    answer.headers["retry-after-ms"] = String(error.retryAfterMs);
    answer.headers["x-should-retry"] = "true";
  }
  return answer;
}
