import type { StoreApi } from "zustand/vanilla";
import type { SaveFormBody, ShowVersionBody, Thread, ThreadVersions, WriteThreadBody } from "@/lib/conversations/schema";
import type { PartialAnswer } from "./partial-answer";
import type { ShownEntry } from "./shown-entry";

export interface Running {
  key: string;
  phase: "saving" | "waiting" | "streaming";
  answer: PartialAnswer;
  requestId: string | null;
}

export interface ThreadState {
  threadId: string | null;
  title: string | null;
  entries: ShownEntry[];
  versions: ThreadVersions[];
  running: Running | null;
  /** Why something could not be saved; the answer itself stays on the page. */
  problem: string | null;
}

export type ThreadStateStore = StoreApi<ThreadState>;

export type WriteResult =
  | { ok: true; threadId: string; title: string; ids: string[]; versions: ThreadVersions[] }
  | { ok: false; reason: string };

export type ShowVersionResult = { ok: true; thread: Thread } | { ok: false; reason: string };

/** What a thread needs of the world. */
export interface ThreadPorts {
  fetch: typeof fetch;
  write: (body: WriteThreadBody) => Promise<WriteResult>;
  saveForm: (body: SaveFormBody) => Promise<unknown>;
  /** The thread as it is stored; null when it is gone. */
  open: (id: string) => Promise<Thread | null>;
  /** After each save; the list of threads shows it. */
  onSaved: (thread: { id: string; title: string }) => void;
  showVersion: (body: ShowVersionBody) => Promise<ShowVersionResult>;
}
