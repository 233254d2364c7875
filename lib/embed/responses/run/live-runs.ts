import { setTimeout as sleep } from "node:timers/promises";
import type { EventLog } from "./event-log";

/** A stored response that this process works on. */
export interface LiveRun {
  id: string;
  log: EventLog;
  /** Ends the work on purpose: the response becomes cancelled. */
  stop(): void;
  /** Resolves when the end is stored, or could not be. Never rejects. */
  done: Promise<void>;
}

const state = globalThis as typeof globalThis & { vitrineLiveRuns?: Map<string, LiveRun> };

/** The stored responses that this process works on, by id. */
export function liveRuns(): Map<string, LiveRun> {
  state.vitrineLiveRuns ??= new Map();
  return state.vitrineLiveRuns;
}

/** Resolves when the end of every run is stored, or after `ms`. */
export async function settleRuns(ms: number): Promise<void> {
  const all = Promise.all([...liveRuns().values()].map(({ done }) => done));
  await Promise.race([all, sleep(ms, undefined, { ref: false })]);
}
