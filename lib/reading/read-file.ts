import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { z } from "zod/v4";
import { programPath } from "@/lib/built-program";
import { environmentForPrograms } from "@/lib/env";
import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import type { ReadingResult, ReadingTask } from "./task";

/** Of all the memory of the process that reads, and of its clock. */
const LIMITS = { bytesMax: 512 * 1_048_576, msMax: 60_000 };
const HEAP_MB_MAX = 256;
/** What comes back is the text, with what JSON adds to it. */
const ANSWER_BYTES_MAX = 128 * 1_048_576;

const Result = z.discriminatedUnion("ok", [
  z.object({
    ok: z.literal(true),
    passages: z.array(z.object({ text: z.string(), heading: z.string().nullable(), page: z.int().nullable() })),
    language: z.string(),
  }),
  z.object({
    ok: z.literal(false),
    code: z.enum(["server_error", "unsupported_file", "invalid_file"]),
    message: z.string().max(300),
  }),
]) satisfies z.ZodType<ReadingResult>;

const program = processState("reading-program", () => ({ path: null as string | null }));

/** Says where the built program that reads files is, for a server that is not built. */
export function setReadingProgram(path: string): void {
  program().path = path;
}

/**
 * Resolves to the passages of a file, read by a process of its own that has a bounded time and memory and knows no secret of the server.
 * Whatever becomes of it, the answer is a result; an abort ends it and rejects.
 */
export async function readFile(
  bytes: Uint8Array,
  task: Omit<ReadingTask, "limits">,
  signal: AbortSignal,
  limits: ReadingTask["limits"] = LIMITS,
): Promise<ReadingResult> {
  signal.throwIfAborted();
  const path = program().path ?? programPath("reader");
  if (!existsSync(path)) {
    log.error({ path }, "the program that reads files is missing: build the server again");
    return { ok: false, code: "server_error", message: "The server can't read files at the moment." };
  }
  const { answer, isEnded } = await run(path, bytes, { ...task, limits }, signal);
  signal.throwIfAborted();
  return toResult(answer, isEnded);
}

function run(path: string, bytes: Uint8Array, task: ReadingTask, signal: AbortSignal): Promise<{ answer: string; isEnded: boolean }> {
  return new Promise((resolve) => {
    const flags = [`--max-old-space-size=${HEAP_MB_MAX}`, "--disallow-code-generation-from-strings", "--no-warnings"];
    const child = spawn(process.execPath, [...flags, path, JSON.stringify(task)], {
      env: { ...environmentForPrograms(), NODE_ENV: "production" },
      stdio: ["pipe", "pipe", "ignore"],
    });
    const chunks: Buffer[] = [];
    let length = 0;
    const kill = () => void child.kill("SIGKILL");
    // Its own watch ends it first; this is for one that does not get as far.
    const timer = setTimeout(kill, task.limits.msMax + 2_000);
    signal.addEventListener("abort", kill, { once: true });
    const end = (isEnded: boolean) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", kill);
      resolve({ answer: Buffer.concat(chunks).toString("utf8"), isEnded });
    };
    child.stdout.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length > ANSWER_BYTES_MAX) kill();
      else chunks.push(chunk);
    });
    child.once("error", () => end(false));
    child.once("close", (code) => end(code === 0));
    child.stdin.on("error", () => undefined);
    child.stdin.end(bytes);
  });
}

function toResult(answer: string, isEnded: boolean): ReadingResult {
  if (!isEnded) return { ok: false, code: "invalid_file", message: "The file takes too much time or memory to read." };
  try {
    // The process that wrote this has read a stranger's file, so that nothing in it is taken on trust.
    return Result.parse(JSON.parse(answer));
  } catch {
    return { ok: false, code: "server_error", message: "The file could not be read." };
  }
}
