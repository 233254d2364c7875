import type { StoredItem } from "@/lib/generation/item";

/** What a response that is not stored leaves to its connection, so that it can be gone on from there. */
export interface Remembered {
  /** The whole dialogue up to the response. */
  input: StoredItem[];
  output: StoredItem[];
}

/** The memory of one connection; it ends with the connection. */
export interface ConnectionMemory {
  find(id: string): Remembered | null;
  keep(id: string, value: Remembered): void;
  evict(id: string): void;
}
