import { ApiError } from "@/lib/errors";
import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { throughStage } from "@/lib/generation/stage";
import { estimateUsage } from "../estimate-usage";
import { createParts } from "../parts";
import { isRecord, plainText } from "@/lib/json";
import type { Endpoint, ServerEvent, ServerEvents } from "../transport";
import type { WireFormat } from "../wire-format";
import { endOf, failureOf, usageOf } from "./ending";
import { Output, type WireEvent } from "./output";

const TERMINAL = new Set(["response.completed", "response.incomplete", "response.failed", "response.cancelled", "response.done"]);

/**
 * Responses events → generation events. `provider` is what the reasoning is bound to. A server that answers in the format of chat
 * completions is read by `other`. A stream without its last event was cut: an error.
 */
export async function* decode(
  events: ServerEvents,
  request: GenerationRequest,
  endpoint: Endpoint,
  { provider, other }: { provider: string; other: WireFormat["decode"] },
): GenerationEvents {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  const rest = { [Symbol.asyncIterator]: () => iterator };
  if (!first.done && isOfChat(first.value[0]?.data ?? "")) yield* other(prepended(first.value, rest), request, endpoint);
  else yield* decodeResponses(first.done ? rest : prepended(first.value, rest), request, endpoint, provider);
}

async function* prepended<T>(first: T, rest: AsyncIterable<T>): AsyncGenerator<T> {
  yield first;
  yield* rest;
}

function isOfChat(data: string): boolean {
  const value = parsed(data);
  return isRecord(value) && typeof value.type !== "string" && Array.isArray(value.choices);
}

async function* decodeResponses(events: ServerEvents, request: GenerationRequest, endpoint: Endpoint, provider: string): GenerationEvents {
  const parts = createParts();
  const output = new Output(parts, { provider, model: request.model });
  let ended = null as { reason: FinishReason; usage: Usage | null } | null;
  const take = ({ data }: ServerEvent, out: GenerationEvent[]): void => {
    if (data.trim() === "[DONE]" || data.trim() === "") return;
    const event = readEvent(data, endpoint);
    if (event.type === "error") throw failureOf(endpoint, event.error ?? event);
    if (!TERMINAL.has(event.type)) {
      out.push(...output.take(event));
      return;
    }
    const response = isRecord(event.response) ? event.response : {};
    const status = typeof response.status === "string" ? response.status : event.type.replace("response.", "");
    if (status === "failed" || status === "cancelled") throw failureOf(endpoint, response.error);
    for (const said of output.end(response.output)) out.push(said);
    ended = { reason: endOf(endpoint, status, response, output.isRefused), usage: usageOf(response.usage) };
  };
  const end = (out: GenerationEvent[]): void => {
    if (!ended) throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
    if (ended.usage) out.push(...parts.finish(ended.reason, ended.usage));
  };
  yield* throughStage(events, { take, isOver: () => ended !== null, end });
  // Counting takes its time, so it comes when everything else has left.
  if (ended && !ended.usage) yield parts.finish(ended.reason, await estimateUsage(request, parts.written()));
}

/** A whole response in place of events is its own last event. */
function readEvent(data: string, endpoint: Endpoint): WireEvent {
  const value = parsed(data);
  if (!isRecord(value)) {
    throw new ApiError("upstream_failed", `${endpoint.name} sent something that is not JSON.`, { cause: new Error(data.slice(0, 2_000)) });
  }
  if (typeof value.type === "string") return value as WireEvent;
  if (value.object === "response") return { type: `response.${plainText(value.status) || "completed"}`, response: value };
  if (value.error != null) return { type: "error", error: value.error };
  throw new ApiError("upstream_failed", `${endpoint.name} sent an unreadable piece.`, { cause: new Error(data.slice(0, 2_000)) });
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}
