import type { Worker } from "node:cluster";
import type { Counted, ToKeeper, ToWorker } from "./messages";

/** One that does not answer is not waited for; less than what the asking worker waits. */
const PATIENCE_MS = 1_000;

/**
 * Returns what takes the messages of workers: one asks what the others have counted, they are asked, and it is told when all have answered
 * or time is up.
 */
export function gatherCounts(workers: () => Worker[]): (from: Worker, message: ToKeeper) => void {
  const waiting = new Map<number, (counted: Counted) => void>();
  let asked = 0;

  const count = (worker: Worker): Promise<Counted | null> =>
    new Promise((resolve) => {
      const id = ++asked;
      const end = (counted: Counted | null) => {
        clearTimeout(timer);
        waiting.delete(id);
        resolve(counted);
      };
      const timer = setTimeout(() => end(null), PATIENCE_MS);
      waiting.set(id, end);
      tell(worker, { type: "count", id });
    });

  return (from, message) => {
    if (message.type === "counted") {
      waiting.get(message.id)?.(message.counted);
      return;
    }
    const others = workers().filter((worker) => worker !== from);
    const answer = async () => {
      const counted = await Promise.all(others.map(count));
      tell(from, { type: "others", id: message.id, counted: counted.filter((one) => one !== null) });
    };
    void answer();
  };
}

function tell(worker: Worker, message: ToWorker): void {
  if (worker.isConnected()) worker.send(message);
}
