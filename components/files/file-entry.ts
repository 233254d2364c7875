/** A store as the page shows it. */
export interface StoreEntry {
  id: string;
  name: string;
  isExpired: boolean;
}

/** A file of the store that is shown. */
export interface FileEntry {
  id: string;
  name: string;
  bytes: number;
  status: "in_progress" | "completed" | "cancelled" | "failed";
  /** Why it can't be searched. */
  problem: string | null;
  /** As ISO text. */
  addedAt: string;
}

/** A passage that a search has found. */
export interface FoundPassage {
  fileId: string;
  name: string;
  text: string;
  score: number;
}

/** Returns a size as people write it: 3.4 MB. */
export function sizeInWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} bytes`;
  const power = Math.min(3, Math.floor(Math.log10(bytes) / 3));
  const amount = bytes / 1_000 ** power;
  return `${amount.toFixed(amount < 10 ? 1 : 0)} ${["", "kB", "MB", "GB"][power]}`;
}
