import { type Abort, createAbort } from "@/lib/abort";
import type { GenerationEvent } from "@/lib/generation/event";
import type { HostedItem } from "@/lib/generation/hosted";
import type { InputPart } from "@/lib/generation/item";
import { log } from "@/lib/log";
import type { TextBudget } from "./bounds";
import { type Begun, type Call, type HostedFunction, type Ran, ToolFailure } from "./tool";
import { nameOf } from "./toolbox";

export interface Running {
  signal: AbortSignal;
  emit: (event: GenerationEvent) => void;
  budget: TextBudget;
  round: number;
}

/**
 * Runs a call whose item has begun, within its time, and ends its item; resolves to what the model reads of it. A call that fails is an output
 * that says so. Throws only the reason of `signal`: then the item stays open.
 */
export async function runCall(called: HostedFunction, call: Call, begun: Begun, running: Running): Promise<string | InputPart[]> {
  const { signal, emit, budget, round } = running;
  const ran = await outcome(called, begun, running);
  if (signal.aborted) throw signal.reason;
  const output = budget.take(ran.output);
  const { callId, name, arguments: given } = call;
  const item: HostedItem = { ...ran.item, id: begun.item.id, exchange: { callId, name, arguments: given, output, round } };
  emit({ type: "hosted-end", id: item.id, item });
  return output;
}

async function outcome(called: HostedFunction, begun: Begun, { signal, emit }: Running): Promise<Ran> {
  const abort = createAbort([signal]);
  const clock = startClock(called, abort);
  const { id } = begun.item;
  const failed = (sentence: string): Ran => ({
    item: begun.failed?.(sentence) ?? ({ ...begun.item, status: "failed" } as HostedItem),
    output: sentence,
  });
  try {
    const state = (name: Parameters<Parameters<Begun["run"]>[0]["state"]>[0]): void => emit({ type: "hosted-state", id, state: name });
    return await untilAborted(begun.run({ signal: abort.signal, state, progress: clock.progress }), abort.signal);
  } catch (error) {
    if (clock.isOver()) return failed(`The tool did not answer in time: it was given up after ${inSeconds(clock.limitMs())} seconds.`);
    if (error instanceof ToolFailure) return error.item ? { item: error.item, output: error.message } : failed(error.message);
    // Its words may be a stranger's, or hold a secret.
    if (!signal.aborted) log.warn({ err: nameOf(error), tool: called.name }, "a hosted tool failed");
    return failed("The tool failed.");
  } finally {
    clock.stop();
    abort.release();
  }
}

const inSeconds = (ms: number): number => Math.round(ms / 100) / 10;

interface Clock {
  progress: () => void;
  isOver: () => boolean;
  limitMs: () => number;
  stop: () => void;
}

function startClock({ timeoutMs, timeoutMaxMs = timeoutMs }: HostedFunction, abort: Abort): Clock {
  const begunMs = performance.now();
  let isOver = false;
  let limitMs = timeoutMs;
  const ring = (): void => {
    isOver = true;
    abort.fire(new ToolFailure("The time of the call is over."));
  };
  let timer = setTimeout(ring, timeoutMs);
  return {
    progress: () => {
      if (isOver || abort.signal.aborted) return;
      clearTimeout(timer);
      const goneMs = performance.now() - begunMs;
      limitMs = Math.max(timeoutMs, Math.min(goneMs + timeoutMs, timeoutMaxMs));
      timer = setTimeout(ring, Math.max(0, limitMs - goneMs));
    },
    isOver: () => isOver,
    limitMs: () => limitMs,
    stop: () => clearTimeout(timer),
  };
}

/** The work's end or the signal's reason, whichever comes first: a tool that does not listen is left behind. */
async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(signal.reason);
  });
  if (signal.aborted) onAbort();
  else signal.addEventListener("abort", onAbort, { once: true });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
