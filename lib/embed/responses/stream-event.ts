import type * as Official from "openai/resources/responses/responses";
import type { Annotation } from "@/lib/generation/hosted";
import type { GrowingEvent, HostedStateEvent as HostedStateName } from "@/lib/generation/hosted-items";
import type { OutputItem } from "@/lib/generation/item";
import type { ResponseResource } from "./resource";

type ResourceEventType = "response.created" | "response.in_progress" | TerminalEvent["type"];

interface ResourceEvent {
  type: Exclude<ResourceEventType, TerminalEvent["type"]>;
  sequence_number: number;
  response: ResponseResource;
}

/** The last event of every stream; it carries the response as it stays. */
export interface TerminalEvent {
  type: "response.completed" | "response.failed" | "response.incomplete";
  sequence_number: number;
  response: ResponseResource;
}

interface ItemEvent<Type extends string> {
  type: Type;
  sequence_number: number;
  output_index: number;
  item: OutputItem;
}

/** In both shapes at once: nested as Open Responses has it, flat as OpenAI does. */
export interface ErrorEvent {
  type: "error";
  sequence_number: number;
  error: { type: string; code: string; message: string; param: string | null };
  code: string;
  message: string;
  param: string | null;
}

interface OfItem {
  sequence_number: number;
  item_id: string;
  output_index: number;
}

/** A hosted item has come to a state. */
type HostedStateEvent = { [Name in HostedStateName]: OfItem & { type: Name } }[HostedStateName];

/** A member of a hosted item grows. */
interface HostedDeltaEvent extends OfItem {
  type: `${GrowingEvent}.delta`;
  delta: string;
}

interface AnnotationEvent extends OfItem {
  type: "response.output_text.annotation.added";
  content_index: number;
  annotation_index: number;
  annotation: Annotation;
}

type Padded<Event> = Event & { obfuscation?: string };

/** What goes over the wire, in the order it goes; `sequence_number` counts from 0 without gaps. */
export type StreamEvent =
  | ResourceEvent
  | ItemEvent<"response.output_item.added">
  | ItemEvent<"response.output_item.done">
  | Official.ResponseContentPartAddedEvent
  | Padded<Official.ResponseTextDeltaEvent>
  | Official.ResponseTextDoneEvent
  | Official.ResponseContentPartDoneEvent
  | Padded<Official.ResponseRefusalDeltaEvent>
  | Official.ResponseRefusalDoneEvent
  | Official.ResponseReasoningSummaryPartAddedEvent
  | Padded<Official.ResponseReasoningSummaryTextDeltaEvent>
  | Official.ResponseReasoningSummaryTextDoneEvent
  | Official.ResponseReasoningSummaryPartDoneEvent
  | Padded<Official.ResponseFunctionCallArgumentsDeltaEvent>
  // The contract wants the name, which the client has ceased to know.
  | (Official.ResponseFunctionCallArgumentsDoneEvent & { name: string })
  | AnnotationEvent
  | HostedStateEvent
  | Padded<HostedDeltaEvent>
  | Official.ResponseMcpCallArgumentsDoneEvent
  | Official.ResponseCodeInterpreterCallCodeDoneEvent
  | ErrorEvent
  | TerminalEvent;

/** Without its number, which is given when it leaves. */
export type Unnumbered = StreamEvent extends infer Event ? (Event extends StreamEvent ? Omit<Event, "sequence_number"> : never) : never;

/** A stream in batches: what becomes of a batch of the generation. */
export type StreamEvents = AsyncIterable<readonly StreamEvent[]>;

export function isTerminal(event: StreamEvent): event is TerminalEvent {
  return event.type === "response.completed" || event.type === "response.failed" || event.type === "response.incomplete";
}
