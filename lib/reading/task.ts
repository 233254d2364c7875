import type { Passage } from "./document";
import type { PassageSize } from "./passages";

/** What a process that reads a file is told; the bytes come to its standard input. */
export interface ReadingTask {
  filename: string;
  size: PassageSize;
  limits: { bytesMax: number; msMax: number };
}

/** What it answers. */
export type ReadingResult =
  | { ok: true; passages: Passage[]; language: string }
  | { ok: false; code: "server_error" | "unsupported_file" | "invalid_file"; message: string };
