import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { insertBegun } from "./mutations";
import type { UsageRow } from "./schema";
import { storable } from "./storable";

/** What ends sooner is written by its end alone; what is in flight for longer costs a part of one statement. */
const BEGIN_MS = 100;

interface Begun {
  waiting: Map<string, UsageRow>;
  written: Set<string>;
  timer: NodeJS.Timeout | null;
  writing: Promise<void>;
}

const begun = processState<Begun>("usage-begun", () => ({
  waiting: new Map(),
  written: new Set(),
  timer: null,
  writing: Promise.resolve(),
}));

/**
 * Keeps the record that a request gets should this process die over it; returns at once and never throws. In the database a tenth of
 * a second later, in one statement with all that began meanwhile, unless the request has ended by then.
 */
export function beginUsage(row: UsageRow): void {
  const current = begun();
  current.waiting.set(row.requestId, storable(row));
  current.timer ??= setTimeout(() => {
    current.timer = null;
    current.writing = current.writing.then(() => write(current));
  }, BEGIN_MS).unref();
}

/** To be called with the record of a request's end, before that is written. */
export function endBegun(requestId: string): void {
  begun().waiting.delete(requestId);
}

/** Resolves to which of these requests were kept and need not be any more; gives each of them once. */
export async function takeBegun(requestIds: string[]): Promise<string[]> {
  const { written, writing } = begun();
  // What is on its way there could not be taken back.
  if (written.size > 0) await writing;
  return requestIds.filter((id) => written.delete(id));
}

async function write({ waiting, written }: Begun): Promise<void> {
  const rows = [...waiting.values()];
  waiting.clear();
  if (rows.length === 0) return;
  for (const { requestId } of rows) written.add(requestId);
  try {
    await insertBegun(rows);
  } catch (error) {
    log.warn({ err: messageOf(error), requests: rows.length }, "requests in flight would not be counted if this process died");
  }
}
