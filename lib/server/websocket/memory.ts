import type { ConnectionMemory, Remembered } from "@/lib/embed/responses/connection-memory";
import { processState } from "@/lib/process-state";

const RESPONSES_MAX = 32;
const BYTES_MAX = 16 * 1024 * 1024;
/** Of all connections of the process together. */
const TOTAL_BYTES_MAX = 256 * 1024 * 1024;

const total = processState("socket-memory", () => ({ bytes: 0 }));

/** A memory with room for the last few responses; `forget` empties it. What is too large for it is not kept at all. */
export function createMemory(): ConnectionMemory & { forget(): void } {
  const kept = new Map<string, { value: Remembered; bytes: number }>();
  let bytes = 0;
  const add = (more: number): void => {
    bytes += more;
    total().bytes += more;
  };
  const evict = (id: string): void => {
    add(-(kept.get(id)?.bytes ?? 0));
    kept.delete(id);
  };
  const isOver = (): boolean => kept.size > RESPONSES_MAX || bytes > BYTES_MAX || total().bytes > TOTAL_BYTES_MAX;
  return {
    find: (id) => kept.get(id)?.value ?? null,
    keep: (id, value) => {
      evict(id);
      const entry = { value, bytes: Buffer.byteLength(JSON.stringify(value)) };
      kept.set(id, entry);
      add(entry.bytes);
      for (const oldest of kept.keys()) if (isOver()) evict(oldest);
    },
    evict,
    forget: () => {
      for (const id of kept.keys()) evict(id);
    },
  };
}
