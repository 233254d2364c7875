import cluster from "node:cluster";
import { processState } from "@/lib/process-state";
import { within } from "@/lib/within";
import type { Counted, ToKeeper, ToWorker } from "./messages";

/** A worker that is busy for longer than this is left out. */
const PATIENCE_MS = 1_500;

const asked = processState("asked-workers", () => ({ count: 0, waiting: new Map<number, (counted: Counted[]) => void>() }));

/** What the other workers of this server have counted; nothing where this process is the only one. */
export async function askOthers(): Promise<Counted[]> {
  if (!cluster.isWorker) return [];
  const { waiting } = asked();
  const id = ++asked().count;
  const answer = new Promise<Counted[]>((resolve) => {
    waiting.set(id, resolve);
  });
  say({ type: "ask", id });
  const counted = await within(answer, PATIENCE_MS);
  waiting.delete(id);
  return counted ?? [];
}

/** Does what the process that keeps this worker asks of it: counts, or stops. */
export function obeyKeeper({ count, stop }: { count: () => Promise<Counted>; stop: () => void }): void {
  if (!cluster.isWorker) return;
  process.on("message", (message: ToWorker) => {
    if (message.type === "stop") stop();
    if (message.type === "others") asked().waiting.get(message.id)?.(message.counted);
    if (message.type === "count") void count().then((counted) => say({ type: "counted", id: message.id, counted }));
  });
}

function say(message: ToKeeper): void {
  if (process.connected) process.send?.(message);
}
