import { setTimeout as sleep } from "node:timers/promises";
import { ApiError } from "@/lib/errors";
import type { OutputItem, StoredItem } from "@/lib/generation/item";
import { keepSaid } from "@/lib/http/report";
import { toUsageRow, type UsageNote } from "@/lib/http/usage-note";
import { log } from "@/lib/log";
import { countAnswer } from "@/lib/metrics/requests";
import type { Principal } from "@/lib/principal";
import { endResponse } from "@/lib/responses/mutations";
import { findResponse } from "@/lib/responses/queries";
import type { EventBatch } from "@/lib/responses/schema";
import { messageOf } from "@/lib/text";
import { recordUsage } from "@/lib/usage/recorder";
import type { ResponseResource } from "../resource";

/** A commit whose connection was lost may have happened or not: trying again tells. */
const RETRY_MS = [100, 500];

export interface Ending {
  principal: Principal;
  usage: UsageNote;
  resource: ResponseResource;
  /** Why it failed; null when it did not. */
  failure: ApiError | null;
  /** What the check of the interface found; null where none was checked. */
  report: object | null;
  /** The items of the output with all that is kept of them. */
  output: OutputItem[];
  conversationId: string | null;
  input: StoredItem[];
  events: EventBatch | null;
}

/**
 * Stores the end of a response with everything that belongs to it, once. Gives what is true then: the same resource, or what another
 * process made of it meanwhile, or null for one that was deleted. Throws `service_unavailable` when it could not be stored.
 */
export async function endRun(ending: Ending): Promise<ResponseResource | null> {
  const { principal, usage, resource, failure, report, output, conversationId, input, events } = ending;
  const goesOn = resource.status === "completed" || resource.status === "incomplete";
  const row = toUsageRow(usage, principal, ...outcome(resource, failure));
  const ended = {
    id: resource.id,
    status: resource.status,
    body: resource,
    report,
    output,
    events,
    usage: row,
    conversation: conversationId === null ? null : { id: conversationId, items: goesOn ? [...input, ...output] : null },
  };
  try {
    const stored = await withRetries(async () => {
      if (!(await endResponse(ended))) return readEnd(principal, resource);
      countAnswer(row);
      return resource;
    });
    // What was deleted while it came is not kept here either.
    if (stored) keepSaid(usage);
    return stored;
  } catch (cause) {
    log.error({ err: cause, responseId: resource.id }, "the end of a response could not be stored");
    recordUsage({ ...row, status: 503, errorCode: "service_unavailable" });
    throw new ApiError("service_unavailable", "The response could not be stored. Try again.", { cause, retryAfterMs: 1_000 });
  }
}

/** For the usage record: the status that the same request would have had if it had been answered at its end. */
function outcome({ status, background }: ResponseResource, failure: ApiError | null): [status: number, code: string | null] {
  if (failure) return [failure.status, failure.code];
  return status === "cancelled" ? [499, background ? "cancelled" : "client_disconnected"] : [200, null];
}

async function readEnd(principal: Principal, { id }: ResponseResource): Promise<ResponseResource | null> {
  const row = await findResponse(principal, id);
  return row && (row.body as ResponseResource);
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (const waitMs of RETRY_MS) {
    try {
      return await attempt();
    } catch (error) {
      log.warn({ err: messageOf(error) }, "the end of a response was not stored; trying again");
      await sleep(waitMs);
    }
  }
  return attempt();
}
