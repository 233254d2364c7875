import { setImmediate as nextTurn } from "node:timers/promises";

/** Long work gives way to other work of the process after as long. */
const SLICE_MS = 8;

/** Lets the process do other work between the slices of a long one. */
export class Pace {
  private since = performance.now();

  /** Whether it is time to `rest`. */
  get isDue(): boolean {
    return performance.now() - this.since >= SLICE_MS;
  }

  /** Resolves when the process has had a turn for other work. */
  async rest(): Promise<void> {
    await nextTurn();
    this.since = performance.now();
  }
}
