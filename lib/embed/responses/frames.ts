import type { ApiError } from "@/lib/errors";
import { EventStream, frame, namedFrame } from "@/lib/http/sse";
import { adjustedComment } from "../adjusted";
import { failResource } from "./resource";
import type { Run } from "./run/perform";
import type { StreamEvent, StreamEvents } from "./stream-event";
import { errorEvent, terminalEvents } from "./terminal-events";

/** How long the end of a response may take to be stored after its work was ended from outside. */
const LAST_WORDS_MS = 5_000;

/**
 * A run as server-sent events. It says its own last words, also when it is ended from outside: they wait for what must be stored
 * first. What runs in the background goes on when its stream is cut off.
 */
export function toEventStream({ resource, events, ended, adjusted }: Run): EventStream {
  // What is known by now stands in the headers.
  let told = adjusted.length;
  const takeNews = (): string => {
    if (adjusted.length === told) return "";
    told = adjusted.length;
    return adjustedComment(adjusted);
  };
  return stream(
    { events, takeNews },
    async () => (await ended).failure,
    (failure, next) =>
      resource.background ? [errorEvent(failure, next)] : terminalEvents(failResource(resource, [], failure), failure, next),
  );
}

/** Stored events as server-sent events; a failure says nothing about the response. */
export function toResumedStream(events: StreamEvents): EventStream {
  return stream(
    { events, takeNews: () => "" },
    async () => null,
    (failure, next) => [errorEvent(failure, next)],
  );
}

/** Events, and comments that stand before those that come next. */
interface Said {
  events: StreamEvents;
  takeNews: () => string;
}

function stream(
  { events, takeNews }: Said,
  readFailure: () => Promise<ApiError | null>,
  lastEvents: (failure: ApiError, nextSequence: number) => StreamEvent[],
): EventStream {
  let isOver = false;
  let next = 0;
  async function* frames(): AsyncGenerator<string> {
    for await (const batch of events) {
      next = (batch.at(-1)?.sequence_number ?? next - 1) + 1;
      yield takeNews() + batch.map(toFrame).join("");
    }
    isOver = true;
    yield frame("[DONE]");
    // Everything is said; this tells the log and the usage record.
    const failure = await readFailure();
    if (failure) throw failure;
  }
  const lastWords = (failure: ApiError) => `${lastEvents(failure, next).map(toFrame).join("")}${frame("[DONE]")}`;
  return new EventStream(frames(), (failure) => (isOver ? "" : lastWords(failure)), LAST_WORDS_MS);
}

function toFrame(event: StreamEvent): string {
  return namedFrame(event.type, JSON.stringify(event));
}
