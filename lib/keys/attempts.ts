import { processState } from "@/lib/process-state";
const ATTEMPTS_PER_MINUTE_MAX = 60;
const ADDRESSES_MAX = 10_000;
const WINDOW_MS = 60_000;

interface Window {
  count: number;
  endsMs: number;
}

const windows = processState<Map<string, Window>>("unknown-keys", () => new Map());

/** Counts a well-formed key that the database did not know. Anyone can work out a checksum, so these are what junk costs us. */
export function countUnknownKey(address: string | null): void {
  const nowMs = performance.now();
  const window = windows().get(address ?? "");
  if (window && window.endsMs > nowMs) {
    window.count++;
    return;
  }
  windows().delete(address ?? "");
  windows().set(address ?? "", { count: 1, endsMs: nowMs + WINDOW_MS });
  if (windows().size <= ADDRESSES_MAX) return;
  for (const oldest of windows().keys()) {
    windows().delete(oldest);
    return;
  }
}

/** How long this address has to wait until its unknown keys count anew, or null while it has not used up its minute's worth. */
export function guessesWaitMs(address: string | null): number | null {
  const window = windows().get(address ?? "");
  const leftMs = window ? Math.ceil(window.endsMs - performance.now()) : 0;
  return window && leftMs > 0 && window.count > ATTEMPTS_PER_MINUTE_MAX ? leftMs : null;
}

/** After any change to a key, so that a key just created works for those who tried it before. */
export function resetUnknownKeys(): void {
  windows().clear();
}
