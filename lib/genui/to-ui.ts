import type { GenerationEvents } from "@/lib/generation/event";
import type { UiOptions } from "@/lib/generation/request";
import { CLOSE, escape, OPEN } from "./envelope";

/** Turns what a model writes into an interface while it streams: the text of an answer leaves as one envelope. */
export async function* toUi(events: GenerationEvents, _ui: UiOptions): GenerationEvents {
  for await (const event of events) {
    if (event.type === "text-end") yield { type: "text-delta", id: event.id, delta: `\n${CLOSE}` };
    yield event.type === "text-delta" ? { ...event, delta: escape(event.delta) } : event;
    if (event.type === "text-start") yield { type: "text-delta", id: event.id, delta: OPEN };
  }
}
