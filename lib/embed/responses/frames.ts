import { EventStream, frame, namedFrame } from "@/lib/http/sse";
import { failResource } from "./resource";
import type { Run } from "./perform";
import type { StreamEvent } from "./stream-event";
import { terminalEvents } from "./terminal-events";

/** How long the end of a response may take to be stored after its work was ended from outside. */
const LAST_WORDS_MS = 5_000;

/** A run as server-sent events. It says its own last words, also when it is ended from outside: they wait for what must be stored first. */
export function toEventStream({ resource, events, ended }: Run): EventStream {
  let isOver = false;
  let next = 0;
  async function* frames(): AsyncGenerator<string> {
    for await (const event of events) {
      next = event.sequence_number + 1;
      yield toFrame(event);
    }
    isOver = true;
    yield frame("[DONE]");
    // Everything is said; this tells the log and the usage record.
    const { failure } = await ended;
    if (failure) throw failure;
  }
  return new EventStream(
    frames(),
    (error) =>
      isOver
        ? ""
        : `${terminalEvents(failResource(resource, [], error), error, next)
            .map(toFrame)
            .join("")}${frame("[DONE]")}`,
    LAST_WORDS_MS,
  );
}

export function toFrame(event: StreamEvent): string {
  return namedFrame(event.type, JSON.stringify(event));
}
