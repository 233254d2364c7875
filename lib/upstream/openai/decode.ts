import { ApiError } from "@/lib/errors";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import { estimateUsage } from "../estimate-usage";
import { createParts } from "../parts";
import { isRecord, plainText } from "@/lib/json";
import type { Endpoint } from "../transport";
import type { WireFormat } from "../wire-format";
import { endOf, failureOf, usageOf } from "./ending";
import { Output, type WireEvent } from "./output";

const TERMINAL = new Set(["response.completed", "response.incomplete", "response.failed", "response.cancelled", "response.done"]);

/**
 * Responses events → generation events. `provider` is what the reasoning is bound to. A server that answers in the format of chat
 * completions is read by `other`. A stream without its last event was cut: an error.
 */
export async function* decode(
  events: AsyncIterable<{ data: string }>,
  request: GenerationRequest,
  endpoint: Endpoint,
  { provider, other }: { provider: string; other: WireFormat["decode"] },
): GenerationEvents {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  const rest = { [Symbol.asyncIterator]: () => iterator };
  if (!first.done && isOfChat(first.value.data)) yield* other(prepended(first.value, rest), request, endpoint);
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

async function* decodeResponses(
  events: AsyncIterable<{ data: string }>,
  request: GenerationRequest,
  endpoint: Endpoint,
  provider: string,
): AsyncGenerator<GenerationEvent> {
  const parts = createParts();
  const output = new Output(parts, { provider, model: request.model });
  for await (const { data } of events) {
    if (data.trim() === "[DONE]" || data.trim() === "") continue;
    const event = readEvent(data, endpoint);
    if (event.type === "error") throw failureOf(endpoint, event.error ?? event);
    if (!TERMINAL.has(event.type)) {
      yield* output.take(event);
      continue;
    }
    const response = isRecord(event.response) ? event.response : {};
    const status = typeof response.status === "string" ? response.status : event.type.replace("response.", "");
    if (status === "failed" || status === "cancelled") throw failureOf(endpoint, response.error);
    yield* output.end(response.output);
    const reason = endOf(endpoint, status, response, output.isRefused);
    yield* parts.finish(reason, usageOf(response.usage) ?? (await estimateUsage(request, parts.written())));
    return;
  }
  throw new ApiError("upstream_failed", `The answer of ${endpoint.name} was cut off.`);
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
