import type { StoredItem } from "@/lib/generation/item";
import type { Claim } from "@/lib/idempotency/schema";
import type { UsageRow } from "@/lib/usage/schema";

export type ResponseStatus = "queued" | "in_progress" | "completed" | "failed" | "incomplete" | "cancelled";

/** What is stored when the work on a response begins. */
export interface NewResponse {
  id: string;
  requestId: string;
  model: string;
  previousResponseId: string | null;
  conversationId: string | null;
  background: boolean;
  /** The object as it is sent. */
  body: object;
  /** What the request brought along, references resolved. */
  input: StoredItem[];
}

/** What has to be had before the work may begin. */
export interface Conditions {
  responseId: string;
  conversation: { id: string; leaseMs: number } | null;
  claim: Claim | null;
}

/** A stretch of a stream, in order, without gaps. */
export interface EventBatch {
  firstSequence: number;
  events: object[];
}

/** What is stored, all together, when the work has ended. */
export interface EndedResponse {
  id: string;
  status: ResponseStatus;
  /** The very object that is sent last. */
  body: object;
  /** What the check of the interface found; null where none was checked. */
  report: object | null;
  output: StoredItem[];
  /** The end of a stream that others may come back to. */
  events: EventBatch | null;
  usage: UsageRow;
  /** What the conversation gets; null when it gets nothing, and is only given free. */
  conversation: { id: string; items: StoredItem[] | null } | null;
}

/** A response as it is stored. */
export interface ResponseRow {
  id: string;
  status: ResponseStatus;
  background: boolean;
  body: object;
  createdAt: Date;
}

/** A response whose process is gone. */
export interface Orphan extends ResponseRow {
  workspaceId: string;
  requestId: string;
  userId: string | null;
  keyId: string | null;
  model: string;
  conversationId: string | null;
  /** All of its stream that was stored; none for one that did not run in the background. */
  events: EventBatch[];
}
