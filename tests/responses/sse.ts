import type { ResponseResource } from "@/lib/embed/responses/resource";
import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { assertStreamGrammar, type GrammarOptions } from "./grammar";

const HEARTBEAT = /^:[^\n]*$/;

/** The events of a stream as it came over HTTP, checked to the byte and by the grammar: named frames, one line of JSON each, `[DONE]` at the end. */
export function readEventStream(text: string, options: GrammarOptions = {}): { events: StreamEvent[]; final: ResponseResource } {
  if (text.includes("\r")) throw new Error("The stream holds carriage returns.");
  if (!text.endsWith("data: [DONE]\n\n"))
    throw new Error(`The stream does not end with [DONE] but with ${JSON.stringify(text.slice(-80))}.`);
  const frames = text.slice(0, -"data: [DONE]\n\n".length).split("\n\n");
  if (frames.pop() !== "") throw new Error("The frame before [DONE] is not closed.");
  const events = frames.filter((frame) => !HEARTBEAT.test(frame)).map(toEvent);
  return { events, final: assertStreamGrammar(events, options) };
}

function toEvent(frame: string): StreamEvent {
  const [, name, data] = /^event: (\S+)\ndata: (\{.*\})$/.exec(frame) ?? [];
  if (name === undefined || data === undefined) throw new Error(`Not a frame of one event: ${JSON.stringify(frame.slice(0, 200))}.`);
  const event = JSON.parse(data) as StreamEvent;
  if (event.type !== name) throw new Error(`The frame is named ${name}, its event ${event.type}.`);
  return event;
}
