import { within } from "@/lib/within";

/** The batches, and one of null alone wherever something waits for the next one and nothing has come for `waitMs`. */
export async function* withPauses<Event>(
  batches: AsyncIterable<readonly Event[]>,
  isWaiting: () => boolean,
  waitMs: number,
): AsyncGenerator<readonly (Event | null)[]> {
  const iterator = batches[Symbol.asyncIterator]();
  let next: Promise<IteratorResult<readonly Event[]>> | null = null;
  try {
    for (;;) {
      next ??= iterator.next();
      const step = isWaiting() ? await within(next, waitMs) : await next;
      if (step === null) {
        yield [null];
        continue;
      }
      next = null;
      if (step.done) return;
      yield step.value;
    }
  } finally {
    // One that is still being waited for ends with its connection.
    const ended = iterator.return?.();
    if (next === null) await ended;
  }
}
