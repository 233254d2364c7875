const BYTES_OF_ONE = 1_500_000_000;
/** One database with its usual hundred connections takes the share of so many. */
const WORKERS_MAX = 8;

/**
 * How many workers `npm start` has where WORKERS does not say: one a core, as far as the memory goes.
 * @param {number} cores
 * @param {number} bytes of memory
 */
export function workersFor(cores, bytes) {
  return Math.max(1, Math.min(cores, Math.floor(bytes / BYTES_OF_ONE), WORKERS_MAX));
}
