import type { GenerationEvent, Usage } from "@/lib/generation/event";
import type { Principal } from "@/lib/principal";
import type { UsageRow } from "@/lib/usage/schema";

/** What is known of a request while it runs; filled in by the route and its handler. */
export interface UsageNote {
  readonly requestId: string;
  readonly endpoint: string;
  readonly createdAt: Date;
  readonly startedAtMs: number;
  /** Null until the caller is known; a stranger's request leaves no record. */
  principal: Principal | null;
  model: string | null;
  answeredBy: string | null;
  streamed: boolean;
  tokens: Usage | null;
  firstDeltaMs: number | null;
  /** The record is written already, or will be by whoever does the work, together with the result. */
  isRecorded: boolean;
}

export function newUsageNote(requestId: string, endpoint: string): UsageNote {
  return {
    requestId,
    endpoint,
    createdAt: new Date(),
    startedAtMs: performance.now(),
    principal: null,
    model: null,
    answeredBy: null,
    streamed: false,
    tokens: null,
    firstDeltaMs: null,
    isRecorded: false,
  };
}

/** Notes what a batch tells: the moment of the first delta, and what was used. Returns the batch with what that cost. */
export function noteBatch(note: UsageNote, batch: readonly GenerationEvent[], priced: (usage: Usage) => Usage): readonly GenerationEvent[] {
  if (note.firstDeltaMs === null && batch.some((event) => "delta" in event)) note.firstDeltaMs = elapsedMs(note);
  const last = batch.at(-1);
  if (last?.type !== "finish") return batch;
  note.tokens = priced(last.usage);
  return [...batch.slice(0, -1), { ...last, usage: note.tokens }];
}

export function elapsedMs(note: UsageNote): number {
  return Math.round(performance.now() - note.startedAtMs);
}

/** The record of a finished request of `principal`. */
export function toUsageRow(note: UsageNote, principal: Principal, status: number, errorCode: string | null): UsageRow {
  const { via } = principal;
  return {
    requestId: note.requestId,
    workspaceId: principal.workspaceId,
    userId: principal.userId,
    keyId: via.type === "key" ? via.keyId : null,
    via: via.type,
    endpoint: note.endpoint,
    model: note.model,
    answeredBy: note.answeredBy,
    status,
    errorCode,
    streamed: note.streamed,
    inputTokens: note.tokens?.inputTokens ?? null,
    outputTokens: note.tokens?.outputTokens ?? null,
    cachedTokens: note.tokens?.cachedTokens ?? null,
    costMicros: note.tokens?.cost?.micros ?? null,
    savedMicros: note.tokens?.cost?.savedMicros ?? null,
    firstDeltaMs: note.firstDeltaMs,
    totalMs: elapsedMs(note),
    createdAt: note.createdAt,
  };
}
