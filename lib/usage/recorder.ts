import { log } from "@/lib/log";
import { insertUsage } from "./mutations";
import { databaseAnswers } from "./queries";
import type { UsageRow } from "./schema";

const FLUSH_MS = 500;
const RETRY_MS = 2_000;
const BATCH_MAX = 500;
const QUEUE_MAX = 20_000;
const TEXT_LENGTH_MAX = 200;
const INT_MAX = 2_147_483_647;

interface Recorder {
  queue: UsageRow[];
  timer: NodeJS.Timeout | null;
  flushing: Promise<void> | null;
  dropped: number;
}

const state = globalThis as typeof globalThis & { vitrineUsage?: Recorder };

function recorder(): Recorder {
  state.vitrineUsage ??= { queue: [], timer: null, flushing: null, dropped: 0 };
  return state.vitrineUsage;
}

/**
 * Records a request; returns at once and never throws. Written within about half a second, in batches, exactly once a request id.
 * While the database is away up to 20,000 rows wait; what comes after that is dropped, and the log says how many.
 */
export function recordUsage(row: UsageRow): void {
  const { queue } = recorder();
  if (queue.length >= QUEUE_MAX) {
    recorder().dropped++;
    return;
  }
  queue.push(storable(row));
  if (queue.length === BATCH_MAX) void flushUsage();
  else schedule(FLUSH_MS);
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
      log.warn({ err: describe(error), waiting: current.queue.length }, "usage was not saved; trying again");
      schedule(RETRY_MS);
      return;
    }
    current.queue.splice(0, batch.length);
  }
  if (current.dropped > 0) log.error({ dropped: current.dropped }, "usage of requests was dropped while the database was away");
  current.dropped = 0;
}

/** A row that the database will never take must not hold up the others: halve until it stands alone, then let it go. */
async function write(rows: UsageRow[]): Promise<void> {
  try {
    await insertUsage(rows);
  } catch (error) {
    if (!(await databaseAnswers())) throw error;
    const [row] = rows;
    if (rows.length === 1) {
      log.error({ err: describe(error), requestId: row?.requestId }, "the usage of a request could not be saved");
      return;
    }
    const middle = rows.length >> 1;
    await write(rows.slice(0, middle));
    await write(rows.slice(middle));
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

/** Clients choose the model's name: cut to size, and without what Postgres can't hold. */
function storable(row: UsageRow): UsageRow {
  return {
    ...row,
    model: text(row.model),
    answeredBy: text(row.answeredBy),
    inputTokens: integer(row.inputTokens),
    outputTokens: integer(row.outputTokens),
    firstDeltaMs: integer(row.firstDeltaMs),
    totalMs: integer(row.totalMs) ?? 0,
  };
}

function text(value: string | null): string | null {
  return value && value.replaceAll("\0", "").slice(0, TEXT_LENGTH_MAX);
}

function integer(value: number | null): number | null {
  return value === null || !Number.isFinite(value) ? null : Math.min(Math.max(Math.round(value), 0), INT_MAX);
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
