/** Long work gives way to other work of the process after as long. */
const SLICE_MS = 8;

/** Lets the process do other work between the slices of a long one. */
export interface Pace {
  /** Returns whether it is time to `rest`. */
  isDue(): boolean;
  /** Resolves when the process has had a turn for other work. */
  rest(): Promise<void>;
}

/** Returns the pace of a long work, whose first slice begins now. */
export function createPace(): Pace {
  let since = performance.now();
  return {
    isDue: () => performance.now() - since >= SLICE_MS,
    async rest() {
      await nextTurn();
      since = performance.now();
    },
  };
}

const resting: (() => void)[] = [];

/** One work a turn, however many there are: a turn of the process holds one slice. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (resting.push(resolve) === 1) setImmediate(wakeNext);
  });
}

function wakeNext(): void {
  resting.shift()?.();
  if (resting.length > 0) setImmediate(wakeNext);
}
