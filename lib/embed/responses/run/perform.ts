import type { Generation } from "@/lib/engine";
import { ApiError, toApiError } from "@/lib/errors";
import type { GenerationEvents } from "@/lib/generation/event";
import type { OutputItem, StoredItem } from "@/lib/generation/item";
import { readText } from "@/lib/generation/read-text";
import type { Adjustment } from "@/lib/generation/upstream";
import type { GenerationRequest } from "@/lib/generation/request";
import { withUiPrompt } from "@/lib/genui/prompt/prompt";
import { endAdmission, noteBatch, noteGeneration, type UsageNote } from "@/lib/http/usage-note";
import type { Principal } from "@/lib/principal";
import type { EventBatch, NewResponse } from "@/lib/responses/schema";
import { estimateUsage } from "@/lib/upstream/estimate-usage";
import { adjustedMember } from "../../adjusted";
import type { ConnectionMemory } from "../connection-memory";
import { type EncodeOptions, toStreamEvents } from "../encode";
import { failResource, type ResponseResource, toUsage } from "../resource";
import { isTerminal, type StreamEvents } from "../stream-event";
import { terminalEvents } from "../terminal-events";
import { type Backpressure, createBackpressure } from "./backpressure";
import { endRun } from "./end-run";
import { createEventLog, type EventLog } from "./event-log";
import { type EventSaver, saveEvents } from "./event-saver";
import { liveRuns } from "./live-runs";
import { inOwnWords } from "./own-words";
import type { RunWork } from "./run-work";
import { withSignal } from "./with-signal";

export interface Prepared {
  /** The dialogue before the request's own items. */
  context: StoredItem[];
  request: GenerationRequest;
  generation: Generation;
  response: NewResponse;
}

export interface RunEnd {
  resource: ResponseResource;
  failure: ApiError | null;
}

export interface Run {
  /** The response as it begins. */
  resource: ResponseResource;
  /** Every event from the first to the terminal one, which is stored before it comes. Never throws; can be read more than once. */
  events: StreamEvents;
  /** What the model does not take as it was asked for; all of it is known once the first event is there. */
  adjusted: readonly Adjustment[];
  /** The response as it ended, which is the terminal event's, and why it failed. Never rejects. */
  ended: Promise<RunEnd>;
}

interface Performance {
  principal: Principal;
  usage: UsageNote;
  resource: ResponseResource;
  prepared: Prepared;
  work: RunWork;
  memory: ConnectionMemory | null;
  encoding: Pick<EncodeOptions, "obfuscate" | "sealReasoningFor" | "include">;
  /** What is kept of items and not sent, by their ids. */
  kept: Map<string, object>;
}

/** Runs a response that has begun to its end, read or not. */
export function perform(begun: Omit<Performance, "kept">): Run {
  const performance = { ...begun, kept: new Map<string, object>() };
  const { resource, work } = performance;
  const log = createEventLog();
  const backpressure = createBackpressure();
  const saver = resource.background ? saveEvents(resource.id, log.events, work.stop) : null;
  const ended = run(performance, log, backpressure, saver).finally(() => {
    void endAdmission(performance.usage, work.signal.aborted);
    liveRuns().delete(resource.id);
    work.end();
    log.end();
  });
  if (resource.store) liveRuns().set(resource.id, { id: resource.id, log, stop: work.stop, done: ended.then(() => undefined) });
  // What runs in the background goes on without its reader, and what there is of it is kept anyway.
  const events = resource.background ? () => log.read() : () => backpressure.reading(log.read());
  return { resource, adjusted: performance.prepared.generation.adjusted, events: { [Symbol.asyncIterator]: events }, ended };
}

async function run(performance: Performance, log: EventLog, backpressure: Backpressure, saver: EventSaver | null): Promise<RunEnd> {
  const { resource, work, encoding, kept } = performance;
  const failures: ApiError[] = [];
  const isCancelled = () => work.signal.aborted && !(work.signal.reason instanceof ApiError);
  for await (const batch of toStreamEvents(resource, noted(performance, failures), { ...encoding, kept, isCancelled })) {
    // The end, and what says that it failed, leave once the end is stored.
    const said = batch.filter((event) => event.type !== "error" && !isTerminal(event));
    log.push(...said);
    backpressure.said(said);
    const last = batch.at(-1);
    if (last && isTerminal(last)) return conclude(performance, log, saver, last.response, failures[0]);
    await backpressure.room(work.signal);
  }
  throw new Error("The stream ended without its last event.");
}

async function* noted({ prepared: { generation }, usage, work }: Performance, failures: ApiError[]): GenerationEvents {
  usage.answeredBy = generation.model;
  noteGeneration(usage, generation);
  try {
    for await (const batch of withSignal(generation.events, work.signal)) {
      usage.answeredBy = generation.model;
      yield noteBatch(usage, batch, generation);
    }
  } catch (thrown) {
    const failure = inOwnWords(toApiError(thrown));
    failures.push(failure);
    throw failure;
  }
}

async function conclude(
  performance: Performance,
  log: EventLog,
  saver: EventSaver | null,
  final: ResponseResource,
  thrown: ApiError | undefined,
): Promise<RunEnd> {
  const { usage } = performance;
  const { model, adjusted } = performance.prepared.generation;
  const told = adjusted.length > 0 && { vitrine_adjusted: adjustedMember(adjusted) };
  const resource = await withPartialUsage(performance, { ...final, model, ...told });
  const failure = resource.status === "failed" ? (thrown ?? toApiError(new Error("The generation broke the rules of its events."))) : null;
  if (usage.said) usage.said.response = resource;
  const sequence = log.events.length;
  const left = endAdmission(performance.usage, performance.work.signal.aborted);
  if (!resource.store) {
    await left;
    remember(performance, resource);
    log.push(...terminalEvents(resource, failure, sequence));
    return { resource, failure };
  }
  const unsaved = await saver?.finish();
  const last = terminalEvents(resource, failure, sequence);
  const events = unsaved ? { ...unsaved, events: [...unsaved.events, ...last] } : null;
  const [end] = await Promise.all([storeEnd(performance, { resource, failure }, events), left]);
  log.push(...(end.resource === resource ? last : terminalEvents(end.resource, end.failure, sequence)));
  return end;
}

/** What is true once the end was stored, or could not be. */
async function storeEnd({ principal, usage, prepared, kept }: Performance, end: RunEnd, events: EventBatch | null): Promise<RunEnd> {
  const { conversationId, input } = prepared.response;
  // An answer without words is no interface, whatever was asked for.
  const hasWords = end.resource.output.some((item) => item.type === "message" && item.content.some(({ type }) => type === "output_text"));
  const report = hasWords ? prepared.generation.report : null;
  try {
    const stored = await endRun({
      principal,
      usage,
      ...end,
      output: withKept(end.resource.output, kept),
      report,
      conversationId,
      input,
      events,
    });
    if (stored === end.resource) return end;
    if (stored) return { resource: stored, failure: stored.error && new ApiError("service_unavailable", stored.error.message) };
    throw new ApiError("response_not_found", "The response was deleted while it was being generated.");
  } catch (thrown) {
    const failure = toApiError(thrown);
    return {
      resource: failResource({ ...end.resource, completed_at: null, incomplete_details: null }, end.resource.output, failure),
      failure,
    };
  }
}

/** What was used until somebody stopped the response; nobody counted it, so it is estimated. */
async function withPartialUsage(
  { usage, prepared: { request, generation } }: Performance,
  resource: ResponseResource,
): Promise<ResponseResource> {
  if (resource.usage !== null || (resource.status !== "cancelled" && resource.output.length === 0)) return resource;
  const asked = request.outputFormat.type === "text" ? withUiPrompt(request, undefined, generation.promptProfile) : request;
  usage.tokens ??= generation.priced(await estimateUsage(asked, resource.output.map(readText).join("\n")));
  return { ...resource, usage: toUsage(usage.tokens) };
}

/** What is not stored, and what goes on from there, can only be gone on from by the same connection. */
function remember({ memory, kept, prepared: { context, response } }: Performance, { id, status, output }: ResponseResource): void {
  if (!memory) return;
  if (status === "completed" || status === "incomplete")
    memory.keep(id, { input: [...context, ...response.input], output: withKept(output, kept) });
  else if (response.previousResponseId !== null) memory.evict(response.previousResponseId);
}

/** The output as it is gone on from: with what was not sent of it. */
function withKept(output: OutputItem[], kept: ReadonlyMap<string, object>): OutputItem[] {
  return output.map((item) => ({ ...item, ...kept.get(item.id) }));
}
