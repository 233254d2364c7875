import { ApiError, type ErrorCode } from "@/lib/errors";
import type { FinishReason, GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { HOSTED_INCLUDES, isHostedItem, isOpen, stateOf } from "@/lib/generation/hosted-items";
import type { OutputItem, OutputMessageItem } from "@/lib/generation/item";
import { toStreamEvents } from "../encode";
import type { ResponseResource } from "../resource";
import { isTerminal, type StreamEvents } from "../stream-event";
import { terminalEvents } from "../terminal-events";

const CODES: Partial<Record<string, ErrorCode>> = { rate_limit_exceeded: "upstream_overloaded", invalid_prompt: "invalid_request" };

/** The stream of a response that has ended, made anew from what it ended as: every item in one piece. */
export async function* replay(resource: ResponseResource, obfuscate: boolean): StreamEvents {
  const begun = {
    ...resource,
    status: "in_progress",
    completed_at: null,
    incomplete_details: null,
    output: [],
    error: null,
    usage: null,
  } as const;
  for await (const batch of toStreamEvents({ ...begun, output: [] }, toGeneration(resource), { obfuscate, include: HOSTED_INCLUDES })) {
    const end = batch.findIndex((event) => event.type === "error" || isTerminal(event));
    if (end === -1) {
      yield batch;
      continue;
    }
    yield [...batch.slice(0, end), ...terminalEvents(resource, failureOf(resource), batch[end]?.sequence_number ?? 0)];
    return;
  }
}

/** Why a stored response failed, as far as it says; null when it did not. */
export function failureOf({ status, error }: ResponseResource): ApiError | null {
  if (status !== "failed") return null;
  return new ApiError(CODES[error?.code ?? ""] ?? "internal_error", error?.message ?? "The response failed.");
}

async function* toGeneration({ output, status, incomplete_details, usage }: ResponseResource): GenerationEvents {
  const isWhole = status === "completed" || status === "incomplete";
  const events = output.flatMap((item) => [...toItemEvents(item, isWhole)]);
  if (events.length > 0) yield events;
  if (!isWhole) throw new Error("It ended here.");
  const finish: GenerationEvent = {
    type: "finish",
    reason: finishReason(output, incomplete_details?.reason ?? null),
    usage: {
      inputTokens: usage?.input_tokens ?? 0,
      cachedTokens: usage?.input_tokens_details.cached_tokens ?? 0,
      cacheWriteTokens: usage?.input_tokens_details.cache_write_tokens ?? 0,
      outputTokens: usage?.output_tokens ?? 0,
      reasoningTokens: usage?.output_tokens_details.reasoning_tokens ?? 0,
    },
  };
  yield [finish];
}

function* toItemEvents(item: OutputItem, isWhole: boolean): Generator<GenerationEvent> {
  const { id } = item;
  const hasEnd = isWhole || item.status === "completed";
  if (isHostedItem(item)) {
    yield { type: "hosted-start", id, item };
    if (hasEnd || !isOpen(stateOf(item))) yield { type: "hosted-end", id, item };
    return;
  }
  switch (item.type) {
    case "message":
      yield* toMessageEvents(item, hasEnd);
      return;
    case "reasoning":
      yield { type: "reasoning-start", id };
      for (const { text } of item.summary) yield { type: "reasoning-delta", id, delta: text };
      if (hasEnd) yield { type: "reasoning-end", id };
      return;
    case "function_call":
      yield { type: "tool-call-start", id, callId: item.call_id, name: item.name };
      yield { type: "tool-call-delta", id, delta: item.arguments };
      if (hasEnd) yield { type: "tool-call-end", id };
  }
}

function* toMessageEvents({ id, content }: OutputMessageItem, hasEnd: boolean): Generator<GenerationEvent> {
  const refusal = content.find((part) => part.type === "refusal");
  if (refusal) {
    yield { type: "refusal-start", id };
    yield { type: "refusal-delta", id, delta: refusal.refusal };
    if (hasEnd) yield { type: "refusal-end", id };
    return;
  }
  yield { type: "text-start", id };
  for (const part of content) {
    if (part.type !== "output_text") continue;
    yield { type: "text-delta", id, delta: part.text };
    for (const annotation of part.annotations) yield { type: "annotation", id, annotation };
  }
  if (hasEnd) yield { type: "text-end", id };
}

function finishReason(output: readonly OutputItem[], reason: "max_output_tokens" | "content_filter" | null): FinishReason {
  if (reason !== null) return reason === "max_output_tokens" ? "length" : "content-filter";
  return output.some(({ type }) => type === "function_call") ? "tool-calls" : "stop";
}
