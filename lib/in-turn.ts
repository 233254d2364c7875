import { processState } from "./process-state";

/** The end of each line: settles, and never rejects, once all that stand in it are done. */
const lines = processState("lines", () => new Map<string, Promise<unknown>>());

/**
 * Runs `work` when everything that this process was given before it under the same name is done; settles as `work` does. What would wait
 * for each other in the database, each with a connection of its own, waits here.
 */
export async function inTurn<Value>(line: string, work: () => Promise<Value>): Promise<Value> {
  const running = (lines().get(line) ?? Promise.resolve()).then(work);
  const done = running.then(
    () => undefined,
    () => undefined,
  );
  lines().set(line, done);
  try {
    return await running;
  } finally {
    if (lines().get(line) === done) lines().delete(line);
  }
}
