import { within } from "@/lib/within";
import type { StreamEvent, StreamEvents } from "../stream-event";
import type { Run } from "./perform";

/**
 * Resolves once a run has said more than that it began, or after `waitMs`, whichever comes first. Throws what it failed with when it
 * failed before it said anything: its end is stored by then.
 */
export async function begun(run: Run, waitMs: number): Promise<void> {
  const first = await within(firstWord(run.events), waitMs);
  if (first?.type !== "error") return;
  const { failure } = await run.ended;
  if (failure) throw failure;
}

async function firstWord(events: StreamEvents): Promise<StreamEvent | null> {
  for await (const batch of events) {
    const word = batch.find(({ type }) => type !== "response.created" && type !== "response.in_progress");
    if (word) return word;
  }
  return null;
}
