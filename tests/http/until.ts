import { setTimeout as sleep } from "node:timers/promises";

/** A time is counted in turns: a busy machine stretches them, and with them what the code under test may take. */
const TURN_MS = 10;

/** Reads again and again until the value is right or the time is over; gives the last one read. */
export async function until<T>(read: () => T | Promise<T>, isRight: (value: T) => boolean, ms: number): Promise<T> {
  for (let turns = ms / TURN_MS; ; turns--) {
    const value = await read();
    if (isRight(value) || turns <= 0) return value;
    await sleep(TURN_MS);
  }
}
