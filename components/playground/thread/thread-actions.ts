import type { ForkThreadBody, SaveFormBody, ShowVersionBody, Thread, ThreadSummary, WriteThreadBody } from "@/lib/conversations/schema";
import type { ShowVersionResult, WriteResult } from "./thread-state";

type Outcome = { ok: true } | { ok: false; reason: string };

/** The server actions that the page calls. */
export interface PlaygroundActions {
  write: (body: WriteThreadBody) => Promise<WriteResult>;
  showVersion: (body: ShowVersionBody) => Promise<ShowVersionResult>;
  /** Begins a thread with what another one says up to an item. */
  fork: (body: ForkThreadBody) => Promise<{ ok: true; threadId: string; title: string } | { ok: false; reason: string }>;
  saveForm: (body: SaveFormBody) => Promise<Outcome>;
  rename: (id: string, title: string) => Promise<Outcome>;
  remove: (id: string) => Promise<Outcome>;
  open: (id: string) => Promise<Thread | null>;
  search: (search: string) => Promise<ThreadSummary[]>;
}
