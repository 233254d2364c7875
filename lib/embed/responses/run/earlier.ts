import { findCreated } from "@/lib/idempotency/queries";
import { type NamedRequest, stillAtWork } from "@/lib/idempotency/schema";
import type { Principal } from "@/lib/principal";
import { findResponse } from "@/lib/responses/queries";
import type { ResponseRow } from "@/lib/responses/schema";
import { stored } from "../../storage";

/** What the first request of a name has created. */
interface Earlier {
  id: string;
  /** The response to give again; null for one that came to nothing: the request is done anew. */
  row: ResponseRow | null;
}

/**
 * Null when no request of that name was here before. Throws `idempotency_in_progress` while the first one is at work, and
 * `idempotency_key_reused`. One in the background has its answer already, and can be followed.
 */
export async function findEarlier(principal: Principal, request: NamedRequest): Promise<Earlier | null> {
  const id = await stored(findCreated(principal, request));
  if (id === null) return null;
  const row = await stored(findResponse(principal, id));
  if (row?.status === "in_progress" && !row.background) throw stillAtWork();
  return { id, row: row && cameToNothing(row) ? null : row };
}

/** A failure is not worth repeating, and a client that left comes back for the whole. */
function cameToNothing({ status, background }: ResponseRow): boolean {
  return status === "failed" || (status === "cancelled" && !background);
}
