import type { ApiError } from "@/lib/errors";
import { writeLongJson } from "@/lib/long-json";
import type { Download } from "./download";
import type { MarkdownBody } from "./markdown-body";

/** What goes back to the client. A body of chunks is written as it comes; its iterator's `return` ends the work behind it. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array<ArrayBuffer> | AsyncIterable<string> | null;
}

const JSON_HEADERS = { "content-type": "application/json", "cache-control": "no-store", "x-content-type-options": "nosniff" };

export function jsonAnswer(value: unknown, status = 200): Answer {
  return { status, headers: { ...JSON_HEADERS }, body: JSON.stringify(value) };
}

/** As `jsonAnswer`; resolves when it is written, which may take many turns of the process. */
export async function longJsonAnswer(value: object): Promise<Answer> {
  return { status: 200, headers: { ...JSON_HEADERS }, body: await writeLongJson(value) };
}

/** Words alone. They come from a model, so that nothing may take them for a page. */
export function markdownAnswer({ text }: MarkdownBody): Answer {
  const headers = { ...JSON_HEADERS, "content-type": "text/markdown; charset=utf-8", "content-security-policy": "sandbox", vary: "accept" };
  return { status: 200, headers, body: text.endsWith("\n") ? text : `${text}\n` };
}

/** A file to be saved: never shown in place, where it would count as a page of this origin. */
export function fileAnswer({ bytes, mediaType, disposition }: Download): Answer {
  const headers = {
    "content-type": mediaType,
    "content-disposition": disposition,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  return { status: 200, headers: { ...headers, "content-security-policy": "sandbox" }, body: bytes };
}

/**
 * The answer to a failed request. A wait the error asks for is said twice: in whole seconds, and exactly for clients that read
 * milliseconds. Whether such an error asks to be tried again is said too, since clients would go by the status alone.
 */
export function errorAnswer(error: ApiError): Answer {
  const answer = jsonAnswer(error.toBody(), error.status);
  if (error.retryAfterMs !== null) {
    answer.headers["retry-after"] = String(Math.max(1, Math.ceil(error.retryAfterMs / 1_000)));
    answer.headers["retry-after-ms"] = String(error.retryAfterMs);
  }
  if (error.shouldRetry !== null) answer.headers["x-should-retry"] = String(error.shouldRetry);
  return answer;
}
