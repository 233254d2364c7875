import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { type ApiError, ERRORS, type ErrorCode } from "@/lib/errors";

/** What a client gets for a message that came to nothing. */
export function errorFrame(error: ApiError): string {
  return JSON.stringify({ type: "error", status: error.status, ...error.toBody() });
}

/** An event as it goes over HTTP; one that tells of an error says its status too, as every error over a WebSocket does. */
export function eventFrame(event: StreamEvent): string {
  if (event.type !== "error") return JSON.stringify(event);
  return JSON.stringify({ ...event, status: ERRORS[event.code as ErrorCode]?.status ?? 500 });
}
