import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import { recordSaid } from "@/lib/logs/recorder";
import { countRequest } from "@/lib/metrics/requests";
import { beginUsage } from "@/lib/usage/begun";
import { recordUsage, recordUsageDurably } from "@/lib/usage/recorder";
import { elapsedMs, endAdmission, toUsageRow, type UsageNote } from "./usage-note";

/**
 * One line in the log, and one usage record of a caller who is known, unless the work wrote it itself. What went wrong inside stands
 * in the log only.
 */
export function report(
  request: { method: string; path: string; signal: AbortSignal },
  usage: UsageNote,
  status: number,
  error: ApiError | null,
): void {
  const isGone = request.signal.aborted;
  const outcome = isGone ? { status: 499, code: "client_disconnected" } : { status, code: error?.code ?? null };
  const ms = elapsedMs(usage);
  countRequest({ route: usage.endpoint, method: request.method, ...outcome, ms });
  const line = { requestId: usage.requestId, method: request.method, path: request.path, ...outcome, ms };
  if (error && error.status >= 500 && !isGone) log.error({ ...line, err: error.cause ?? error.message }, "request failed");
  else log.info(line, "request");
  if (!usage.isRecorded) void endAdmission(usage, isGone);
  if (usage.principal && !usage.isRecorded) recordUsage(toUsageRow(usage, usage.principal, outcome.status, outcome.code));
  if (error && usage.said) usage.said.response ??= error.toBody();
  if (usage.said?.endsWith === "request") keepSaid(usage);
}

/** Keeps what was said in a request that is over. */
export function keepSaid({ said, principal, requestId, createdAt }: UsageNote): void {
  if (said && principal) recordSaid(said, { requestId, workspaceId: principal.workspaceId, createdAt });
}

/** What becomes of a request whose process died. Made once: an error holds its stack, which is dear. */
const STOPPED = new ApiError("internal_error", "The server stopped.");

/** Notes that a model is asked from now on, so that this is counted whatever becomes of this process. */
export function noteAsked(usage: UsageNote): void {
  const { status, code } = STOPPED;
  if (usage.principal && !usage.isRecorded) beginUsage(toUsageRow(usage, usage.principal, status, code));
}

/**
 * Writes the record of what a model was asked for, before the caller is told that it is done: what somebody saw end is counted,
 * whatever becomes of this process. What the work recorded itself, or what asked no model, is left to `report`.
 */
export async function settle(usage: UsageNote): Promise<void> {
  if (!usage.principal || usage.answeredBy === null || usage.isRecorded) return;
  usage.isRecorded = true;
  await Promise.all([recordUsageDurably(toUsageRow(usage, usage.principal, 200, null)), endAdmission(usage, false)]);
}
