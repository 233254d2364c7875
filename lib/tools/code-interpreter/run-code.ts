import { createAbort } from "@/lib/abort";
import { changeContainerFiles, touchContainer } from "@/lib/containers/mutations";
import { listContainerFiles, readContainerFile } from "@/lib/containers/queries";
import { CONTAINER_FILES_MAX, type NewContainerFile } from "@/lib/containers/schema";
import { env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { ToolFailure } from "../tool";
import { type Warm, withPython } from "./pool";
import { PythonStopped } from "./python";

const PRINTED_BYTES_MAX = 65_536;
const PATH_CHARS_MAX = 255;

const STOPPED = {
  memory: "The code was stopped: it needs more memory than it may have.",
  printed: `The code was stopped: it printed or wrote too much (${PRINTED_BYTES_MAX / 1_024} KB may be printed).`,
  ended: "The code was stopped: Python ended.",
  missing: "The server can't run code at the moment.",
} satisfies Record<PythonStopped["why"], string>;

export interface RanCode {
  /** What was printed, and after it the exception as Python tells it. */
  logs: string;
  hasFailed: boolean;
  written: NewContainerFile[];
  /** Python was started for this run, so that it remembers nothing. */
  isNew: boolean;
}

/**
 * Runs code in a container that is there, and keeps the files that it changes. Throws `ToolFailure` when it was stopped,
 * and what `signal` was aborted with.
 */
export function runCode(containerId: string, code: string, signal: AbortSignal): Promise<RanCode> {
  return withPython(containerId, signal, async (warm) => {
    const { isNew } = warm;
    await touchContainer(containerId);
    const ran = await run(containerId, warm, code, signal);
    const written = ran.written.flatMap(({ path, content }) => toFile(path, content));
    const removed = ran.removed.filter(isUsablePath);
    const kept = await keep(containerId, warm, written, removed);
    return {
      logs: [ran.logs, ran.error, kept].filter(Boolean).join("\n"),
      hasFailed: ran.error !== null,
      written: kept === null ? written : [],
      isNew,
    };
  });
}

async function run(containerId: string, { python, files }: Warm, code: string, signal: AbortSignal) {
  const task = { ...(await changesFor(containerId, files)), code, printedBytesMax: PRINTED_BYTES_MAX };
  const secondsMax = env().CODE_INTERPRETER_SECONDS;
  const tooLong = () => new ToolFailure(`The code was stopped: it ran longer than ${secondsMax} seconds.`);
  const abort = createAbort([signal], { ms: secondsMax * 1_000, reason: tooLong });
  try {
    return await python.run(task, abort.signal);
  } catch (error) {
    if (error instanceof PythonStopped) throw new ToolFailure(STOPPED[error.why]);
    throw error;
  } finally {
    abort.release();
  }
}

/** What has come into the container and what has left it since its Python was told last. */
async function changesFor(containerId: string, known: Map<string, string>) {
  const page = await listContainerFiles(containerId, { limit: CONTAINER_FILES_MAX, order: "asc", after: null });
  const rows = page?.rows ?? [];
  const files: { path: string; content: string }[] = [];
  for (const { id, path } of rows) {
    if (known.get(path) === id) continue;
    const bytes = await readContainerFile(containerId, id);
    if (bytes) files.push({ path, content: bytes.toString("base64") });
    known.set(path, id);
  }
  const paths = new Set(rows.map(({ path }) => path));
  const removed = [...known.keys()].filter((path) => !paths.has(path));
  for (const path of removed) known.delete(path);
  return { files, removed };
}

/** Keeps what code has changed; returns why not, in words for the model, where the container is full. */
async function keep(containerId: string, { files }: Warm, written: NewContainerFile[], removed: string[]): Promise<string | null> {
  try {
    const rows = await changeContainerFiles(containerId, written, removed);
    for (const { path, id } of rows) files.set(path, id);
    for (const path of removed) files.delete(path);
    return null;
  } catch (error) {
    if (error instanceof ApiError && error.code === "storage_quota_exceeded") return `No file was kept. ${error.message}`;
    throw error;
  }
}

function toFile(path: string, content: string): NewContainerFile[] {
  return isUsablePath(path) ? [{ path, bytes: Buffer.from(content, "base64"), source: "assistant" }] : [];
}

/** Returns whether a file may be kept under this path below the folder. */
export function isUsablePath(path: string): boolean {
  if (path.length > PATH_CHARS_MAX || /[\p{Cc}\p{Cs}\\]/u.test(path)) return false;
  return path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
}
