import { inTurn } from "@/lib/in-turn";
import type { Principal } from "@/lib/principal";
import type { NamedRequest } from "./schema";

/**
 * Runs what looks for an earlier request of that name and takes the name: of many requests of one name that come at once to this
 * process, each looks when the one before it has taken it. Without a name it runs at once; when `signal` has fired meanwhile it is not run.
 */
export function inNameTurn<Value>(
  principal: Principal,
  request: NamedRequest | null,
  signal: AbortSignal,
  work: () => Promise<Value>,
): Promise<Value> {
  if (request === null) return work();
  return inTurn(`name ${principal.workspaceId} ${request.key}`, () => {
    signal.throwIfAborted();
    return work();
  });
}
