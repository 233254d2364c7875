import type { GenerationEvents } from "@/lib/generation/event";

/** The same events, once the first of them is there: throws what the generation fails with before it says anything. */
export async function started(events: GenerationEvents): Promise<GenerationEvents> {
  const iterator = events[Symbol.asyncIterator]();
  const first = await iterator.next();
  return resumed(first, iterator);
}

async function* resumed<T>(first: IteratorResult<T>, iterator: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    for (let result = first; !result.done; result = await iterator.next()) yield result.value;
  } finally {
    await iterator.return?.();
  }
}
