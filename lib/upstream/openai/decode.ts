import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { estimateUsage } from "../estimate-usage";
import { createParts, type Parts } from "../parts";
import { failedMidStream } from "../rejection";
import type { Endpoint } from "../transport";

// As tolerant as can be: servers of this format differ, and members we do not read must not fail a stream.
const ToolCallDelta = z.object({
  index: z.number().nullish(),
  id: z.string().nullish(),
  function: z.object({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});
const Delta = z.object({
  content: z.string().nullish(),
  refusal: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  reasoning: z.string().nullish(),
  tool_calls: z.array(ToolCallDelta).nullish(),
});
const WireUsage = z.object({
  prompt_tokens: z.number(),
  completion_tokens: z.number(),
  prompt_tokens_details: z.object({ cached_tokens: z.number().nullish() }).nullish(),
  completion_tokens_details: z.object({ reasoning_tokens: z.number().nullish() }).nullish(),
});
const Chunk = z.object({
  choices: z.array(z.object({ delta: Delta.nullish(), finish_reason: z.string().nullish() })).nullish(),
  usage: WireUsage.nullish(),
  error: z.unknown(),
});

const FINISH: Record<string, FinishReason> = {
  stop: "stop",
  length: "length",
  tool_calls: "tool-calls",
  function_call: "tool-calls",
  content_filter: "content-filter",
};

/** Chat Completions chunks → generation events. A stream without a finish reason and without `[DONE]` was cut: an error. */
export async function* decode(
  events: AsyncIterable<{ data: string }>,
  request: GenerationRequest,
  endpoint: Endpoint,
): AsyncGenerator<GenerationEvent> {
  const parts = createParts();
  let finish: FinishReason | null = null;
  let usage: Usage | null = null;
  let done = false;
  const started = new Set<string>();
  for await (const { data } of events) {
    if (data === "[DONE]") {
      done = true;
      break;
    }
    const chunk = parseChunk(data, endpoint);
    if (chunk.usage) usage = toUsage(chunk.usage);
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    if (choice.delta) yield* deltaEvents(choice.delta, parts, started);
    if (choice.finish_reason) finish = FINISH[choice.finish_reason] ?? "stop";
  }
  if (finish === null && !done) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
  yield* parts.finish(finish ?? "stop", usage ?? estimateUsage(request, parts.written()));
}

function* deltaEvents(delta: z.output<typeof Delta>, parts: Parts, started: Set<string>): Generator<GenerationEvent> {
  yield* parts.reasoning(delta.reasoning_content ?? delta.reasoning ?? "");
  yield* parts.text(delta.content ?? delta.refusal ?? "");
  for (const [position, call] of (delta.tool_calls ?? []).entries()) {
    const key = String(call.index ?? position);
    // Some servers repeat id and name in every piece: a call starts with its first name.
    const name = call.function?.name;
    if (name && !started.has(key)) {
      started.add(key);
      yield* parts.callStart(key, call.id ?? null, name);
    }
    yield* parts.callDelta(key, call.function?.arguments ?? "");
  }
}

function parseChunk(data: string, endpoint: Endpoint): z.output<typeof Chunk> {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch (error) {
    throw new ApiError("upstream_failed", `${endpoint.name} sent something that is not JSON.`, { cause: error });
  }
  const parsed = Chunk.safeParse(value);
  if (!parsed.success) throw new ApiError("upstream_failed", `${endpoint.name} sent an unreadable piece.`, { cause: parsed.error });
  if (parsed.data.error) throw failedMidStream(endpoint, parsed.data.error);
  return parsed.data;
}

function toUsage(usage: z.output<typeof WireUsage>): Usage {
  return {
    inputTokens: usage.prompt_tokens,
    cachedTokens: usage.prompt_tokens_details?.cached_tokens ?? 0,
    outputTokens: usage.completion_tokens,
    reasoningTokens: usage.completion_tokens_details?.reasoning_tokens ?? 0,
  };
}
