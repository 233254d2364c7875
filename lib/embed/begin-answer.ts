import type { Generation } from "@/lib/engine";
import type { GenerationEvents } from "@/lib/generation/event";
import { noteAsked } from "@/lib/http/report";
import { noteBatch, noteGeneration, type UsageNote } from "@/lib/http/usage-note";
import { within } from "@/lib/within";

/** The events of a generation; what they tell is noted on the way. */
export async function* withNotes(generation: Generation, usage: UsageNote): GenerationEvents {
  usage.answeredBy = generation.model;
  noteAsked(usage);
  noteGeneration(usage, generation);
  for await (const batch of generation.events) {
    usage.answeredBy = generation.model;
    yield noteBatch(usage, batch, generation);
  }
}

export interface Started {
  events: GenerationEvents;
  /** Whether nothing has come yet. */
  isWaiting: boolean;
}

/**
 * The same events, once the first of them is there or `waitMs` are over, whichever comes first; without a limit, once it is there. Throws what the generation fails with
 * until then.
 */
export async function started(events: GenerationEvents, waitMs: number | null = null): Promise<Started> {
  const iterator = events[Symbol.asyncIterator]();
  const first = iterator.next();
  const come = waitMs === null ? await first : await within(first, waitMs);
  return { events: resumed(first, iterator), isWaiting: come === null };
}

async function* resumed<T>(first: Promise<IteratorResult<T>>, iterator: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let result = await first; !result.done; result = await iterator.next()) yield result.value;
  } finally {
    await iterator.return?.();
  }
}
