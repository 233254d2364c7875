import { setTimeout as sleep } from "node:timers/promises";

/** Reads again and again until the value is right or the time is over; gives the last one read. */
export async function until<T>(read: () => T | Promise<T>, isRight: (value: T) => boolean, ms: number): Promise<T> {
  for (const end = Date.now() + ms; ; await sleep(20)) {
    const value = await read();
    if (isRight(value) || Date.now() > end) return value;
  }
}
