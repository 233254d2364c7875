import type { Response, ResponseOutputItem, ResponseStreamEvent, ResponseUsage } from "openai/resources/responses/responses";
import type { AnswerDetails, Citation } from "@/lib/conversations/schema";
import type { CostMembers } from "@/lib/embed/usage-cost";
import { citationIn, type PartialStep, withCitation, withStepEvent } from "./partial-steps";

export interface PartialCall {
  /** Its place in the output, which is how the pieces of its arguments name it. */
  index: number;
  callId: string;
  name: string;
  arguments: string;
}

/** What has arrived of an answer so far. */
export interface PartialAnswer {
  text: string;
  refusal: string;
  /** What the model thought, as it wrote it. */
  thinking: string;
  calls: PartialCall[];
  /** What tools of the server did, in order. */
  steps: PartialStep[];
  /** What its marks stand for. */
  citations: Citation[];
  model: string | null;
  finishReason: string | null;
  /** Null until it ends, and where nobody counted. */
  usage: AnswerUsage | null;
}

/** What an answer used: a part of what stands beside it when it is saved. */
export type AnswerUsage = Pick<
  AnswerDetails,
  "inputTokens" | "outputTokens" | "cachedTokens" | "cacheWriteTokens" | "cost" | "cacheSaving"
>;

export const NO_USAGE: AnswerUsage = {
  inputTokens: null,
  outputTokens: null,
  cachedTokens: null,
  cacheWriteTokens: null,
  cost: null,
  cacheSaving: null,
};

export const EMPTY_ANSWER: PartialAnswer = {
  text: "",
  refusal: "",
  thinking: "",
  calls: [],
  steps: [],
  citations: [],
  model: null,
  finishReason: null,
  usage: null,
};

/**
 * The answer with one more event of its stream; the given answer stays as it was. `nowMs` is when it came, null where that says nothing of
 * when it happened.
 */
export function withEvent(answer: PartialAnswer, event: ResponseStreamEvent, nowMs: number | null = null): PartialAnswer {
  const steps = withStepEvent(answer.steps, event, nowMs);
  const citations = withCitation(answer.citations, citationIn(event, answer.text));
  if (steps !== answer.steps || citations !== answer.citations) return { ...answer, steps, citations };
  return withSaid(answer, event);
}

function withSaid(answer: PartialAnswer, event: ResponseStreamEvent): PartialAnswer {
  if (event.type === "response.output_text.delta") return { ...answer, text: answer.text + event.delta };
  if (event.type === "response.refusal.delta") return { ...answer, refusal: answer.refusal + event.delta };
  if (event.type === "response.reasoning_summary_text.delta") return { ...answer, thinking: answer.thinking + event.delta };
  if (event.type === "response.reasoning_summary_part.added")
    return { ...answer, thinking: answer.thinking === "" ? "" : `${answer.thinking}\n\n` };
  if (event.type === "response.output_item.added" || event.type === "response.output_item.done")
    return withItem(answer, event.output_index, event.item);
  if (event.type === "response.function_call_arguments.delta") {
    const before = answer.calls.find(({ index }) => index === event.output_index);
    return before ? withCall(answer, event.output_index, { ...before, arguments: before.arguments + event.delta }) : answer;
  }
  return isLastEvent(event) ? withEnd(answer, event.response) : answer;
}

type LastEvent = Extract<ResponseStreamEvent, { type: "response.completed" | "response.incomplete" | "response.failed" }>;

/** Whether the response has ended with this. */
export function isLastEvent(event: ResponseStreamEvent): event is LastEvent {
  return event.type === "response.completed" || event.type === "response.incomplete" || event.type === "response.failed";
}

/** Whether there is anything of the answer itself, beside what was thought. */
export function hasBegun({ text, refusal, calls }: PartialAnswer): boolean {
  return text !== "" || refusal !== "" || calls.length > 0;
}

function withItem(answer: PartialAnswer, index: number, item: ResponseOutputItem): PartialAnswer {
  if (item.type !== "function_call") return answer;
  return withCall(answer, index, { callId: item.call_id, name: item.name, arguments: item.arguments });
}

function withCall(answer: PartialAnswer, index: number, call: Omit<PartialCall, "index">): PartialAnswer {
  const others = answer.calls.filter((other) => other.index !== index);
  return { ...answer, calls: [...others, { ...call, index }].sort((a, b) => a.index - b.index) };
}

function withEnd(answer: PartialAnswer, { model, status, incomplete_details, usage }: Response): PartialAnswer {
  const reason = incomplete_details?.reason === "max_output_tokens" ? "length" : (incomplete_details?.reason ?? null);
  const whole = answer.calls.length > 0 ? "tool_calls" : "stop";
  return {
    ...answer,
    model,
    finishReason: status === "completed" ? whole : reason,
    usage: usage ? toAnswerUsage(usage) : null,
  };
}

/** Our API adds what it cost. */
function toAnswerUsage(usage: ResponseUsage & Partial<CostMembers>): AnswerUsage {
  return {
    inputTokens: usage.input_tokens,
    outputTokens: usage.output_tokens,
    cachedTokens: usage.input_tokens_details.cached_tokens,
    cacheWriteTokens: usage.input_tokens_details.cache_write_tokens,
    cost: usage.cost ?? null,
    cacheSaving: usage.cost_details?.cache_saving ?? null,
  };
}
