import type { ConnectionMemory, Remembered } from "@/lib/embed/responses/connection-memory";

const RESPONSES_MAX = 32;
const BYTES_MAX = 16 * 1024 * 1024;
/** Of all connections of the process together. */
const TOTAL_BYTES_MAX = 256 * 1024 * 1024;

const state = globalThis as typeof globalThis & { vitrineSocketMemoryBytes?: number };

/** A memory with room for the last few responses; `forget` empties it. What is too large for it is not kept at all. */
export function createMemory(): ConnectionMemory & { forget(): void } {
  const kept = new Map<string, { value: Remembered; bytes: number }>();
  let bytes = 0;
  const add = (more: number): void => {
    bytes += more;
    state.vitrineSocketMemoryBytes = (state.vitrineSocketMemoryBytes ?? 0) + more;
  };
  const evict = (id: string): void => {
    add(-(kept.get(id)?.bytes ?? 0));
    kept.delete(id);
  };
  const isOver = (): boolean => kept.size > RESPONSES_MAX || bytes > BYTES_MAX || (state.vitrineSocketMemoryBytes ?? 0) > TOTAL_BYTES_MAX;
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
