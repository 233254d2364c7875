import type { FinishReason, GenerationEvent, Usage } from "@/lib/generation/event";
import type { Attempt } from "@/lib/generation/upstream";
import type { Admission } from "@/lib/limits/admission";
import { hearBatch, type Said } from "@/lib/logs/said";
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
  /** Why the model stopped. */
  finish: FinishReason | null;
  tokens: Usage | null;
  firstDeltaMs: number | null;
  /** The record is written already, or will be by whoever does the work, together with the result. */
  isRecorded: boolean;
  /** What was said, where the log keeps it. */
  said: Said | null;
  /** The place that the request has under its caller's limits; null where nothing is limited, and once it was given back. */
  admission: Admission | null;
}

/** What a generation tells of itself while it runs, and when it has ended. */
interface Told {
  priced: (usage: Usage) => Usage;
  readonly attempts: readonly Attempt[];
  readonly report: object | null;
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
    finish: null,
    tokens: null,
    firstDeltaMs: null,
    isRecorded: false,
    said: null,
    admission: null,
  };
}

/** Notes what a batch tells: the moment of the first delta, and what was used. Returns the batch with what that cost. */
export function noteBatch(note: UsageNote, batch: readonly GenerationEvent[], told: Told): readonly GenerationEvent[] {
  if (note.said) hearBatch(note.said, batch, elapsedMs(note));
  if (note.firstDeltaMs === null && batch.some((event) => "delta" in event)) note.firstDeltaMs = elapsedMs(note);
  const last = batch.at(-1);
  if (last?.type !== "finish") return batch;
  note.tokens = told.priced(last.usage);
  note.finish = last.reason;
  if (note.said) note.said.report = told.report;
  return [...batch.slice(0, -1), { ...last, usage: note.tokens }];
}

/** Has what is kept of a request tell of every attempt to get it answered, also of those that come to nothing. */
export function noteGeneration(note: UsageNote, { attempts }: Pick<Told, "attempts">): void {
  if (note.said) note.said.attempts = attempts;
}

/**
 * Gives the place of a request back, with what it used; to be called before its caller is told that it is over, at least once. Never
 * rejects. An answer that was cut off, so that nobody counted it, counts as what was reserved for it: else whoever leaves early would pay
 * nothing. What failed before it said anything counts nothing.
 */
export async function endAdmission(note: UsageNote, isCut: boolean): Promise<void> {
  const { admission, tokens, answeredBy, firstDeltaMs } = note;
  if (!admission) return;
  note.admission = null;
  const isPartly = answeredBy !== null && (isCut || firstDeltaMs !== null);
  if (tokens) await admission.end({ tokens: tokens.inputTokens + tokens.outputTokens, micros: tokens.cost?.micros ?? 0 });
  else await admission.end(isPartly ? null : { tokens: 0, micros: 0 });
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
    finish: note.finish,
    inputTokens: note.tokens?.inputTokens ?? null,
    outputTokens: note.tokens?.outputTokens ?? null,
    cachedTokens: note.tokens?.cachedTokens ?? null,
    reasoningTokens: note.tokens?.reasoningTokens ?? null,
    costMicros: note.tokens?.cost?.micros ?? null,
    savedMicros: note.tokens?.cost?.savedMicros ?? null,
    firstDeltaMs: note.firstDeltaMs,
    totalMs: elapsedMs(note),
    createdAt: note.createdAt,
  };
}
