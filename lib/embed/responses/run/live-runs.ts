import { setTimeout as sleep } from "node:timers/promises";
import { processState } from "@/lib/process-state";
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

/** The stored responses that this process works on, by id. */
export const liveRuns = processState<Map<string, LiveRun>>("live-runs", () => new Map());

/** Resolves when the end of every run is stored, or after `ms`. */
export async function settleRuns(ms: number): Promise<void> {
  const all = Promise.all([...liveRuns().values()].map(({ done }) => done));
  await Promise.race([all, sleep(ms, undefined, { ref: false })]);
}
