import type { FinishReason, GenerationEvent, GenerationEvents, Usage } from "./event";
import { isHostedItem, isOpen, rowOf } from "./hosted-items";
import type { FunctionCallItem, ItemStatus, OutputItem, OutputMessageItem, OutputText, ReasoningItem, Refusal } from "./item";

/** The whole of a generation: what its events add up to. */
export interface GenerationResult {
  items: OutputItem[];
  finishReason: FinishReason;
  usage: Usage;
}

export interface Collected {
  items: OutputItem[];
  finishReason: FinishReason | null;
  usage: Usage | null;
}

export function emptyCollected(): Collected {
  return { items: [], finishReason: null, usage: null };
}

/** Adds one event, in place. The only code that knows how events add up. */
export function append(collected: Collected, event: GenerationEvent): void {
  switch (event.type) {
    case "text-start":
      collected.items.push({ ...messageOf(event.id, outputTextPart()), ...(event.phase && { phase: event.phase }) });
      return;
    case "refusal-start":
      collected.items.push(messageOf(event.id, { type: "refusal", refusal: "" }));
      return;
    case "text-delta":
      textPart(message(collected, event.id)).text += event.delta;
      return;
    case "refusal-delta":
      refusalPart(message(collected, event.id)).refusal += event.delta;
      return;
    case "text-end":
    case "refusal-end":
      message(collected, event.id).status = "completed";
      return;
    case "reasoning-start":
      collected.items.push({
        type: "reasoning",
        id: event.id,
        summary: [{ type: "summary_text", text: "" }],
        status: "in_progress",
      });
      return;
    case "reasoning-delta": {
      const part = reasoning(collected, event.id).summary[0];
      if (part) part.text += event.delta;
      return;
    }
    case "reasoning-end":
      Object.assign(reasoning(collected, event.id), { status: "completed", ...(event.state && { state: event.state }) });
      return;
    case "tool-call-start":
      collected.items.push(callOf(event));
      return;
    case "tool-call-delta":
      call(collected, event.id).arguments += event.delta;
      return;
    case "tool-call-end":
      call(collected, event.id).status = "completed";
      return;
    case "hosted-start":
    case "hosted-state":
    case "hosted-end":
      appendHosted(collected, event);
      return;
    // What has become interface stands in its text.
    case "picture":
      return;
    case "annotation":
      textPart(message(collected, event.id)).annotations.push(event.annotation);
      return;
    case "finish":
      collected.finishReason = event.reason;
      collected.usage = event.usage;
      if (event.reason === "length" || event.reason === "content-filter") markLast(collected, "incomplete");
  }
}

function callOf({ id, callId, name }: Extract<GenerationEvent, { type: "tool-call-start" }>): FunctionCallItem {
  return { type: "function_call", id, call_id: callId, name, arguments: "", status: "in_progress" };
}

/** Folds a whole stream; throws what the stream throws. */
export async function collect(events: GenerationEvents): Promise<GenerationResult> {
  const collected = emptyCollected();
  for await (const batch of events) for (const event of batch) append(collected, event);
  const { items, finishReason, usage } = collected;
  if (finishReason === null || usage === null) throw new Error("The generation ended without a finish event.");
  return { items, finishReason, usage };
}

function outputTextPart(): OutputText {
  return { type: "output_text", text: "", annotations: [], logprobs: [] };
}

function messageOf(id: string, part: OutputText | Refusal): OutputMessageItem {
  return { type: "message", id, role: "assistant", status: "in_progress", content: [part] };
}

function markLast(collected: Collected, status: ItemStatus): void {
  const last = collected.items.at(-1);
  if (!last) return;
  if (!isHostedItem(last) || (last.status !== undefined && isOpen(last.status))) last.status = status as never;
}

function appendHosted(collected: Collected, event: Extract<GenerationEvent, { type: `hosted-${string}` }>): void {
  if (event.type === "hosted-start") collected.items.push(rowOf(event.item).first(event.item));
  else if (event.type === "hosted-state") setState(collected, event.id, event.state);
  else collected.items[indexOf(collected, event.id)] = event.item;
}

function setState(collected: Collected, id: string, state: string): void {
  const item = collected.items[indexOf(collected, id)];
  if (item?.status !== undefined && isOpen(state)) item.status = state as never;
}

function indexOf(collected: Collected, id: string): number {
  const index = collected.items.findIndex((item) => item.id === id && isHostedItem(item));
  if (index === -1) throw new Error(`An event names the hosted item ${id}, which has not started.`);
  return index;
}

function textPart(item: OutputMessageItem): OutputText {
  const part = item.content[0];
  if (part?.type !== "output_text") throw new Error(`Item ${item.id} has no text part.`);
  return part;
}

function refusalPart(item: OutputMessageItem): Refusal {
  const part = item.content[0];
  if (part?.type !== "refusal") throw new Error(`Item ${item.id} is no refusal.`);
  return part;
}

const message = (collected: Collected, id: string): OutputMessageItem => find(collected, id, "message");
const reasoning = (collected: Collected, id: string): ReasoningItem => find(collected, id, "reasoning");
const call = (collected: Collected, id: string): FunctionCallItem => find(collected, id, "function_call");

function find<Type extends OutputItem["type"]>(collected: Collected, id: string, type: Type): Extract<OutputItem, { type: Type }> {
  const item = collected.items.findLast(
    (candidate): candidate is Extract<OutputItem, { type: Type }> => candidate.id === id && candidate.type === type,
  );
  if (!item) throw new Error(`An event names ${type} ${id}, which has not started.`);
  return item;
}
