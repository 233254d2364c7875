import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { throughStage } from "@/lib/generation/stage";
import { newId } from "@/lib/ids";
import { JsonObject } from "@/lib/parameter";
import { keepCallNote } from "../call-notes";
import { estimateUsage } from "../estimate-usage";
import { createParts, type Parts } from "../parts";
import { failedMidStream } from "../rejection";
import type { Endpoint, ServerEvent, ServerEvents } from "../transport";
import { PROVIDER } from "./contents";

const Part = z.object({
  text: z.string().nullish(),
  thought: z.boolean().nullish(),
  thoughtSignature: z.string().nullish(),
  inlineData: z.object({ mimeType: z.string(), data: z.string() }).nullish().catch(null),
  functionCall: z.object({ id: z.string().nullish(), name: z.string(), args: JsonObject.nullish() }).nullish(),
});
/** A count of another form is no count, which fails no answer. */
const Count = z.number().nullish().catch(null);
const WireUsage = z
  .object({
    promptTokenCount: Count,
    toolUsePromptTokenCount: Count,
    cachedContentTokenCount: Count,
    candidatesTokenCount: Count,
    thoughtsTokenCount: Count,
  })
  .nullish()
  .catch(null);
const Candidate = z.object({
  content: z.object({ parts: z.array(Part).nullish() }).nullish(),
  finishReason: z.string().nullish(),
  continuationToken: z.string().nullish(),
});
const Chunk = z.object({
  candidates: z.array(Candidate).nullish(),
  promptFeedback: z.object({ blockReason: z.string().nullish() }).nullish(),
  usageMetadata: WireUsage,
  error: z.unknown(),
});

/** The reasons that end an answer; every other one is a failure. */
const FINISH: Record<string, FinishReason> = {
  STOP: "stop",
  MAX_TOKENS: "length",
  SAFETY: "content-filter",
  RECITATION: "content-filter",
  LANGUAGE: "content-filter",
  BLOCKLIST: "content-filter",
  PROHIBITED_CONTENT: "content-filter",
  SPII: "content-filter",
  IMAGE_SAFETY: "content-filter",
  IMAGE_PROHIBITED_CONTENT: "content-filter",
  IMAGE_RECITATION: "content-filter",
  ESCALATION: "content-filter",
  PUP_LIMITED_DISABLED: "content-filter",
};
/** The answer is longer than one request gives, and goes on in another. */
const GOES_ON = "CONTINUATION";
const REQUESTS_MAX = 32;

const FAILURES: Record<string, string> = {
  MALFORMED_FUNCTION_CALL: "wrote a tool call that cannot be read",
  UNEXPECTED_TOOL_CALL: "called a tool that it was not offered",
  TOO_MANY_TOOL_CALLS: "called too many tools",
  MISSING_THOUGHT_SIGNATURE: "misses the signature of a call",
  MALFORMED_RESPONSE: "wrote an answer that cannot be read",
};

/** Asks for an answer, or with a token for what follows of it. */
type Ask = (continuationToken: string | null) => ServerEvents;

/**
 * Gemini chunks → generation events, over as many requests as the answer takes. A stream without a finish reason was cut: an error, and so is
 * one that ended for a reason that is no end.
 */
export async function* decode(ask: Ask, request: GenerationRequest, endpoint: Endpoint): GenerationEvents {
  const parts = createParts();
  const calls: Calls = {
    model: request.model,
    showsPictures: request.outputFormat.type === "text",
    count: 0,
    areSigned: false,
    signed: [],
  };
  let token: string | null = null;
  let usage: Usage | null = null;
  for (let count = 0; count < REQUESTS_MAX; count++) {
    let finish = null as FinishReason | null;
    let next = null as string | null;
    const take = ({ data }: ServerEvent, out: GenerationEvent[]): void => {
      const chunk = parseChunk(data, endpoint);
      if (chunk.usageMetadata) usage = toUsage(chunk.usageMetadata);
      if (chunk.promptFeedback?.blockReason) finish = "content-filter";
      const candidate = chunk.candidates?.[0];
      for (const part of candidate?.content?.parts ?? []) sayPart(part, parts, calls, out);
      if (candidate?.finishReason === GOES_ON && candidate.continuationToken) next = candidate.continuationToken;
      else if (candidate?.finishReason) finish = finishOf(candidate.finishReason, endpoint);
    };
    yield* throughStage(ask(token), { take });
    if (finish === null && next === null) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
    token = next;
    if (finish === null) continue;
    const signed = endSigned(calls, parts);
    yield [...signed, ...parts.finish(finish, usage ?? (await estimateUsage(request, parts.written())))];
    return;
  }
  throw new ApiError("upstream_failed", `The answer of ${endpoint.name} did not come to an end.`);
}

function finishOf(reason: string, endpoint: Endpoint): FinishReason {
  const finish = FINISH[reason];
  if (finish !== undefined) return finish;
  const failure = FAILURES[reason] ?? "ended its answer for a reason that is not known";
  throw new ApiError("upstream_failed", `${endpoint.name} ${failure}.`, { cause: new Error(`finishReason: ${reason}`) });
}

interface Calls {
  model: string;
  /** Whether there is a place for them: JSON has none. */
  showsPictures: boolean;
  count: number;
  areSigned: boolean;
  /** Parts without a call that came with a signature, as the API wants them back. */
  signed: Record<string, unknown>[];
}

/** Hands on what is signed beside calls: once there is no more text, since what is written goes on over a signature. */
function endSigned({ model, signed }: Calls, parts: Parts): GenerationEvent[] {
  return signed.length === 0 ? [] : parts.reasoningEnd({ provider: PROVIDER, model, blocks: signed.splice(0) });
}

function sayPart(part: z.output<typeof Part>, parts: Parts, calls: Calls, out: GenerationEvent[]): void {
  const { text, thought, inlineData, functionCall, thoughtSignature } = part;
  if (text) out.push(...(thought ? parts.reasoning(text) : parts.text(text)));
  if (inlineData?.mimeType.startsWith("image/") && calls.showsPictures && !thought)
    out.push(...parts.picture(`data:${inlineData.mimeType};base64,${inlineData.data}`));
  if (!functionCall) {
    if (thoughtSignature) calls.signed.push({ text: text ?? "", ...(thought && { thought }), thoughtSignature });
    return;
  }
  out.push(...endSigned(calls, parts));
  const key = String(calls.count++);
  const callId = functionCall.id || newId("call");
  // Of calls made together only the first is signed.
  calls.areSigned ||= Boolean(thoughtSignature);
  if (calls.areSigned) keepCallNote(calls.model, callId, thoughtSignature ? [{ thoughtSignature }] : []);
  if (thoughtSignature) out.push(...parts.reasoningEnd({ provider: PROVIDER, model: calls.model, blocks: [{ thoughtSignature }], callId }));
  out.push(...parts.callStart(key, callId, functionCall.name));
  out.push(...parts.callDelta(key, JSON.stringify(functionCall.args ?? {})));
  out.push(...parts.callEnd(key));
}

function parseChunk(data: string, endpoint: Endpoint): z.output<typeof Chunk> {
  let chunk: z.output<typeof Chunk>;
  try {
    const value: unknown = JSON.parse(data);
    chunk = Chunk.parse(Array.isArray(value) ? value[0] : value);
  } catch (error) {
    throw new ApiError("upstream_failed", `${endpoint.name} sent an unreadable piece.`, { cause: error });
  }
  if (chunk.error) throw failedMidStream(endpoint, chunk.error);
  return chunk;
}

function toUsage(usage: NonNullable<z.output<typeof WireUsage>>): Usage {
  const reasoningTokens = usage.thoughtsTokenCount ?? 0;
  return {
    inputTokens: (usage.promptTokenCount ?? 0) + (usage.toolUsePromptTokenCount ?? 0),
    cachedTokens: usage.cachedContentTokenCount ?? 0,
    outputTokens: (usage.candidatesTokenCount ?? 0) + reasoningTokens,
    reasoningTokens,
  };
}
