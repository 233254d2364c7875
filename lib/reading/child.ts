import { writeSync } from "node:fs";
import { Worker } from "node:worker_threads";
import { UnreadableFile } from "./document";
import { languageOf } from "./language";
import { passagesOf } from "./passages";
import { readBytes } from "./read-bytes";
import type { ReadingResult, ReadingTask } from "./task";

/** Another thread, since what reads a hostile file may never come back to look at a clock. */
const WATCHER = `
  const { workerData } = require("node:worker_threads");
  const startedAt = Date.now();
  setInterval(() => {
    if (process.memoryUsage.rss() > workerData.bytesMax || Date.now() - startedAt > workerData.msMax) process.kill(process.pid, "SIGKILL");
  }, 50);
`;

/** Reads the file at the standard input as the argument says, writes the result as JSON to the standard output, and ends the process. */
export async function readOne(): Promise<void> {
  const task = JSON.parse(process.argv[2] ?? "") as ReadingTask;
  new Worker(WATCHER, { eval: true, workerData: task.limits }).unref();
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  const result = JSON.stringify(await read(new Uint8Array(Buffer.concat(chunks)), task));
  const bytes = Buffer.from(result);
  for (let at = 0; at < bytes.length; ) at += written(bytes, at);
  process.exit(0);
}

/** A pipe that is full says so; there is nothing else to do meanwhile. */
function written(bytes: Buffer, at: number): number {
  try {
    return writeSync(1, bytes, at);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EAGAIN") return 0;
    throw error;
  }
}

async function read(bytes: Uint8Array, { filename, size }: ReadingTask): Promise<ReadingResult> {
  try {
    const document = await readBytes(bytes, filename);
    const passages = await passagesOf(document, size);
    return { ok: true, passages, language: languageOf(passages.map(({ text }) => text).join("\n")) };
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, code: error.code, message: error.message };
    return { ok: false, code: "invalid_file", message: "The file is broken: it could not be read." };
  }
}
