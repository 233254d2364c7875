import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import { countOrphans, endOrphans, freePlaces } from "@/lib/responses/orphans/mutations";
import type { EndedResponse, Orphan } from "@/lib/responses/schema";
import { NOTHING_COUNTED, type UsageRow } from "@/lib/usage/schema";
import { closeOutput } from "../close-output";
import { textDelta } from "../encode";
import { foldOutput } from "../fold";
import { cancelResource, failResource, type ResponseResource } from "../resource";
import type { StreamEvent } from "../stream-event";
import { terminalEvents } from "../terminal-events";
import { liveRuns } from "./live-runs";

const BATCH_MAX = 20;

/** Counts the other requests that a process was at work on when it died. */
export async function reapUsage(): Promise<void> {
  const count = await countOrphans();
  if (count > 0) log.warn({ count }, "requests whose process was gone were counted as failed");
}

/** Frees the places that requests of dead processes had under limits. */
export async function reapPlaces(): Promise<void> {
  const count = await freePlaces();
  if (count > 0) log.warn({ count }, "places of requests whose process was gone are free again");
}

/** Ends every response whose process is gone as failed, with what there is of its output, and finishes its stream. */
export async function reapOrphans(): Promise<void> {
  for (let count = BATCH_MAX; count === BATCH_MAX; ) {
    count = await endOrphans(BATCH_MAX, [...liveRuns().keys()], fail);
    if (count > 0) log.warn({ count }, "responses whose process was gone were ended as failed");
  }
}

function fail(orphan: Orphan): EndedResponse {
  return endOrphan(orphan, new ApiError("internal_error", "The server stopped while it was generating the response. Create it again."));
}

/** What becomes of a response that its own process does not end: failed, or without a `failure` cancelled. */
export function endOrphan(orphan: Orphan, failure: ApiError | null): EndedResponse {
  const events = orphan.events.flatMap((batch) => batch.events as StreamEvent[]);
  const begun = orphan.body as ResponseResource;
  const output = foldOutput(events);
  const ends = closeOutput(output).map((end, index): StreamEvent => ({ ...textDelta(end), sequence_number: events.length + index }));
  const next = events.length + ends.length;
  const resource = failure ? failResource(begun, output, failure) : cancelResource(begun, output);
  return {
    id: orphan.id,
    status: resource.status,
    body: resource,
    // What the check had found, only the process that is gone knew.
    report: null,
    output: resource.output,
    events: orphan.background ? { firstSequence: events.length, events: [...ends, ...terminalEvents(resource, failure, next)] } : null,
    usage: usageOf(orphan, failure),
    conversation: orphan.conversationId === null ? null : { id: orphan.conversationId, items: null },
  };
}

/** What was used, only the process that is gone knew. */
function usageOf(orphan: Orphan, failure: ApiError | null): UsageRow {
  const { requestId, workspaceId, userId, keyId, model, createdAt } = orphan;
  return {
    requestId,
    workspaceId,
    userId,
    keyId,
    via: keyId === null ? "session" : "key",
    endpoint: "/v1/embed/responses",
    model,
    answeredBy: null,
    status: failure?.status ?? 499,
    errorCode: failure?.code ?? "cancelled",
    streamed: false,
    ...NOTHING_COUNTED,
    totalMs: Date.now() - createdAt.getTime(),
    createdAt,
  };
}
