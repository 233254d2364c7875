import { setTimeout as sleep } from "node:timers/promises";
import type { Principal } from "@/lib/principal";
import { findResponse, listEvents } from "@/lib/responses/queries";
import { responseNotFound } from "@/lib/responses/refusals";
import type { ResponseRow } from "@/lib/responses/schema";
import { stored } from "../../storage";
import type { ResponseResource } from "../resource";
import { isTerminal, type StreamEvent, type StreamEvents } from "../stream-event";
import { terminalEvents } from "../terminal-events";
import { type LiveRun, liveRuns } from "./live-runs";
import { failureOf, replay } from "./replay";

const POLL_MS = 250;

export interface Resumption {
  principal: Principal;
  /** As it was found just now. */
  row: ResponseRow;
  /** The number of the last event that the client has; -1 for none. */
  startingAfter: number;
  obfuscate: boolean;
  signal: AbortSignal;
}

/**
 * The events of a stored response after one of them, to the last: as they come while it is in progress, whichever process works on
 * it. The stream of one that did not run in the background is not kept, and is made anew. A client that has seen more than was kept
 * gets the last event. Throws `response_not_found` when the response is deleted meanwhile.
 */
export async function* resume(resumption: Resumption): StreamEvents {
  const { row, startingAfter } = resumption;
  const live = liveRuns().get(row.id);
  if (live) yield* resumeLive(live, startingAfter);
  else yield* row.background ? resumeSaved(resumption) : resumeReplayed(resumption);
}

async function* resumeLive({ log }: LiveRun, startingAfter: number): StreamEvents {
  yield* log.read(startingAfter + 1);
  const last = log.events.at(-1);
  if (last && last.sequence_number < startingAfter) yield [{ ...last, sequence_number: startingAfter + 1 }];
}

async function* resumeSaved(resumption: Resumption): StreamEvents {
  let lastSent = resumption.startingAfter;
  let isOver = false;
  for (let { row } = resumption; ; row = await again(resumption)) {
    // Read after the status: when that says that the response has ended, all its events are there.
    const events = (await stored(listEvents(row.id, lastSent + 1))).flatMap((batch) => batch.events as StreamEvent[]);
    const news: StreamEvent[] = [];
    for (const event of events) {
      if (event.sequence_number <= lastSent) continue;
      lastSent = event.sequence_number;
      isOver = isTerminal(event);
      news.push(event);
    }
    if (news.length > 0) yield news;
    if (row.status === "in_progress") continue;
    // Where the work was broken off, the end that is stored may have a number that the client knows as another event's.
    const isBrokenOff = row.status === "failed" || row.status === "cancelled";
    if (!isOver && (isBrokenOff || (events.at(-1)?.sequence_number ?? -1) < lastSent)) yield theEnd(row, lastSent);
    return;
  }
}

async function* resumeReplayed(resumption: Resumption): StreamEvents {
  const { startingAfter, obfuscate } = resumption;
  let { row } = resumption;
  while (row.status === "in_progress") row = await again(resumption);
  let last = -1;
  for await (const batch of replay(row.body as ResponseResource, obfuscate)) {
    last = batch.at(-1)?.sequence_number ?? last;
    const news = batch.filter((event) => event.sequence_number > startingAfter);
    if (news.length > 0) yield news;
  }
  if (last < startingAfter) yield theEnd(row, startingAfter);
}

function theEnd({ body }: ResponseRow, lastSent: number): StreamEvent[] {
  const resource = body as ResponseResource;
  return terminalEvents(resource, failureOf(resource), lastSent + 1);
}

async function again({ principal, row: { id }, signal }: Resumption): Promise<ResponseRow> {
  await sleep(POLL_MS, undefined, { signal });
  const row = await stored(findResponse(principal, id));
  if (!row) throw responseNotFound();
  return row;
}
