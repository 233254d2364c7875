import { processState } from "@/lib/process-state";
import { ToolFailure } from "../tool";
import { type Python, startPython } from "./python";

const RUNNING_MAX = 2;
const WAITING_MAX = 5;
/** How many stay with what they remember, and for how long. */
const WARM_MAX = 3;
const IDLE_MS = 5 * 60_000;

/** A container's Python in this process. */
export interface Warm {
  python: Python;
  /** The files that it has: path and id. */
  files: Map<string, string>;
  /** Nothing has run in it yet. */
  isNew: boolean;
}

interface Entry extends Warm {
  idle: NodeJS.Timeout;
}

const pool = processState("pythons", () => ({
  warm: new Map<string, Entry>(),
  running: new Set<string>(),
  waiting: [] as (() => void)[],
}));

/**
 * Runs `use` with a container's Python, which is started where there is none; one use of a container at a time, and two
 * in all. Throws `ToolFailure` when too many wait, and what `signal` was aborted with.
 */
export async function withPython<T>(containerId: string, signal: AbortSignal, use: (warm: Warm) => Promise<T>): Promise<T> {
  await takeTurn(containerId, signal);
  try {
    const warm = pool().warm.get(containerId) ?? (await start(containerId, signal));
    clearTimeout(warm.idle);
    const result = await use(warm);
    warm.isNew = false;
    return result;
  } finally {
    pool().running.delete(containerId);
    keepOrForget(containerId);
    for (const wake of pool().waiting.splice(0)) wake();
  }
}

async function takeTurn(containerId: string, signal: AbortSignal): Promise<void> {
  const { running, waiting } = pool();
  while (running.has(containerId) || running.size >= RUNNING_MAX) {
    if (waiting.length >= WAITING_MAX) throw new ToolFailure("The server is busy running other code. Try again later.");
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
    signal.throwIfAborted();
  }
  running.add(containerId);
}

async function start(containerId: string, signal: AbortSignal): Promise<Entry> {
  const { warm, running } = pool();
  for (const [id] of warm) if (warm.size >= WARM_MAX && !running.has(id)) endPython(id);
  const python = await startPython(signal);
  const entry = { python, files: new Map<string, string>(), isNew: true, idle: setTimeout(() => {}, 0) };
  warm.set(containerId, entry);
  return entry;
}

function keepOrForget(containerId: string): void {
  const entry = pool().warm.get(containerId);
  if (!entry) return;
  if (!entry.python.isAlive()) return endPython(containerId);
  // The one that was used last is the last to be ended.
  pool().warm.delete(containerId);
  pool().warm.set(containerId, entry);
  entry.idle = setTimeout(() => endPython(containerId), IDLE_MS);
  entry.idle.unref();
}

/** Ends a container's Python in this process, with all that it remembers. */
export function endPython(containerId: string): void {
  const entry = pool().warm.get(containerId);
  if (!entry) return;
  clearTimeout(entry.idle);
  entry.python.end();
  pool().warm.delete(containerId);
}
