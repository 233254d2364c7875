import { isDeepStrictEqual } from "node:util";
import type { ResponseResource } from "@/lib/embed/responses/resource";
import type { StreamEvent } from "@/lib/embed/responses/stream-event";
import { assertResource } from "./resource-law";
import { type Track, trackItem } from "./item-law";

const RESOURCE_EVENTS = ["response.created", "response.queued", "response.in_progress"];
const TERMINAL_STATUSES: Record<string, string[]> = {
  "response.completed": ["completed"],
  "response.failed": ["failed"],
  "response.incomplete": ["incomplete", "cancelled"],
};
const ITEM_EVENTS = new Set<StreamEvent["type"]>([
  "response.output_item.added",
  "response.output_item.done",
  "response.content_part.added",
  "response.content_part.done",
  "response.output_text.delta",
  "response.output_text.done",
  "response.refusal.delta",
  "response.refusal.done",
  "response.function_call_arguments.delta",
  "response.function_call_arguments.done",
  "response.reasoning_summary_part.added",
  "response.reasoning_summary_part.done",
  "response.reasoning_summary_text.delta",
  "response.reasoning_summary_text.done",
]);
const CHANGES_AT_THE_END = ["status", "completed_at", "incomplete_details", "output", "error", "usage"];

export interface GrammarOptions {
  /** The number that a resumed stream goes on from; its first events are missing then. */
  startingAfter?: number;
  /** Whether another model may have come to answer than the one that began. */
  mayFallBack?: boolean;
}

/**
 * Throws, naming the event, unless the events are a whole and lawful stream of one response: order, names, numbers, ids, pairs, and
 * deltas = done = final. Gives the final response. With `startingAfter` only what can be seen of the rest is checked.
 */
export function assertStreamGrammar(
  events: readonly unknown[],
  { startingAfter, mayFallBack = false }: GrammarOptions = {},
): ResponseResource {
  const stream = events as readonly StreamEvent[];
  const first = startingAfter === undefined ? 0 : startingAfter + 1;
  for (const [i, event] of stream.entries()) {
    if (event.sequence_number !== first + i) throw fault(event, `it should have the number ${first + i}`);
  }
  const last = stream.at(-1);
  if (!last || !(last.type in TERMINAL_STATUSES))
    throw new Error(`The stream ends with ${last?.type ?? "nothing"}, which is no terminal event.`);
  const final = (last as { response: ResponseResource }).response;
  if (!TERMINAL_STATUSES[last.type]?.includes(final.status)) throw fault(last, `its response is ${final.status}`);
  assertError(stream, final);
  assertResource(final);
  if (startingAfter !== undefined) return final;

  const itemsAt = assertBeginning(stream, mayFallBack ? { ...final, model: modelOf(stream) } : final);
  assertItems(stream.slice(itemsAt, -1), final);
  return final;
}

function modelOf([first]: readonly StreamEvent[]): string {
  return first && "response" in first ? first.response.model : "";
}

/** Gives where the items begin. */
function assertBeginning(stream: readonly StreamEvent[], final: ResponseResource): number {
  const names = stream.slice(0, 3).map((event) => event.type as string);
  const expected = names[1] === "response.queued" ? RESOURCE_EVENTS : RESOURCE_EVENTS.filter((name) => name !== "response.queued");
  for (const [i, name] of expected.entries()) {
    const event = stream[i];
    if (event?.type !== name || !("response" in event)) throw new Error(`Event ${i} is ${event?.type}; it should be ${name}.`);
    const { response } = event;
    assertResource(response);
    if (response.status !== "in_progress" && response.status !== "queued") throw fault(event, `its response is ${response.status}`);
    const { output, usage, error, completed_at, incomplete_details } = response;
    if (output.length > 0 || usage !== null || error !== null || completed_at !== null || incomplete_details !== null)
      throw fault(event, "its response has what only comes later");
    for (const [key, value] of Object.entries(response)) {
      if (!CHANGES_AT_THE_END.includes(key) && !isDeepStrictEqual(value, Reflect.get(final, key)))
        throw fault(event, `'${key}' is another one in the final response`);
    }
  }
  return expected.length;
}

function assertError(stream: readonly StreamEvent[], final: ResponseResource): void {
  for (const [i, event] of stream.entries()) {
    if (event.type !== "error") continue;
    if (i !== stream.length - 2 || final.status !== "failed") throw fault(event, "only response.failed comes after an error, at once");
    const { code, message, param, error } = event;
    if (typeof message !== "string" || typeof error?.type !== "string") throw fault(event, "it has no message or no type");
    if (!isDeepStrictEqual({ code, message, param }, { code: error.code, message: error.message, param: error.param }))
      throw fault(event, "its two shapes differ");
    if (final.error?.message !== message) throw fault(event, "the final response has another error");
  }
  if (final.status === "failed" && stream.at(-2)?.type !== "error") throw new Error("response.failed comes without an error before it.");
}

function assertItems(events: readonly StreamEvent[], final: ResponseResource): void {
  const tracks: Track[] = [];
  let incompleteAt: StreamEvent | null = null;
  for (const event of events) {
    if (event.type === "error") continue;
    if ("response" in event || !ITEM_EVENTS.has(event.type)) throw fault(event, "it does not belong among the items");
    if (incompleteAt) throw fault(event, "nothing comes after an incomplete item");
    if (event.type === "response.output_item.added") {
      if (event.output_index !== tracks.length) throw fault(event, `its output_index should be ${tracks.length}`);
      if (tracks.some(({ id }) => id === event.item.id)) throw fault(event, "its id was there before");
      tracks.push(trackItem(event.item, (message) => fault(event, message)));
      continue;
    }
    const track = tracks[event.output_index];
    if (!track) throw fault(event, "its item was never added");
    track.take(event, (message) => fault(event, message));
    if (event.type === "response.output_item.done" && event.item.status === "incomplete") incompleteAt = event;
  }
  assertOutput(tracks, final);
}

/** What was streamed is what is there in the end. */
function assertOutput(tracks: Track[], final: ResponseResource): void {
  if (final.output.length !== tracks.length)
    throw new Error(`The final response has ${final.output.length} items; ${tracks.length} were streamed.`);
  const isCut = final.status === "failed" || final.status === "cancelled";
  for (const [i, track] of tracks.entries()) {
    const streamed = track.streamed();
    if (!streamed.isDone && !isCut) throw new Error(`Item ${i} is never done.`);
    if (!isDeepStrictEqual(streamed.item, final.output[i])) throw new Error(`Item ${i} of the final response is not what was streamed.`);
  }
  const statuses = final.output.map((item) => item.status);
  if (final.status === "completed" && statuses.some((status) => status !== "completed"))
    throw new Error("A completed response has an item that is not.");
  if (final.status === "incomplete") {
    if (statuses.length > 0 && statuses.at(-1) !== "incomplete")
      throw new Error("The last item of an incomplete response is not incomplete.");
    if (statuses.slice(0, -1).some((status) => status !== "completed")) throw new Error("An item before the last is not completed.");
  }
}

function fault(event: StreamEvent, message: string): Error {
  return new Error(`Event ${event.sequence_number} (${event.type}): ${message}.`);
}
