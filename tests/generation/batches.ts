/** The members of all batches, one by one. */
export async function* singly<T>(batches: AsyncIterable<readonly T[]>): AsyncGenerator<T> {
  for await (const batch of batches) yield* batch;
}

/** A batch for each of them, as from a provider that says little at a time. */
export async function* oneByOne<T>(events: Iterable<T>): AsyncGenerator<T[]> {
  for (const event of events) yield [event];
}
