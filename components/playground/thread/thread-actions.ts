import type { SaveFormBody, Thread, ThreadSummary, WriteThreadBody } from "@/lib/conversations/schema";
import type { WriteResult } from "./thread-state";

type Outcome = { ok: true } | { ok: false; reason: string };

/** The server actions that the page calls. */
export interface PlaygroundActions {
  write: (body: WriteThreadBody) => Promise<WriteResult>;
  saveForm: (body: SaveFormBody) => Promise<Outcome>;
  rename: (id: string, title: string) => Promise<Outcome>;
  remove: (id: string) => Promise<Outcome>;
  open: (id: string) => Promise<Thread | null>;
  search: (search: string) => Promise<ThreadSummary[]>;
}
