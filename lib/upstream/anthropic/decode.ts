import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { throughStage } from "@/lib/generation/stage";
import { keepCallNote } from "../call-notes";
import { createParts, type Parts } from "../parts";
import { failedMidStream } from "../rejection";
import type { Endpoint, ServerEvent, ServerEvents } from "../transport";
import { rulesOf } from "./rules";
import { ANSWER_TOOL, formatOf } from "./tools";
import { PROVIDER } from "./turns";

/** A count of another form is no count, which fails no answer. */
const Count = z.number().nullish().catch(null);
const WireUsage = z
  .object({
    input_tokens: Count,
    output_tokens: Count,
    cache_read_input_tokens: Count,
    cache_creation_input_tokens: Count,
    output_tokens_details: z.object({ thinking_tokens: Count }).nullish().catch(null),
  })
  .nullish()
  .catch(null);
const WireEvent = z.object({
  type: z.string(),
  index: z.number().nullish(),
  message: z.object({ usage: WireUsage }).nullish().catch(null),
  content_block: z
    .object({
      type: z.string(),
      id: z.string().nullish(),
      name: z.string().nullish(),
      text: z.string().nullish(),
      thinking: z.string().nullish(),
      signature: z.string().nullish(),
      data: z.string().nullish(),
      input: z.unknown(),
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
      stop_details: z.object({ category: z.string().nullish(), explanation: z.string().nullish() }).nullish().catch(null),
    })
    .nullish(),
  usage: WireUsage,
  error: z.unknown(),
});
type WireEvent = z.output<typeof WireEvent>;

const FINISH: Record<string, FinishReason> = {
  end_turn: "stop",
  stop_sequence: "stop",
  max_tokens: "length",
  model_context_window_exceeded: "length",
  tool_use: "tool-calls",
  refusal: "content-filter",
};

/**
 * Messages events → generation events. Where the answer comes through `ANSWER_TOOL`, its arguments are the text. A stream that ends before
 * `message_stop`, or for a reason that nobody knows, fails.
 */
export function decode(events: ServerEvents, request: GenerationRequest, endpoint: Endpoint): GenerationEvents {
  const parts = createParts();
  const blocks: Blocks = { model: request.model, answers: new Set(), empty: new Map(), thoughts: [], sinceCall: [] };
  const answerTool = formatOf(request, rulesOf(request.model))?.by === "tool" ? ANSWER_TOOL : null;
  const counts = createCounts();
  let reason: string | null = null;
  let isStopped = false;
  const take = ({ data }: ServerEvent, out: GenerationEvent[]): void => {
    const event = parseEvent(data, endpoint);
    counts.add(event.message?.usage ?? event.usage);
    if (event.type === "error") throw failedMidStream(endpoint, event.error);
    reason = event.delta?.stop_reason ?? reason;
    if (event.delta?.stop_reason === "refusal") out.push(...parts.refusal(refusalWords(endpoint, event.delta.stop_details)));
    isStopped = event.type === "message_stop";
    if (isStopped) return;
    keepThoughts(event, blocks);
    for (const said of blockEvents(event, parts, blocks, answerTool)) out.push(said);
  };
  const end = (out: GenerationEvent[]): void => {
    if (!isStopped) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
    const finish = finishOf(reason, endpoint);
    out.push(...endThoughts(blocks, parts));
    out.push(...parts.finish(answerTool !== null && finish === "tool-calls" ? "stop" : finish, counts.usage()));
  };
  return throughStage(events, { take, isOver: () => isStopped, end });
}

function finishOf(reason: string | null, endpoint: Endpoint): FinishReason {
  const finish = reason === null ? undefined : FINISH[reason];
  if (finish !== undefined) return finish;
  const cause = new Error(`stop_reason: ${reason}`);
  throw new ApiError("upstream_failed", `${endpoint.name} ended its answer for a reason that is not known.`, { cause });
}

function refusalWords(endpoint: Endpoint, details: { category?: string | null; explanation?: string | null } | null | undefined): string {
  const kind = details?.category ? ` (${details.category.replaceAll("_", " ")})` : "";
  return [`${endpoint.name} refused to answer this${kind}.`, details?.explanation].filter(Boolean).join(" ");
}

type Thought = Record<string, unknown> & { type: string; thinking?: string; signature?: string; data?: string };

interface Blocks {
  model: string;
  /** The keys of calls that are the answer. */
  answers: Set<string>;
  /** The calls of whose arguments no piece has come, with what they began with. */
  empty: Map<string, string>;
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
  const key = String(event.index ?? 0);
  switch (event.type) {
    case "content_block_start":
      yield* blockStart(key, event.content_block, parts, blocks, answerTool);
      return;
    case "content_block_delta":
      yield* parts.reasoning(event.delta?.thinking ?? "");
      yield* parts.text(event.delta?.text ?? "");
      yield* argumentsPiece(key, event.delta?.partial_json ?? "", parts, blocks);
      return;
    case "content_block_stop":
      yield* argumentsPiece(key, blocks.empty.get(key) ?? "", parts, blocks);
      yield* parts.callEnd(key);
  }
}

function* blockStart(
  key: string,
  block: WireEvent["content_block"],
  parts: Parts,
  blocks: Blocks,
  answerTool: string | null,
): Generator<GenerationEvent> {
  if (block?.type === "thinking") yield* parts.reasoning(block.thinking ?? "");
  if (block?.type !== "tool_use" && block?.type !== "text") return;
  const isCall = block.type === "tool_use" && block.name !== answerTool;
  yield* endThoughts(blocks, parts, isCall ? block.id : null);
  yield* parts.text(block.text ?? "");
  if (block.type === "text") return;
  blocks.empty.set(key, JSON.stringify(block.input ?? {}));
  if (!isCall) {
    blocks.answers.add(key);
    return;
  }
  if (blocks.sinceCall.length > 0) keepCallNote(blocks.model, block.id ?? "", blocks.sinceCall.splice(0));
  yield* parts.callStart(key, block.id ?? null, block.name ?? "");
}

function* argumentsPiece(key: string, piece: string, parts: Parts, blocks: Blocks): Generator<GenerationEvent> {
  if (piece === "") return;
  blocks.empty.delete(key);
  yield* blocks.answers.has(key) ? parts.text(piece) : parts.callDelta(key, piece);
}

interface Counts {
  add(wire: z.output<typeof WireUsage>): void;
  usage(): Usage;
}

/** Input counts come with the first event, output counts grow with later ones; each as it was told last. */
function createCounts(): Counts {
  const told: NonNullable<z.output<typeof WireUsage>> = {};
  return {
    add(wire) {
      for (const [name, value] of Object.entries(wire ?? {})) if (value != null) Object.assign(told, { [name]: value });
    },
    usage() {
      const cached = told.cache_read_input_tokens ?? 0;
      const written = told.cache_creation_input_tokens;
      return {
        inputTokens: (told.input_tokens ?? 0) + cached + (written ?? 0),
        cachedTokens: cached,
        ...(written != null && { cacheWriteTokens: written }),
        outputTokens: told.output_tokens ?? 0,
        reasoningTokens: told.output_tokens_details?.thinking_tokens ?? 0,
      };
    },
  };
}

function parseEvent(data: string, endpoint: Endpoint): WireEvent {
  try {
    return WireEvent.parse(JSON.parse(data));
  } catch (error) {
    throw new ApiError("upstream_failed", `${endpoint.name} sent an unreadable piece.`, { cause: error });
  }
}
