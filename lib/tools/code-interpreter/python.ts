import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { z } from "zod/v4";
import { createAbort } from "@/lib/abort";
import { environmentForPrograms } from "@/lib/env";
import { log } from "@/lib/log";
import type { PythonAnswer, PythonTask } from "./protocol";
import { pythonCommand } from "./sandbox";

const STARTED_MS_MAX = 60_000;
const MEMORY_BYTES_MAX = 640 * 1_048_576;
const MEMORY_WATCH_MS = 200;
const PAGE_BYTES = 4_096;
/** One answer: the files of a container in base64, and what was printed. */
const ANSWER_BYTES_MAX = 32 * 1_048_576;

const File = z.object({ path: z.string(), content: z.string() });
const Answer = z.discriminatedUnion("type", [
  z.object({ type: z.literal("ready") }),
  z.object({ type: z.literal("flood") }),
  z.object({
    type: z.literal("ran"),
    logs: z.string(),
    error: z.string().nullable(),
    written: z.array(File),
    removed: z.array(z.string()),
  }),
]) satisfies z.ZodType<PythonAnswer>;

export type PythonRan = Extract<PythonAnswer, { type: "ran" }>;

/** Why code was stopped; the process is gone with all that it knew. */
export class PythonStopped extends Error {
  constructor(readonly why: "memory" | "printed" | "ended" | "missing") {
    super(`Python was stopped: ${why}`);
    this.name = "PythonStopped";
  }
}

/** A process that runs Python, and remembers between runs. */
export interface Python {
  /** Runs code; one at a time. Throws `PythonStopped` when it was ended for it, and whatever `signal` was aborted with. */
  run: (task: PythonTask, signal: AbortSignal) => Promise<PythonRan>;
  isAlive: () => boolean;
  end: () => void;
}

/** Starts a process that runs Python. Throws `PythonStopped` where it does not come up, and what `signal` was aborted with. */
export async function startPython(signal: AbortSignal): Promise<Python> {
  const command = await pythonCommand();
  if (!command) {
    log.error("the program that runs Python is missing: build the server again");
    throw new PythonStopped("missing");
  }
  signal.throwIfAborted();
  // It gets to know nothing but where programs are.
  const { PATH } = environmentForPrograms();
  const child = spawn(command.command, command.args, { env: { PATH, NODE_ENV: "production" } });
  const python = talk(child);
  const abort = createAbort([signal], { ms: STARTED_MS_MAX, reason: () => new PythonStopped("ended") });
  await python.next(abort.signal).finally(abort.release);
  return {
    isAlive: python.isAlive,
    end: python.end,
    run: async (task, stop) => {
      child.stdin.write(`${JSON.stringify(task)}\n`);
      const answer = await python.next(stop);
      if (answer.type !== "ran") throw new PythonStopped("ended");
      return answer;
    },
  };
}

/** What a process says, one message at a time. It is a stranger's, so that nothing of it is taken on trust. */
function talk(child: ChildProcessWithoutNullStreams) {
  let why: PythonStopped["why"] = "ended";
  let isOver = false;
  /** It is told to end, and may not have heard it yet. */
  let isEnding = false;
  let rest: Buffer[] = [];
  let length = 0;
  let settle: ((answer: PythonAnswer | null) => void) | null = null;
  const end = () => {
    isEnding = true;
    child.kill("SIGKILL");
  };
  const watch = setInterval(() => void watchMemory(), MEMORY_WATCH_MS);
  watch.unref();

  async function watchMemory(): Promise<void> {
    if ((await residentBytes(child.pid)) <= MEMORY_BYTES_MAX || isOver) return;
    why = "memory";
    end();
  }
  function close(): void {
    isOver = true;
    clearInterval(watch);
    settle?.(null);
  }
  child.once("error", close);
  child.once("close", close);
  child.stdin.on("error", () => undefined);
  child.stderr.resume();
  child.stdout.on("data", (chunk: Buffer) => {
    length += chunk.length;
    if (length > ANSWER_BYTES_MAX) {
      why = "printed";
      return end();
    }
    const at = chunk.indexOf(10);
    if (at < 0) return void rest.push(chunk);
    const line = Buffer.concat([...rest, chunk.subarray(0, at)]).toString("utf8");
    rest = [chunk.subarray(at + 1)];
    length = chunk.length - at - 1;
    settle?.(read(line));
  });

  async function next(signal: AbortSignal): Promise<PythonAnswer> {
    if (isOver || isEnding) throw new PythonStopped(why);
    const answer = await new Promise<PythonAnswer | null>((resolve) => {
      settle = resolve;
      signal.addEventListener("abort", end, { once: true });
      if (signal.aborted) end();
    });
    settle = null;
    signal.removeEventListener("abort", end);
    if (answer && answer.type !== "flood") return answer;
    end();
    if (answer) throw new PythonStopped("printed");
    signal.throwIfAborted();
    throw new PythonStopped(why);
  }
  return { next, end, isAlive: () => !isOver && !isEnding };
}

function read(line: string): PythonAnswer | null {
  try {
    return Answer.parse(JSON.parse(line));
  } catch {
    return null;
  }
}

/** How much memory a process has; 0 where the system does not say it in this way. */
async function residentBytes(pid: number | undefined): Promise<number> {
  try {
    const [, pages = "0"] = (await readFile(`/proc/${pid}/statm`, "utf8")).split(" ");
    return Number(pages) * PAGE_BYTES;
  } catch {
    return 0;
  }
}
