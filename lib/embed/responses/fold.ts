import { grownBy, isHostedItem } from "@/lib/generation/hosted-items";
import type { OutputItem } from "@/lib/generation/item";
import type { StreamEvent } from "./stream-event";

/** The output that a part of a stream, from its beginning, adds up to. What it does not show as done is in progress. */
export function foldOutput(events: readonly StreamEvent[]): OutputItem[] {
  const output: OutputItem[] = [];
  for (const event of events) {
    if (event.type === "response.output_item.added" || event.type === "response.output_item.done") {
      output[event.output_index] = structuredClone(event.item);
    } else if (event.type === "response.content_part.added" || event.type === "response.reasoning_summary_part.added") {
      addPart(output[event.output_index], event);
    } else if (event.type === "response.output_text.annotation.added") {
      addAnnotation(output[event.output_index], event);
    } else if (isDelta(event)) {
      addDelta(output[event.output_index], event);
    }
  }
  return output;
}

type PartEvent = Extract<StreamEvent, { type: "response.content_part.added" | "response.reasoning_summary_part.added" }>;
type AnnotationEvent = Extract<StreamEvent, { type: "response.output_text.annotation.added" }>;
type DeltaEvent = Extract<StreamEvent, { type: `${string}.delta` }>;

const isDelta = (event: StreamEvent): event is DeltaEvent => event.type.endsWith(".delta");

function addPart(item: OutputItem | undefined, event: PartEvent): void {
  if (item?.type === "message" && event.type === "response.content_part.added") {
    item.content[event.content_index] = { type: "output_text", text: "", annotations: [], logprobs: [] };
  } else if (item?.type === "reasoning" && event.type === "response.reasoning_summary_part.added") {
    item.summary[event.summary_index] = { type: "summary_text", text: "" };
  }
}

function addAnnotation(item: OutputItem | undefined, event: AnnotationEvent): void {
  const part = item?.type === "message" ? item.content[event.content_index] : undefined;
  if (part?.type === "output_text") part.annotations[event.annotation_index] = event.annotation;
}

function addDelta(item: OutputItem | undefined, event: DeltaEvent): void {
  if (item?.type === "message" && event.type === "response.output_text.delta") {
    const part = item.content[event.content_index];
    if (part?.type === "output_text") part.text += event.delta;
  } else if (item?.type === "reasoning" && event.type === "response.reasoning_summary_text.delta") {
    const part = item.summary[event.summary_index];
    if (part) part.text += event.delta;
  } else if (item?.type === "function_call" && event.type === "response.function_call_arguments.delta") {
    item.arguments += event.delta;
  } else if (item && isHostedItem(item)) {
    const member = grownBy(event.type);
    if (member) Object.assign(item, { [member]: `${Reflect.get(item, member) ?? ""}${event.delta}` });
  }
}
