import type { ChatCompletion, ChatCompletionChunk } from "openai/resources/chat/completions";
import type { CompletionUsage } from "openai/resources/completions";
import type { GenerationResult } from "@/lib/generation/collect";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import type { Annotation } from "@/lib/generation/hosted";
import { throughStage } from "@/lib/generation/stage";
import { frame } from "@/lib/http/sse";
import { VERSION } from "@/lib/version";
import { randomPadding } from "../padding";
import { type CostMembers, toCostMembers } from "../usage-cost";

/** What all parts of one answer have in common; `created` is in seconds. */
export interface Stamp {
  id: string;
  created: number;
  model: string;
}

/** What made the answer, as far as this server knows: itself, in its version. */
export const SYSTEM_FINGERPRINT = `fp_vitrine_${VERSION}`;

export interface ChunkOptions {
  /** Adds a last chunk with the usage. */
  includeUsage: boolean;
  /** Pads every piece with random text to one of few sizes, so that these say little about what is in it. */
  obfuscate: boolean;
}

const ORIGIN = { service_tier: "default", system_fingerprint: SYSTEM_FINGERPRINT } as const;

const FINISH_REASONS = {
  stop: "stop",
  length: "length",
  "tool-calls": "tool_calls",
  "content-filter": "content_filter",
} as const satisfies Record<FinishReason, ChatCompletion.Choice["finish_reason"]>;

/** The official client's type knows annotations of whole messages only. */
type WireDelta = ChatCompletionChunk.Choice.Delta & { annotations?: ChatAnnotation[] };

type ChatAnnotation = NonNullable<ChatCompletion.Choice["message"]["annotations"]>[number];

/** Citations as chat completions nest them; they know those of pages only. The content is all texts, of which `before` characters come first. */
function toAnnotations(annotations: readonly Annotation[], before: number): ChatAnnotation[] {
  return annotations.flatMap((annotation) => {
    if (annotation.type !== "url_citation") return [];
    const { type, start_index, end_index, ...cited } = annotation;
    return [{ type, url_citation: { ...cited, start_index: start_index + before, end_index: end_index + before } }];
  });
}

/** The whole answer: texts are joined, refusals too, reasoning is left out. */
export function toChatCompletion({ items, finishReason, usage }: GenerationResult, stamp: Stamp): ChatCompletion {
  const parts = items.flatMap((item) => (item.type === "message" ? item.content : []));
  const texts = parts.flatMap((part) => (part.type === "output_text" ? [part.text] : []));
  let length = 0;
  const annotations = parts.flatMap((part) => {
    if (part.type !== "output_text") return [];
    const cited = toAnnotations(part.annotations, length);
    length += part.text.length;
    return cited;
  });
  const refusals = parts.flatMap((part) => (part.type === "refusal" ? [part.refusal] : []));
  const calls = items.flatMap((item) =>
    item.type === "function_call"
      ? [{ id: item.call_id, type: "function" as const, function: { name: item.name, arguments: item.arguments } }]
      : [],
  );
  return {
    ...stamp,
    object: "chat.completion",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: texts.length > 0 ? texts.join("") : null,
          refusal: refusals.length > 0 ? refusals.join("") : null,
          ...(calls.length > 0 && { tool_calls: calls }),
          ...(annotations.length > 0 && { annotations }),
        },
        logprobs: null,
        finish_reason: FINISH_REASONS[finishReason],
      },
    ],
    usage: toUsage(usage),
    ...ORIGIN,
  };
}

/**
 * The answer as server-sent events, in batches: the role first, the pieces, the reason it ended, and with `includeUsage` a chunk without
 * choices that carries the usage (the others then say null).
 */
export function toChunkFrames(events: GenerationEvents, stamp: Stamp, { includeUsage, obfuscate }: ChunkOptions): AsyncIterable<string[]> {
  const calls = new Map<string, number>();
  const chunk = createChunkWriter(stamp, includeUsage);
  const annotations: ChatAnnotation[] = [];
  /** The characters of the content, and those before the message that is written. */
  let length = 0;
  let before = 0;
  let hasRole = false;
  const take = (event: GenerationEvent, out: string[]): void => {
    if (event.type === "annotation") {
      annotations.push(...toAnnotations([event.annotation], before));
      return;
    }
    if (event.type === "text-start") before = length;
    if (event.type === "text-delta") length += event.delta.length;
    const delta = toDelta(event, calls);
    if (delta === null && event.type !== "finish") return;
    if (!hasRole) {
      // An answer that is only calls, or a refusal, has no content, which is not the same as empty content.
      out.push(chunk({ role: "assistant", content: delta?.content === undefined ? null : "", refusal: null }, null));
      hasRole = true;
    }
    if (event.type === "finish") {
      if (annotations.length > 0) out.push(chunk({ annotations }, null));
      out.push(chunk({}, event.reason));
      if (includeUsage) out.push(usageChunk(stamp, event.usage));
    } else if (delta) out.push(chunk(delta, null, obfuscate && "delta" in event ? randomPadding(event.delta) : null));
  };
  return throughStage(events, { take });
}

type ChunkWriter = (delta: WireDelta, finishReason: FinishReason | null, padding?: string | null) => string;

/** All chunks but the last are alike around what they add, and an answer has thousands: what surrounds it is written once. */
function createChunkWriter(stamp: Stamp, includeUsage: boolean): ChunkWriter {
  const surrounding: ChatCompletionChunk = {
    ...stamp,
    object: "chat.completion.chunk",
    choices: [{ index: 0, delta: {}, logprobs: null, finish_reason: null }],
    ...ORIGIN,
    ...(includeUsage && { usage: null }),
  };
  const around = JSON.stringify(surrounding);
  const deltaAt = around.lastIndexOf(EMPTY_DELTA) + EMPTY_DELTA.length - 2;
  const reasonAt = around.lastIndexOf(NO_REASON) + NO_REASON.length - 4;
  const [head, middle, tail] = [around.slice(0, deltaAt), around.slice(deltaAt + 2, reasonAt), around.slice(reasonAt + 4, -1)];
  return (delta, finishReason, padding = null) => {
    const reason = finishReason === null ? "null" : JSON.stringify(FINISH_REASONS[finishReason]);
    const padded = padding === null ? "" : `,"obfuscation":${JSON.stringify(padding)}`;
    return frame(`${head}${JSON.stringify(delta)}${middle}${reason}${tail}${padded}}`);
  };
}

const EMPTY_DELTA = '"delta":{}';
const NO_REASON = '"finish_reason":null';

function usageChunk(stamp: Stamp, usage: Usage): string {
  const chunk: ChatCompletionChunk = { ...stamp, object: "chat.completion.chunk", choices: [], ...ORIGIN, usage: toUsage(usage) };
  return frame(JSON.stringify(chunk));
}

/** Null for what a chat completion doesn't show. `calls` numbers the tool calls in the order of their start. */
function toDelta(event: GenerationEvent, calls: Map<string, number>): ChatCompletionChunk.Choice.Delta | null {
  switch (event.type) {
    case "text-delta":
      return { content: event.delta };
    case "refusal-delta":
      return { refusal: event.delta };
    case "tool-call-start": {
      const index = calls.size;
      calls.set(event.id, index);
      return { tool_calls: [{ index, id: event.callId, type: "function", function: { name: event.name, arguments: "" } }] };
    }
    case "tool-call-delta":
      return { tool_calls: [{ index: calls.get(event.id) ?? 0, function: { arguments: event.delta } }] };
    case "text-start":
    case "text-end":
    case "refusal-start":
    case "refusal-end":
    case "reasoning-start":
    case "reasoning-delta":
    case "reasoning-end":
    case "tool-call-end":
    case "hosted-start":
    case "hosted-state":
    case "hosted-end":
    case "annotation":
    case "picture":
    case "finish":
      return null;
  }
}

function toUsage(usage: Usage): CompletionUsage & Partial<CostMembers> {
  return {
    prompt_tokens: usage.inputTokens,
    completion_tokens: usage.outputTokens,
    total_tokens: usage.inputTokens + usage.outputTokens,
    prompt_tokens_details: { cached_tokens: usage.cachedTokens, cache_write_tokens: usage.cacheWriteTokens ?? 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: usage.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
    ...toCostMembers(usage.cost),
  };
}
