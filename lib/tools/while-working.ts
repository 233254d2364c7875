import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";

/** The events that a work emits, as they come, in as few batches as that allows. Ends with the work, and throws what it throws. */
export async function* whileWorking(work: (emit: (event: GenerationEvent) => void) => Promise<void>): GenerationEvents {
  let emitted: GenerationEvent[] = [];
  let isOver = false;
  const failures: unknown[] = [];
  let wake = () => {};
  const emit = (event: GenerationEvent): void => {
    emitted.push(event);
    wake();
  };
  const end = (): void => {
    isOver = true;
    wake();
  };
  work(emit).then(end, (error: unknown) => {
    failures.push(error);
    end();
  });
  for (;;) {
    if (emitted.length > 0) {
      const batch = emitted;
      emitted = [];
      yield batch;
    } else if (isOver) break;
    else {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  }
  if (failures.length > 0) throw failures[0];
}
