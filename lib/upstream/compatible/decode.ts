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
  choices: z.array(z.object({ delta: Delta.nullish(), message: Delta.nullish(), finish_reason: z.string().nullish() })).nullish(),
  // A count that can't be read is made here instead.
  usage: WireUsage.nullish().catch(null),
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
  const calls = createCalls();
  for await (const { data } of events) {
    if (data === "[DONE]") {
      done = true;
      break;
    }
    const chunk = parseChunk(data, endpoint);
    if (chunk.usage) usage = toUsage(chunk.usage);
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    // Some send the whole message in one piece, under the name that it has where nothing is streamed.
    const delta = choice.delta ?? choice.message;
    if (delta) yield* deltaEvents(delta, parts, calls);
    if (choice.finish_reason === "error") throw failedMidStream(endpoint, choice);
    if (choice.finish_reason) finish = FINISH[choice.finish_reason] ?? "stop";
  }
  if (finish === null && !done) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
  yield* parts.finish(finish ?? "stop", usage ?? (await estimateUsage(request, parts.written())));
}

function* deltaEvents(delta: z.output<typeof Delta>, parts: Parts, calls: Calls): Generator<GenerationEvent> {
  // Some send the member they don't use as "".
  yield* parts.reasoning(delta.reasoning_content || delta.reasoning || "");
  yield* parts.text(delta.content ?? "");
  yield* parts.refusal(delta.refusal ?? "");
  for (const [position, call] of (delta.tool_calls ?? []).entries()) {
    const { key, isNew } = calls.place(call, position);
    if (isNew) yield* parts.callStart(key, call.id ?? null, call.function?.name ?? "");
    yield* parts.callDelta(key, call.function?.arguments ?? "");
  }
}

interface Calls {
  /** Which call a piece belongs to, and whether it begins there. */
  place(call: z.output<typeof ToolCallDelta>, position: number): { key: string; isNew: boolean };
}

/**
 * A call starts with its first name: some servers repeat id and name in every piece, so a name alone begins nothing. Others, Ollama
 * for one, give each call index 0, so under an index that is taken another id begins another call.
 */
function createCalls(): Calls {
  const open = new Map<number, { key: string; id: string | null }>();
  let count = 0;
  return {
    place(call, position) {
      const index = call.index ?? position;
      const known = open.get(index);
      const isNew = Boolean(call.function?.name) && (!known || Boolean(call.id && known.id && call.id !== known.id));
      if (isNew) open.set(index, { key: String(count++), id: call.id ?? null });
      return { key: open.get(index)?.key ?? "", isNew };
    },
  };
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
