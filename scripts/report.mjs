import { performance } from "node:perf_hooks";

const WIDTH = 34;

/**
 * Runs one step and prints one aligned line about it: its name at once, then how it went and how long it took.
 * On a terminal the line is completed in place; elsewhere it is printed once, when the step is over, unless it is `slow`.
 * @template T
 * @param {string} name what is being done
 * @param {() => Promise<T> | T} work may return `{ note }` to say how it went
 * @param {{ slow?: string }} [options] `slow` is printed first: how long the step usually takes
 * @returns {Promise<T>}
 */
export async function step(name, work, options = {}) {
  const begin = performance.now();
  const label = `  ${name.padEnd(WIDTH)}`;
  const inPlace = process.stdout.isTTY;
  if (inPlace) process.stdout.write(options.slow ? `${label} ${options.slow}` : label);
  else if (options.slow) console.log(`${label} ${options.slow}`);
  const finish = (note) => {
    if (inPlace) process.stdout.write("\r\u001B[K");
    console.log(`${label} ${seconds(performance.now() - begin)}  ${note}`.trimEnd());
  };
  try {
    const result = await work();
    finish(result?.note ?? "");
    return result;
  } catch (error) {
    finish("failed");
    throw error;
  }
}

/** @param {number} ms */
export function seconds(ms) {
  return `${(ms / 1000).toFixed(1).padStart(6)} s`;
}
