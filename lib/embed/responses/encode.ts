import { toApiError } from "@/lib/errors";
import { append, type Collected, emptyCollected, type GenerationResult } from "@/lib/generation/collect";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import type { HostedItem } from "@/lib/generation/hosted";
import { isHostedItem, shownHosted } from "@/lib/generation/hosted-items";
import type { OutputItem, OutputText, Refusal } from "@/lib/generation/item";
import { sealReasoning } from "@/lib/items/reasoning";
import { randomPadding } from "../padding";
import { cancelResource, failResource, finishResource, type ResponseResource } from "./resource";
import { closeOutput, type MissingEnd } from "./close-output";
import { hostedEnded, hostedStarted, hostedState } from "./hosted-events";
import type { StreamEvent, StreamEvents, Unnumbered } from "./stream-event";
import { terminalEvents } from "./terminal-events";

export interface EncodeOptions {
  /** Pads every delta with random text to one of few sizes, so that these say little about what is in it. */
  obfuscate?: boolean;
  /** The workspace for which reasoning items carry themselves sealed; null or absent where nobody asked for it. */
  sealReasoningFor?: string | null;
  /** What the client asked to have of hosted items. */
  include?: readonly string[];
  /** Gets by the ids of items what is kept of them and not sent. */
  kept?: Map<string, object>;
  /** Asked when the generation fails: whether that is because somebody stopped the response on purpose. */
  isCancelled?: () => boolean;
}

/**
 * The whole stream of a response in batches, from `response.created` to the one terminal event, whose response is the final one. A generation
 * that throws becomes `error` and `response.failed` (or, cancelled, `response.incomplete` with that status): nothing is thrown.
 * What was open then stays open in the stream and is `incomplete` in the final response; an interface first gets the end that it lacks.
 *
 * The last item is not said to be done before another one starts or the generation ends, for only then is it known to be whole.
 */
export async function* toStreamEvents(resource: ResponseResource, events: GenerationEvents, options: EncodeOptions = {}): StreamEvents {
  let sequence = 0;
  const numbered = (event: Unnumbered): StreamEvent => ({ ...event, sequence_number: sequence++ });
  yield [numbered({ type: "response.created", response: resource }), numbered({ type: "response.in_progress", response: resource })];

  const output = createOutput(options);
  try {
    for await (const batch of events) {
      const wire = batch.flatMap((event) => output.take(event).map(numbered));
      if (wire.length > 0) yield wire;
    }
    yield terminalEvents(finishResource(resource, output.whole(), nowSeconds()), null, sequence);
  } catch (thrown) {
    const ends = output.close().map(numbered);
    if (options.isCancelled?.()) {
      yield [...ends, ...terminalEvents(cancelResource(resource, output.cut()), null, sequence)];
      return;
    }
    const error = toApiError(thrown);
    yield [...ends, ...terminalEvents(failResource(resource, output.cut(), error), error, sequence)];
  }
}

const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

interface Output {
  take(event: GenerationEvent): Unnumbered[];
  /** The ends of what the generation broke off. */
  close(): Unnumbered[];
  /** The items when the generation broke off: one that had ended, but was not known to be whole, is incomplete too. */
  cut(): OutputItem[];
  /** Throws unless the generation has finished. */
  whole(): GenerationResult;
}

/** Turns events into wire events while `append` adds them up: both see the same items, so the deltas make the final output. */
function createOutput({ obfuscate = false, sealReasoningFor = null, include = [], kept }: EncodeOptions): Output {
  const collected = emptyCollected();
  const indexes = new Map<string, number>();
  /** The item that has ended, but might still turn out to be cut. */
  let held: number | null = null;

  const item = (index: number): OutputItem => collected.items[index] as OutputItem;
  const release = (): Unnumbered[] => {
    if (held === null) return [];
    const index = held;
    held = null;
    return doneEvents(item(index), index);
  };
  const padding = (delta: string) => (obfuscate ? { obfuscation: randomPadding(delta) } : {});

  const hosted = (event: HostedEvent): Unnumbered[] => {
    if (event.type === "hosted-start") {
      const index = collected.items.length - 1;
      const before = release();
      indexes.set(event.id, index);
      return [...before, ...hostedStarted(event.item, item(index) as HostedItem, index, padding)];
    }
    const index = indexes.get(event.id) as number;
    if (event.type === "hosted-state") return hostedState(item(index) as HostedItem, event.state, index);
    const shown = shownHosted(event.item, include);
    collected.items[index] = shown;
    const { status: _, ...whole } = event.item;
    kept?.set(event.id, whole);
    return hostedEnded(shown, index);
  };
  const take = (event: GenerationEvent): Unnumbered[] => {
    append(collected, event);
    if (event.type === "finish" || event.type === "picture") return event.type === "finish" ? release() : [];
    if (isHosted(event)) return hosted(event);
    if (isStart(event)) {
      const index = collected.items.length - 1;
      const before = release();
      indexes.set(event.id, index);
      return [...before, ...addedEvents(item(index), index)];
    }
    const index = indexes.get(event.id) as number;
    if (event.type === "annotation") return annotationEvents(item(index), index);
    if (isEnd(event)) {
      const ended = item(index);
      if (ended.type === "reasoning") {
        if (sealReasoningFor !== null) ended.encrypted_content = sealReasoning(ended, sealReasoningFor);
        if (ended.state) kept?.set(ended.id, { state: ended.state });
        delete ended.state;
      }
      if (index < collected.items.length - 1) return doneEvents(item(index), index);
      held = index;
      return [];
    }
    return event.delta === "" ? [] : [{ ...deltaEvent(event, index), ...padding(event.delta) }];
  };
  const close = (): Unnumbered[] => closeOutput(collected.items).map((end) => ({ ...textDelta(end), ...padding(end.delta) }));
  const cut = (): OutputItem[] =>
    collected.items.map((one, index) => (index === held ? ({ ...one, status: "incomplete" } as OutputItem) : one));
  return { take, close, cut, whole: () => wholeOf(collected) };
}

type HostedEvent = Extract<GenerationEvent, { type: `hosted-${string}` }>;
type StartEvent = Exclude<Extract<GenerationEvent, { type: `${string}-start` }>, HostedEvent>;
type EndEvent = Exclude<Extract<GenerationEvent, { type: `${string}-end` }>, HostedEvent>;
type DeltaEvent = Extract<GenerationEvent, { type: `${string}-delta` }>;

const isHosted = (event: GenerationEvent): event is HostedEvent => event.type.startsWith("hosted-");
const isStart = (event: GenerationEvent): event is StartEvent => event.type.endsWith("-start");
const isEnd = (event: GenerationEvent): event is EndEvent => event.type.endsWith("-end");

function wholeOf({ items, finishReason, usage }: Collected): GenerationResult {
  if (finishReason === null || usage === null) throw new Error("The generation ended without a finish event.");
  return { items, finishReason, usage };
}

/** The item with nothing in it yet; what can't be null is empty. */
function addedEvents(item: OutputItem, output_index: number): Unnumbered[] {
  if (isHostedItem(item)) return [];
  const at = { item_id: item.id, output_index };
  switch (item.type) {
    case "message": {
      const part = emptyPart(item);
      return [
        { type: "response.output_item.added", output_index, item: { ...item, content: [] } },
        { type: "response.content_part.added", ...at, content_index: 0, part },
      ];
    }
    case "reasoning":
      return [
        { type: "response.output_item.added", output_index, item: { ...item, summary: [] } },
        { type: "response.reasoning_summary_part.added", ...at, summary_index: 0, part: { type: "summary_text", text: "" } },
      ];
    case "function_call":
      return [{ type: "response.output_item.added", output_index, item: { ...item } }];
  }
}

function emptyPart({ content: [part] }: Extract<OutputItem, { type: "message" }>): OutputText | Refusal {
  return part?.type === "refusal" ? { type: "refusal", refusal: "" } : { type: "output_text", text: "", annotations: [], logprobs: [] };
}

function deltaEvent({ type, id, delta }: DeltaEvent, output_index: number): Unnumbered {
  const at = { item_id: id, output_index };
  switch (type) {
    case "text-delta":
      return textDelta({ ...at, delta });
    case "refusal-delta":
      return { type: "response.refusal.delta", ...at, content_index: 0, delta };
    case "reasoning-delta":
      return { type: "response.reasoning_summary_text.delta", ...at, summary_index: 0, delta };
    case "tool-call-delta":
      return { type: "response.function_call_arguments.delta", ...at, delta };
  }
}

/** The last one that a message got. */
function annotationEvents(item: OutputItem, output_index: number): Unnumbered[] {
  const part = item.type === "message" ? item.content[0] : undefined;
  if (part?.type !== "output_text") return [];
  const annotation_index = part.annotations.length - 1;
  const annotation = part.annotations[annotation_index];
  if (!annotation) return [];
  const at = { item_id: item.id, output_index, content_index: 0 };
  return [{ type: "response.output_text.annotation.added", ...at, annotation_index, annotation }];
}

export function textDelta(end: MissingEnd): Extract<Unnumbered, { type: "response.output_text.delta" }> {
  return { type: "response.output_text.delta", ...end, content_index: 0, logprobs: [] };
}

function doneEvents(item: OutputItem, output_index: number): Unnumbered[] {
  const at = { item_id: item.id, output_index };
  if (isHostedItem(item)) return hostedEnded(item, output_index);
  const done: Unnumbered = { type: "response.output_item.done", output_index, item: structuredClone(item) };
  switch (item.type) {
    case "message":
      return [
        ...item.content.flatMap((part, content_index): Unnumbered[] => [
          part.type === "refusal"
            ? { type: "response.refusal.done", ...at, content_index, refusal: part.refusal }
            : { type: "response.output_text.done", ...at, content_index, text: part.text, logprobs: [] },
          { type: "response.content_part.done", ...at, content_index, part: { ...part } },
        ]),
        done,
      ];
    case "reasoning":
      return [
        ...item.summary.flatMap((part, summary_index): Unnumbered[] => [
          { type: "response.reasoning_summary_text.done", ...at, summary_index, text: part.text },
          { type: "response.reasoning_summary_part.done", ...at, summary_index, part: { ...part } },
        ]),
        done,
      ];
    case "function_call":
      return [{ type: "response.function_call_arguments.done", ...at, name: item.name, arguments: item.arguments }, done];
  }
}
