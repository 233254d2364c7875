import { existsSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { programPath } from "@/lib/built-program";
import { untilAborted } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";
import { inTurn } from "@/lib/in-turn";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { type Answered, answerOverBudget } from "../answer";
import type { Outcome } from "./outcome";
import { sendParcels } from "./parcel";

interface Limits {
  /** Of the clock, which a busy machine lets run: what is worked in the thread has its own budget. */
  msMax: number;
  heapMbMax: number;
}

const LIMITS: Limits = { msMax: 30_000, heapMbMax: 768 };

const state = processState("offline-thread", () => ({
  program: null as string | null,
  limits: LIMITS,
  worker: null as Worker | null,
}));

/** Says where the built program of the thread is, for a server that is not built, and what limits it has. */
export function setAnswerer(program: string | null, limits: Partial<Limits> = {}): void {
  Object.assign(state(), { program, limits: { ...LIMITS, ...limits } });
}

/**
 * Resolves to what `answer` returns for a request, worked out by the one thread of this process that answers, one request after another; null
 * where its program was not built. A thread that fails, or is not done in 30 seconds, is ended; the next request begins another, and this one is
 * answered as what costs too much is. Rejects with the signal's reason once that fires, and with `invalid_value` as `answer` throws it.
 */
export async function answerApart(request: GenerationRequest, signal: AbortSignal): Promise<Answered | null> {
  const program = state().program ?? programPath("answerer");
  if (!existsSync(program)) return null;
  const outcome = inTurn("offline-thread", async () => (signal.aborted ? null : ask(threadOf(program), request)));
  const known = await untilAborted(outcome, signal);
  if (known === null) return answerOverBudget(request);
  if ("error" in known) throw new ApiError(known.error.code, known.error.message, { param: known.error.param });
  return known.answered;
}

/** The thread that runs, or a new one. It knows no setting of the server, and keeps no process from ending. */
function threadOf(program: string): Worker {
  const { worker, limits } = state();
  if (worker) return worker;
  const begun = new Worker(program, { env: {}, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: limits.heapMbMax } });
  begun.unref();
  begun.once("exit", () => {
    if (state().worker === begun) state().worker = null;
  });
  state().worker = begun;
  return begun;
}

/** Resolves to null when there is no outcome, and never rejects: also what the thread throws is no fault of the request after it. */
function ask(worker: Worker, request: GenerationRequest): Promise<Outcome | null> {
  return new Promise((resolve) => {
    const end = (outcome: Outcome | null) => {
      clearTimeout(timer);
      worker.off("message", end).off("error", onError).off("exit", onExit);
      resolve(outcome);
    };
    const fail = (err: unknown) => {
      log.error({ err }, "the thread of the offline engine failed");
      state().worker = null;
      void worker.terminate();
      end(null);
    };
    const onError = (error: Error) => fail(error);
    const onExit = () => fail(new Error("It ended by itself."));
    const timer = setTimeout(() => fail(new Error("It took too long.")), state().limits.msMax);
    worker.on("message", end).on("error", onError).on("exit", onExit);
    sendParcels(request, (parcel) => worker.postMessage(parcel, [])).catch(fail);
  });
}
