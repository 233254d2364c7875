import { log } from "@/lib/log";
import { countAnswer } from "@/lib/metrics/requests";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { endBegun, takeBegun } from "./begun";
import { insertUsage } from "./mutations";
import { databaseAnswers } from "./queries";
import type { UsageRow } from "./schema";
import { storable } from "./storable";

const FLUSH_MS = 500;
const RETRY_MS = 2_000;
const BATCH_MAX = 500;
const QUEUE_MAX = 20_000;
const REFUSED_MAX = 20;
/** How long the end of an answer waits for its record: a database that is away does not spoil the answer. */
const DURABLE_WAIT_MS = 3_000;

interface Tally {
  total: number;
  written: number;
  refused: number;
}

interface Recorder {
  queue: UsageRow[];
  /** How many rows have left the queue, ever: tells whether a certain one has. */
  left: number;
  waiting: { position: number; resolve: () => void }[];
  timer: NodeJS.Timeout | null;
  flushing: Promise<void> | null;
  dropped: number;
}

const recorder = processState<Recorder>("usage", () => ({ queue: [], left: 0, waiting: [], timer: null, flushing: null, dropped: 0 }));

/**
 * Records a request; returns at once and never throws. Written within about half a second, in batches, exactly once a request id.
 * While the database is away up to 20,000 rows wait; what comes after that is dropped, and the log says how many.
 */
export function recordUsage(row: UsageRow): void {
  countAnswer(row);
  const { queue } = recorder();
  if (queue.length >= QUEUE_MAX) {
    recorder().dropped++;
    return;
  }
  endBegun(row.requestId);
  queue.push(storable(row));
  if (queue.length === BATCH_MAX) void flushUsage();
  else schedule(FLUSH_MS);
}

/**
 * As `recordUsage`; resolves when the record is in the database, in one statement with all that wait at the time. Without a database
 * it resolves too, after at most 3 seconds, and the record waits on like the others.
 */
export async function recordUsageDurably(row: UsageRow): Promise<void> {
  const current = recorder();
  recordUsage(row);
  const position = current.left + current.queue.length;
  let timer: NodeJS.Timeout | undefined;
  const written = new Promise<void>((resolve) => {
    current.waiting.push({ position, resolve });
    timer = setTimeout(resolve, DURABLE_WAIT_MS);
  });
  if (!current.flushing) void flushUsage();
  await written;
  clearTimeout(timer);
}

/** Writes all that waits; resolves when it is written, or when the database did not take it, which then waits on. */
export async function flushUsage(): Promise<void> {
  const current = recorder();
  // Rows that came in while an earlier flush ran are not part of it.
  if (current.flushing) await current.flushing;
  if (current.flushing) return current.flushing;
  current.flushing = writeAll(current).finally(() => {
    current.flushing = null;
  });
  return current.flushing;
}

async function writeAll(current: Recorder): Promise<void> {
  if (current.timer) clearTimeout(current.timer);
  current.timer = null;
  while (current.queue.length > 0) {
    const batch = current.queue.slice(0, BATCH_MAX);
    try {
      await write(batch);
    } catch (error) {
      log.warn({ err: messageOf(error), waiting: current.queue.length }, "usage was not saved; trying again");
      schedule(RETRY_MS);
      release(current, Number.POSITIVE_INFINITY);
      return;
    }
    current.queue.splice(0, batch.length);
    current.left += batch.length;
    release(current, current.left);
  }
  if (current.dropped > 0) log.error({ dropped: current.dropped }, "usage of requests was dropped while the database was away");
  current.dropped = 0;
}

/** Lets go who waits for a row up to this position. */
function release(current: Recorder, position: number): void {
  const isOver = (one: { position: number }) => one.position <= position;
  for (const { resolve } of current.waiting.filter(isOver)) resolve();
  current.waiting = current.waiting.filter((one) => !isOver(one));
}

/**
 * One row that the database will never take must not hold up the others: halve until it stands alone, then let it go. That is
 * only known when others got through; else the fault lies elsewhere, and all wait.
 */
async function write(rows: UsageRow[]): Promise<void> {
  const tally = { total: rows.length, written: 0, refused: 0 };
  await writeHalving(rows, tally);
  if (tally.refused > 0) log.error({ refused: tally.refused }, "usage of requests was refused by the database and let go");
}

async function writeHalving(rows: UsageRow[], tally: Tally): Promise<void> {
  try {
    await insertUsage(rows, await takeBegun(rows.map(({ requestId }) => requestId)));
    tally.written += rows.length;
  } catch (error) {
    if (!(await databaseAnswers())) throw error;
    const middle = rows.length >> 1;
    if (middle > 0) {
      await writeHalving(rows.slice(0, middle), tally);
      await writeHalving(rows.slice(middle), tally);
      return;
    }
    tally.refused++;
    if (tally.written === 0 && tally.refused >= Math.min(REFUSED_MAX, tally.total)) throw error;
  }
}

function schedule(delayMs: number): void {
  const current = recorder();
  if (current.timer) return;
  current.timer = setTimeout(() => {
    current.timer = null;
    void flushUsage();
  }, delayMs);
  current.timer.unref();
}

/** How many records wait to be written, and how many were let go since the last ones were. */
export function usageQueue(): { waiting: number; dropped: number } {
  const { queue, dropped } = recorder();
  return { waiting: queue.length, dropped };
}
