import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { keepCallNote } from "../call-notes";
import { createParts, type Parts } from "../parts";
import { failedMidStream } from "../rejection";
import type { Endpoint } from "../transport";
import { ANSWER_TOOL, answersThroughTool, PROVIDER } from "./encode";

const WireUsage = z.object({
  input_tokens: z.number().nullish(),
  output_tokens: z.number().nullish(),
  cache_read_input_tokens: z.number().nullish(),
  cache_creation_input_tokens: z.number().nullish(),
});
const WireEvent = z.object({
  type: z.string(),
  index: z.number().nullish(),
  message: z.object({ usage: WireUsage.nullish() }).nullish(),
  content_block: z
    .object({
      type: z.string(),
      id: z.string().nullish(),
      name: z.string().nullish(),
      text: z.string().nullish(),
      thinking: z.string().nullish(),
      signature: z.string().nullish(),
      data: z.string().nullish(),
    })
    .nullish(),
  delta: z
    .object({
      type: z.string().nullish(),
      text: z.string().nullish(),
      thinking: z.string().nullish(),
      signature: z.string().nullish(),
      partial_json: z.string().nullish(),
      stop_reason: z.string().nullish(),
    })
    .nullish(),
  usage: WireUsage.nullish(),
  error: z.unknown(),
});
type WireEvent = z.output<typeof WireEvent>;

const FINISH: Record<string, FinishReason> = {
  end_turn: "stop",
  stop_sequence: "stop",
  pause_turn: "stop",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool-calls",
  refusal: "content-filter",
};

/**
 * Messages events → generation events. Where the answer comes through `ANSWER_TOOL`, its arguments are the text.
 * A stream that ends before `message_stop` was cut: an error.
 */
export async function* decode(
  events: AsyncIterable<{ data: string }>,
  request: GenerationRequest,
  endpoint: Endpoint,
): AsyncGenerator<GenerationEvent> {
  const parts = createParts();
  const blocks: Blocks = { model: request.model, answers: new Set(), thoughts: [], sinceCall: [] };
  const answerTool = answersThroughTool(request) ? ANSWER_TOOL : null;
  const usage: Usage = { inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0 };
  let finish: FinishReason = "stop";
  for await (const { data } of events) {
    const event = parseEvent(data, endpoint);
    addUsage(usage, event.message?.usage ?? event.usage);
    if (event.type === "error") throw failedMidStream(endpoint, event.error);
    if (event.type === "message_stop") {
      yield* endThoughts(blocks, parts);
      yield* parts.finish(answerTool !== null && finish === "tool-calls" ? "stop" : finish, usage);
      return;
    }
    if (event.delta?.stop_reason) finish = FINISH[event.delta.stop_reason] ?? "stop";
    keepThoughts(event, blocks);
    yield* blockEvents(event, parts, blocks, answerTool);
  }
  throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
}

type Thought = Record<string, unknown> & { type: string; thinking?: string; signature?: string; data?: string };

interface Blocks {
  model: string;
  /** The keys of calls that are the answer. */
  answers: Set<string>;
  /** What was thought since anything else was written, as the API wants it back. */
  thoughts: Thought[];
  /** The same since the last call. */
  sinceCall: Thought[];
}

function keepThoughts({ type, content_block: block, delta }: WireEvent, blocks: Blocks): void {
  const last = blocks.thoughts.at(-1);
  if (type === "content_block_start" && block?.type === "thinking") {
    blocks.thoughts.push({ type: "thinking", thinking: block.thinking ?? "", signature: block.signature ?? "" });
  } else if (type === "content_block_start" && block?.type === "redacted_thinking") {
    blocks.thoughts.push({ type: "redacted_thinking", data: block.data ?? "" });
  } else if (type === "content_block_delta" && last?.type === "thinking") {
    last.thinking += delta?.thinking ?? "";
    last.signature += delta?.signature ?? "";
  }
}

/** Ends what was thought, with all that the API wants back of it. */
function endThoughts(blocks: Blocks, parts: Parts, callId?: string | null): GenerationEvent[] {
  const thoughts = blocks.thoughts.splice(0);
  if (thoughts.length === 0) return [];
  blocks.sinceCall.push(...thoughts);
  return parts.reasoningEnd({ provider: PROVIDER, model: blocks.model, blocks: thoughts, ...(callId && { callId }) });
}

function* blockEvents(event: WireEvent, parts: Parts, blocks: Blocks, answerTool: string | null): Generator<GenerationEvent> {
  const { answers } = blocks;
  const key = String(event.index ?? 0);
  switch (event.type) {
    case "content_block_start": {
      const block = event.content_block;
      if (block?.type === "tool_use" && block.name !== answerTool) {
        yield* endThoughts(blocks, parts, block.id);
        if (blocks.sinceCall.length > 0) keepCallNote(blocks.model, block.id ?? "", blocks.sinceCall.splice(0));
        yield* parts.callStart(key, block.id ?? null, block.name ?? "");
      } else if (block?.type === "tool_use" || block?.type === "text") {
        if (block.type === "tool_use") answers.add(key);
        yield* endThoughts(blocks, parts);
        yield* parts.text(block.text ?? "");
      }
      return;
    }
    case "content_block_delta":
      yield* parts.reasoning(event.delta?.thinking ?? "");
      yield* parts.text(event.delta?.text ?? "");
      if (answers.has(key)) yield* parts.text(event.delta?.partial_json ?? "");
      else yield* parts.callDelta(key, event.delta?.partial_json ?? "");
      return;
    case "content_block_stop":
      yield* parts.callEnd(key);
  }
}

// Input counts come with the first event, output counts grow with later ones.
function addUsage(usage: Usage, wire: z.output<typeof WireUsage> | null | undefined): void {
  if (!wire) return;
  const cached = wire.cache_read_input_tokens ?? 0;
  if (wire.input_tokens != null) {
    usage.inputTokens = wire.input_tokens + cached + (wire.cache_creation_input_tokens ?? 0);
    usage.cachedTokens = cached;
  }
  if (wire.output_tokens != null) usage.outputTokens = wire.output_tokens;
}

function parseEvent(data: string, endpoint: Endpoint): WireEvent {
  try {
    return WireEvent.parse(JSON.parse(data));
  } catch (error) {
    throw new ApiError("upstream_failed", `${endpoint.name} sent an unreadable piece.`, { cause: error });
  }
}
