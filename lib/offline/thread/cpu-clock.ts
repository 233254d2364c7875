import { openSync, readSync } from "node:fs";

/** What Linux says of the thread that opens it: what it has run in nanoseconds, and two more numbers. */
const SCHEDULE = "/proc/thread-self/schedstat";

const bytes = Buffer.alloc(64);
let file: number | null | undefined;

/**
 * Returns the processor time that this thread has had, which no other thread changes. Where the system does not tell that of one thread, it is
 * that of all.
 */
export function cpuMs(): number {
  if (file === undefined) file = opened();
  if (file === null) return cpuMsOfAll();
  const length = readSync(file, bytes, 0, bytes.length, 0);
  return Number(bytes.toString("latin1", 0, length).split(" ", 1)[0]) / 1e6;
}

function opened(): number | null {
  try {
    return openSync(SCHEDULE, "r");
  } catch {
    return null;
  }
}

function cpuMsOfAll(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
