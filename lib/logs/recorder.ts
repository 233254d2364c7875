import { isRecord } from "@/lib/json";
import { log } from "@/lib/log";
import { createPace } from "@/lib/pace";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { bounded } from "./bounded";
import { toOutput } from "./collected";
import { masked } from "./mask";
import { noteLogMode } from "./modes";
import { insertBodies, type BodyRow } from "./mutations";
import { findLogModes } from "./queries";
import { isUnstored, type Said } from "./said";
import type { LogMode, LoggedBody } from "./schema";
import { wordsOf } from "./words";

const FLUSH_MS = 500;
const BATCH_MAX = 50;
/** At most some 60 MB wait. */
const QUEUE_MAX = 500;

type Waiting = Pick<BodyRow, "requestId" | "workspaceId" | "createdAt"> & { body: Omit<LoggedBody, "mode"> };

interface Recorder {
  queue: Waiting[];
  /** Ended requests that have not been looked at. */
  ended: number;
  dropped: number;
  timer: NodeJS.Timeout | null;
  flushing: Promise<void>;
}

const recorder = processState<Recorder>("logs", () => ({ queue: [], ended: 0, dropped: 0, timer: null, flushing: Promise.resolve() }));

/**
 * Keeps what was said in a request that has ended; returns at once and never throws. It is cut to size in a later turn, and read, masked
 * and written within about half a second, behind the answer and the usage record. What comes faster than it can be written is let go.
 */
export function recordSaid(said: Said, request: Pick<Waiting, "requestId" | "workspaceId" | "createdAt">): void {
  if (isUnstored(said.request)) return;
  const current = recorder();
  if (current.queue.length + current.ended >= QUEUE_MAX) {
    current.dropped++;
    return;
  }
  current.ended++;
  setImmediate(() => {
    current.ended--;
    current.queue.push({ ...request, body: toBody(said) });
    current.timer ??= setTimeout(() => void flushLogs(), FLUSH_MS).unref();
  });
}

/** Writes all that waits; resolves when it is written, or let go because the database did not take it. */
export async function flushLogs(): Promise<void> {
  const current = recorder();
  while (current.ended > 0) await new Promise((resolve) => setImmediate(resolve));
  if (current.timer) clearTimeout(current.timer);
  current.timer = null;
  const batch = current.queue.splice(0);
  current.flushing = current.flushing.then(() => writeAll(batch));
  await current.flushing;
  if (current.dropped > 0) log.warn({ dropped: current.dropped }, "requests came faster than what was said in them could be kept");
  current.dropped = 0;
}

function toBody(said: Said): Omit<LoggedBody, "mode"> {
  const request = bounded(said.request);
  const response = bounded(said.response ?? toOutput(said.output));
  const report = bounded(said.report);
  return {
    isCut: request.isCut || response.isCut,
    requestHeaders: said.requestHeaders,
    request: request.value,
    responseHeaders: said.responseHeaders,
    response: response.value,
    timeline: said.timeline,
    attempts: said.attempts.map((attempt) => ({ ...attempt })),
    report: report.value,
  };
}

async function writeAll(waiting: Waiting[]): Promise<void> {
  for (let at = 0; at < waiting.length; at += BATCH_MAX) {
    const batch = waiting.slice(at, at + BATCH_MAX);
    try {
      await write(batch);
    } catch (error) {
      log.warn({ err: messageOf(error), requests: batch.length }, "what was said in requests could not be kept");
    }
  }
}

/** What the workspace wants is asked now, so that what it has just switched off is not written. */
async function write(batch: Waiting[]): Promise<void> {
  const modes = await findLogModes([...new Set(batch.map(({ workspaceId }) => workspaceId))]);
  for (const [workspaceId, mode] of modes) noteLogMode(workspaceId, mode);
  const pace = createPace();
  const rows: BodyRow[] = [];
  for (const one of batch) {
    const mode = modes.get(one.workspaceId) ?? "off";
    if (mode !== "off") rows.push({ ...one, ...toRow(one.body, mode) });
    if (pace.isDue()) await pace.rest();
  }
  if (rows.length > 0) await insertBodies(rows);
}

function toRow(body: Waiting["body"], mode: Exclude<LogMode, "off">): Pick<BodyRow, "body" | "words"> {
  const clean = masked(body, mode);
  const { request, response } = isRecord(clean) ? clean : {};
  return { body: JSON.stringify({ mode, ...(isRecord(clean) && clean) }), words: wordsOf(request, response) };
}
