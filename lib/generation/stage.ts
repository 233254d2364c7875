/** What turns the events of a batch into others, one after another and at once. */
export interface Stage<In, Out> {
  /** Adds to `out` what becomes of an event; what it added before it throws stands. */
  take(event: In, out: Out[]): void;
  /** Whether everything is said, whatever may still come. */
  isOver?(): boolean;
  /** Adds what is left to say at the end. */
  end?(out: Out[]): void;
  /** Adds what is to be said before the failure goes on. */
  fail?(error: unknown, out: Out[]): void;
}

/**
 * Leads batches through a stage: one turn of the process a batch, however many events are in it. Yields no batch that is empty. Throws
 * what the batches or the stage throw, once everything that was said before has left.
 */
export async function* throughStage<In, Out>(batches: AsyncIterable<readonly In[]>, stage: Stage<In, Out>): AsyncGenerator<Out[]> {
  let out: Out[] = [];
  try {
    for await (const batch of batches) {
      takeAll(batch, stage, out);
      // With what the end adds it is one batch.
      if (stage.isOver?.()) break;
      if (out.length === 0) continue;
      const taken = out;
      out = [];
      yield taken;
    }
    stage.end?.(out);
  } catch (error) {
    stage.fail?.(error, out);
    if (out.length > 0) yield out;
    throw error;
  }
  if (out.length > 0) yield out;
}

function takeAll<In, Out>(batch: readonly In[], stage: Stage<In, Out>, out: Out[]): void {
  for (const event of batch) {
    stage.take(event, out);
    if (stage.isOver?.()) return;
  }
}
