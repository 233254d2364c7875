import { log } from "@/lib/log";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { saveLastUsed } from "./mutations";

const FLUSH_MS = 10_000;
const FLUSH_JITTER_MS = 2_000;
const PENDING_MAX = 1_000;

interface LastUse {
  at: Date;
  address: string | null;
}

interface Pending {
  uses: Map<string, LastUse>;
  timer: NodeJS.Timeout | null;
}

const pending = processState<Pending>("last-used", () => ({ uses: new Map(), timer: null }));

/** Notes that a key was used now; written within 12 seconds, in one statement for all keys. */
export function touchKey(keyId: string, address: string | null): void {
  const { uses, timer } = pending();
  uses.set(keyId, { at: new Date(), address });
  if (uses.size >= PENDING_MAX) void flushLastUsed();
  else if (!timer) schedule();
}

/** Writes what is pending. A failure is logged and what failed is kept for the next time, unless a later use came in. */
export async function flushLastUsed(): Promise<void> {
  const { uses, timer } = pending();
  if (timer) clearTimeout(timer);
  Object.assign(pending(), { uses: new Map<string, LastUse>(), timer: null });
  if (uses.size === 0) return;
  try {
    await saveLastUsed([...uses].map(([keyId, use]) => ({ keyId, ...use })));
  } catch (error) {
    log.warn({ err: messageOf(error), keys: uses.size }, "the last use of keys was not saved");
    for (const [keyId, use] of uses) if (!pending().uses.has(keyId) && pending().uses.size < PENDING_MAX) pending().uses.set(keyId, use);
    if (!pending().timer) schedule();
  }
}

function schedule(): void {
  const timer = setTimeout(() => void flushLastUsed(), FLUSH_MS + Math.random() * FLUSH_JITTER_MS);
  timer.unref();
  pending().timer = timer;
}
