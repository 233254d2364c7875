import type { Response as ApiResponse, ResponseStreamEvent } from "openai/resources/responses/responses";
import { type AnswerDetails, type AnswerSettings, THINKING_CHARS_MAX } from "@/lib/conversations/schema";
import { EMPTY_ANSWER, hasBegun, isLastEvent, NO_USAGE, type PartialAnswer, withEvent } from "./partial-answer";
import { endedSteps } from "./partial-steps";
import { AnswerFailure, isAbort, readEvents } from "./stream";

const PATH = "/v1/embed/responses";
/** How often a stream that was cut is taken up again, and how long to wait before. */
const TAKE_UP_MS = [200, 1_000, 3_000];

/** An answer on its way; it changes in place while it is received. */
export interface Arrival {
  answer: PartialAnswer;
  /** The stored response that the server writes; null until it has said so. */
  responseId: string | null;
  requestId: string | null;
  /** Null for one that was taken up: nobody knows when it was asked for. */
  startedMs: number | null;
  firstDeltaMs: number | null;
  /** Of the last event; -1 before the first. */
  sequence: number;
}

export type Ending = Pick<AnswerDetails, "state" | "error">;

export function newArrival(): Arrival {
  return { answer: EMPTY_ANSWER, responseId: null, requestId: null, startedMs: performance.now(), firstDeltaMs: null, sequence: -1 };
}

/** An answer that another page asked for, to be read from its beginning. */
export function takenUp({ responseId, requestId, firstDeltaMs }: AnswerDetails): Arrival {
  return { answer: EMPTY_ANSWER, responseId, requestId, startedMs: null, firstDeltaMs, sequence: -1 };
}

/**
 * Asks with `body`, or takes up the response that `arrival` names when there is none, and folds what comes into `arrival` until the answer
 * ends, in whatever way; a connection that breaks is taken up where it broke. Never throws. `null` when the signal fired: then the work
 * goes on without anybody reading.
 */
export async function receiveAnswer(
  arrival: Arrival,
  body: object | null,
  signal: AbortSignal,
  send: typeof fetch,
): Promise<Ending | null> {
  try {
    for (let broken = 0; ; broken++) {
      const first = arrival.responseId === null ? await ask(body, signal, send) : await takeUp(arrival, signal, send);
      arrival.requestId ??= first.headers.get("x-request-id");
      try {
        return await readOn(arrival, first);
      } catch (error) {
        const waitMs = TAKE_UP_MS[broken];
        if (!isBroken(error) || arrival.responseId === null || waitMs === undefined) throw error;
        await new Promise((resolve) => setTimeout(resolve, waitMs));
      }
    }
  } catch (error) {
    return signal.aborted ? null : endingOf(error, arrival.responseId !== null);
  }
}

/** Ends the work on the server. What fails here changes nothing for the reader, who reads no more. */
export async function cancelAnswer(responseId: string, send: typeof fetch): Promise<void> {
  await send(`${PATH}/${responseId}/cancel`, { method: "POST", keepalive: true }).catch(() => undefined);
}

function ask(body: object | null, signal: AbortSignal, send: typeof fetch): Promise<Response> {
  const headers = { "content-type": "application/json", accept: "text/event-stream" };
  return send(PATH, { method: "POST", headers, body: JSON.stringify(body), signal });
}

async function takeUp({ responseId, sequence }: Arrival, signal: AbortSignal, send: typeof fetch): Promise<Response> {
  const after = sequence < 0 ? "" : `&starting_after=${sequence}`;
  return send(`${PATH}/${responseId}?stream=true${after}`, { headers: { accept: "text/event-stream" }, signal });
}

async function readOn(arrival: Arrival, response: Response): Promise<Ending> {
  let failure: AnswerDetails["error"] = null;
  for await (const event of readEvents(response)) {
    if ("response" in event) arrival.responseId = event.response.id;
    arrival.sequence = event.sequence_number;
    arrival.answer = withEvent(arrival.answer, event, arrival.startedMs === null ? null : performance.now());
    if (hasBegun(arrival.answer) && arrival.startedMs !== null) arrival.firstDeltaMs ??= Math.round(performance.now() - arrival.startedMs);
    if (event.type === "error") failure = { message: event.message, code: event.code };
    const end = endOf(event, failure);
    if (end) return end;
  }
  throw new Error("A stream ended without its last event.");
}

function endOf(event: ResponseStreamEvent, failure: AnswerDetails["error"]): Ending | null {
  if (!isLastEvent(event)) return null;
  if (event.type === "response.failed")
    return { state: "failed", error: failure ?? { message: event.response.error?.message ?? "The answer failed.", code: null } };
  return { state: isCancelled(event.response) ? "stopped" : "done", error: null };
}

const isCancelled = ({ status }: ApiResponse): boolean => status === "cancelled";

const isBroken = (error: unknown): boolean => error instanceof TypeError || (error instanceof AnswerFailure && error.kind === "dropped");

/** `hadBegun`: a refusal then means that the answer can't be read any more, not that it was never asked for. */
function endingOf(error: unknown, hadBegun: boolean): Ending {
  if (isAbort(error)) return { state: "stopped", error: null };
  if (!(error instanceof AnswerFailure)) return { state: "dropped", error: { message: "The server could not be reached.", code: null } };
  // Many a message says so itself, and a budget by the clock.
  const wait =
    error.retryAfterS === null || /\bagain (?:in|at)\b/.test(error.message) ? "" : ` It can be tried again in ${error.retryAfterS} s.`;
  const isLost = error.kind === "dropped" || (error.kind === "refused" && hadBegun);
  return { state: isLost ? "dropped" : "failed", error: { message: error.message + wait, code: error.code } };
}

/** What stands beside the answer when it is saved. */
export function arrivalDetails(arrival: Arrival, ending: Ending, settings: AnswerSettings, formContext: string | null): AnswerDetails {
  const { answer, responseId, requestId, firstDeltaMs, startedMs } = arrival;
  return {
    ...ending,
    model: answer.model,
    responseId,
    requestId,
    firstDeltaMs,
    totalMs: startedMs === null ? null : Math.round(performance.now() - startedMs),
    ...(answer.usage ?? NO_USAGE),
    finishReason: answer.finishReason,
    thinking: answer.thinking.trim() === "" ? null : answer.thinking.trim().slice(0, THINKING_CHARS_MAX),
    steps: endedSteps(answer.steps),
    citations: answer.citations,
    settings,
    formContext,
  };
}
