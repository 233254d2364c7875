import type { AnswerDetails, AnswerSettings } from "@/lib/conversations/schema";
import { EMPTY_ANSWER, type PartialAnswer, withChunk } from "./partial-answer";
import { ChatFailure, isAbort, readChat } from "./stream";

const CHAT_PATH = "/v1/embed/chat/completions";

/** An answer on its way; it changes in place while `receiveAnswer` runs. */
export interface Arrival {
  answer: PartialAnswer;
  requestId: string | null;
  startedMs: number;
  firstDeltaMs: number | null;
}

export type Ending = Pick<AnswerDetails, "state" | "error">;

export function newArrival(): Arrival {
  return { answer: EMPTY_ANSWER, requestId: null, startedMs: performance.now(), firstDeltaMs: null };
}

/** Asks, and folds what comes into `arrival` until the answer ends, in whatever way; never throws. */
export async function receiveAnswer(arrival: Arrival, body: object, signal: AbortSignal, send: typeof fetch): Promise<Ending> {
  try {
    const response = await send(CHAT_PATH, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "text/event-stream" },
      body: JSON.stringify(body),
      signal,
    });
    arrival.requestId = response.headers.get("x-request-id");
    for await (const chunk of readChat(response)) {
      arrival.answer = withChunk(arrival.answer, chunk);
      const begun = arrival.answer.text !== "" || arrival.answer.calls.length > 0;
      if (begun) arrival.firstDeltaMs ??= Math.round(performance.now() - arrival.startedMs);
    }
    return { state: "done", error: null };
  } catch (error) {
    if (isAbort(error)) return { state: "stopped", error: null };
    if (!(error instanceof ChatFailure)) return { state: "dropped", error: { message: "The server could not be reached.", code: null } };
    return { state: error.kind === "dropped" ? "dropped" : "failed", error: { message: error.message, code: error.code } };
  }
}

/** What stands beside the answer when it is saved. */
export function arrivalDetails(arrival: Arrival, ending: Ending, settings: AnswerSettings, formContext: string | null): AnswerDetails {
  return {
    ...ending,
    model: arrival.answer.model,
    requestId: arrival.requestId,
    firstDeltaMs: arrival.firstDeltaMs,
    totalMs: Math.round(performance.now() - arrival.startedMs),
    inputTokens: arrival.answer.inputTokens,
    outputTokens: arrival.answer.outputTokens,
    finishReason: arrival.answer.finishReason,
    settings,
    formContext,
  };
}
