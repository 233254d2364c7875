import { setImmediate as nextTurn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

// What `node --expose-gc` offers, without a process of its own.
setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects everything that nothing holds any more, also what only the end of a turn lets go of. */
export async function collectGarbage(): Promise<void> {
  for (let i = 0; i < 2; i++) {
    await nextTurn();
    collect();
  }
}

/** Collects again and again until `promise` has settled, and leaves most of the time to what it waits for. */
export async function whileCollecting<T>(promise: Promise<T>): Promise<T> {
  let timer = setTimeout(again, 100);
  function again() {
    const begin = performance.now();
    collect();
    timer = setTimeout(again, 100 + 10 * (performance.now() - begin));
  }
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
