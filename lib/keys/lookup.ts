import { processState } from "@/lib/process-state";
import type { KeyRecord } from "./policy";
import { findKeysByHash } from "./queries";

const BATCH_MAX = 500;
const BATCHES_AT_ONCE = 2;

interface Waiting {
  digest: string;
  resolve: (key: KeyRecord | null) => void;
  reject: (error: unknown) => void;
}

const lookups = processState<{ waiting: Waiting[]; running: number }>("key-lookups", () => ({ waiting: [], running: 0 }));

/**
 * The key with this digest, or null, as the table has it after the call. All that are asked for together are one statement, and
 * two statements run at a time: so every key can be looked up, whoever asks and whatever else is sent from there, and a flood of
 * made-up ones costs the database two connections and an index scan each.
 */
export function lookUpKey(digest: string): Promise<KeyRecord | null> {
  return new Promise((resolve, reject) => {
    const { waiting } = lookups();
    waiting.push({ digest, resolve, reject });
    if (waiting.length === 1) queueMicrotask(runBatch);
  });
}

function runBatch(): void {
  const current = lookups();
  if (current.running >= BATCHES_AT_ONCE || current.waiting.length === 0) return;
  const batch = current.waiting.splice(0, BATCH_MAX);
  current.running++;
  void answer(batch).finally(() => {
    current.running--;
    runBatch();
  });
  runBatch();
}

async function answer(batch: Waiting[]): Promise<void> {
  try {
    const found = await findKeysByHash([...new Set(batch.map(({ digest }) => digest))]);
    for (const { digest, resolve } of batch) resolve(found.get(digest) ?? null);
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
}
