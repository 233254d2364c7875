import type { GenerationEvent } from "@/lib/generation/event";
import type { LoggedMark, LoggedTimeline } from "./schema";

const MARKS_MAX = 100;
const DELTAS_MAX = 200;

export function newTimeline(): LoggedTimeline {
  return { marks: [], deltas: [] };
}

/** Adds a batch that came `ms` after the request. Of many pieces neighbours become one, so that an answer of any length has as many. */
export function addBatch(timeline: LoggedTimeline, batch: readonly GenerationEvent[], ms: number): void {
  const { marks, deltas } = timeline;
  let chars = 0;
  for (const event of batch) {
    if ("delta" in event) chars += event.delta.length;
    else if (marks.length < MARKS_MAX || event.type === "finish") marks.push(...markOf(event, ms));
  }
  if (chars === 0) return;
  deltas.push([ms, (deltas.at(-1)?.[1] ?? 0) + chars]);
  if (deltas.length > DELTAS_MAX)
    timeline.deltas = deltas.filter((_, index) => index === 0 || index % 2 === 0 || index === deltas.length - 1);
}

/** Beginnings and the end; that something ended shows in what begins next. */
function markOf(event: GenerationEvent, ms: number): LoggedMark[] {
  if (event.type === "finish") return [{ ms, what: "finish", name: event.reason }];
  if (!event.type.endsWith("-start")) return [];
  const what = event.type.slice(0, -"-start".length);
  return [{ ms, what, ...("name" in event && typeof event.name === "string" && { name: event.name }) }];
}
