import type { ApiError } from "@/lib/errors";
import type { ResponseResource } from "./resource";
import type { ErrorEvent, StreamEvent, TerminalEvent } from "./stream-event";

const TYPES = {
  completed: "response.completed",
  incomplete: "response.incomplete",
  cancelled: "response.incomplete",
  failed: "response.failed",
  queued: "response.failed",
  in_progress: "response.failed",
} as const satisfies Record<ResponseResource["status"], TerminalEvent["type"]>;

/** The last words of a stream, from `sequence` on: for a response that failed the error first, then the response as it stays. */
export function terminalEvents(response: ResponseResource, failure: ApiError | null, sequence: number): StreamEvent[] {
  const errors = failure ? [errorEvent(failure, sequence)] : [];
  return [...errors, { type: TYPES[response.status], sequence_number: sequence + errors.length, response }];
}

/** The error in the stream, which alone says nothing about what becomes of the response. */
export function errorEvent(failure: ApiError, sequence_number: number): ErrorEvent {
  const { error } = failure.toBody();
  return { type: "error", sequence_number, error, code: error.code, message: error.message, param: error.param };
}
