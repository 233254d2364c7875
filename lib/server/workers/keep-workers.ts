import cluster, { type Worker } from "node:cluster";
import { log } from "@/lib/log";
import { gatherCounts } from "./gather-counts";
import type { ToKeeper, ToWorker } from "./messages";

/** A worker that lived this long begins again with the shortest pause. */
const STEADY_MS = 60_000;
const PAUSE_MS = 100;
const PAUSE_MAX_MS = 30_000;
/** A little more than a worker takes at most to end in good order. */
const STOP_MS = 35_000;
const SIGNALS = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const;

interface Slot {
  number: number;
  worker: Worker | null;
  startedAtMs: number;
  crashes: number;
}

/**
 * Keeps `count` workers over one port, each a whole server. The first one alone at first, so that several cost no start any time; it says
 * to the launcher that it listens. One that ends is replaced, after a pause that doubles with every crash in a row; only when the very
 * first can't start, all ends as failed. A signal stops them all in good order, a second one at once.
 */
export function keepWorkers(count: number): void {
  const slots = Array.from({ length: count }, (_, index): Slot => ({ number: index + 1, worker: null, startedAtMs: 0, crashes: 0 }));
  const gather = gatherCounts(() => slots.flatMap(({ worker }) => (worker?.isConnected() ? [worker] : [])));
  let isUp = false;
  let isStopping = false;

  const launch = (slot: Slot) => {
    if (isStopping) return;
    slot.startedAtMs = Date.now();
    const worker = cluster.fork({ WORKER: String(slot.number) });
    slot.worker = worker;
    worker.on("message", (message: ToKeeper | "listening") => {
      if (message === "listening") onListening();
      else gather(worker, message);
    });
    // A worker that is gone can't be told anything.
    worker.on("error", (error) => log.warn({ err: error.message, worker: slot.number }, "a worker could not be reached"));
    worker.once("exit", (code, signal) => onExit(slot, signal ?? `exit code ${code}`));
  };
  const onListening = () => {
    if (isUp) return;
    isUp = true;
    process.send?.("listening");
    for (const slot of slots.slice(1)) launch(slot);
  };
  const onExit = (slot: Slot, how: string) => {
    slot.worker = null;
    if (isStopping) return;
    if (!isUp) process.exit(1);
    slot.crashes = Date.now() - slot.startedAtMs > STEADY_MS ? 0 : slot.crashes + 1;
    const pauseMs = Math.min(PAUSE_MAX_MS, PAUSE_MS * 2 ** slot.crashes);
    log.error({ worker: slot.number, how, pauseMs }, "a worker ended and is replaced");
    setTimeout(() => launch(slot), pauseMs);
  };
  onSignals(() => {
    isStopping = true;
    return slots.flatMap(({ worker }) => worker ?? []);
  });
  const [first] = slots;
  if (first) launch(first);
}

/** `begin` says which workers are to be stopped, and sees to it that there will be no more. */
function onSignals(begin: () => Worker[]): void {
  let workers: Worker[] | null = null;
  const kill = () => {
    for (const worker of workers ?? []) worker.process.kill("SIGKILL");
  };
  for (const [signal, exitCode] of Object.entries(SIGNALS)) {
    process.on(signal, () => {
      if (workers) {
        kill();
        process.exit(exitCode);
      }
      workers = begin();
      setTimeout(kill, STOP_MS).unref();
      void Promise.all(workers.map(stopped)).then(() => process.exit(0));
    });
  }
}

function stopped(worker: Worker): Promise<void> {
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    if (worker.isDead()) resolve();
    // Not a signal: it may have had one already, as everything of a group has, and a second one would end it at once.
    else if (worker.isConnected()) worker.send({ type: "stop" } satisfies ToWorker);
  });
}
