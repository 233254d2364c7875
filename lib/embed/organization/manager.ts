import type { Actor } from "@/lib/audit/actor";
import { ApiError, type ErrorCode } from "@/lib/errors";
import type { Call } from "@/lib/http/api-route";
import { findKey } from "@/lib/keys/queries";
import { isManagement, KEY_FAILURES, type KeyFailure, type KeyFailureReason, type KeyView } from "@/lib/keys/schema";
import { stored } from "../storage";

const REFUSALS: Partial<Record<KeyFailureReason, { code: ErrorCode; param?: string; retryAfterMs?: number }>> = {
  not_found: { code: "api_key_not_found" },
  invalid_name: { code: "invalid_value", param: "name" },
  name_taken: { code: "invalid_value", param: "name" },
  invalid_expiry: { code: "invalid_value", param: "expires_in_seconds" },
  invalid_models: { code: "invalid_value", param: "models" },
  invalid_endpoints: { code: "invalid_value", param: "endpoints" },
  invalid_limits: { code: "invalid_value", param: "limits" },
  invalid_grace: { code: "invalid_value", param: "grace_seconds" },
  too_many_creations: { code: "rate_limit_exceeded", retryAfterMs: 60_000 },
};

/** Returns whom a management key acts as, once it is clear that it asks for its own workspace; another one is a missing one. */
export function managerOf({
  principal,
  params,
  header,
  requestId,
}: Pick<Call<unknown>, "principal" | "params" | "header" | "requestId">): Actor {
  const { workspaceId, userId, via } = principal;
  if (params.project_id !== workspaceId || via.type !== "key") throw new ApiError("not_found", "There is no such project.");
  return { type: "key", keyId: via.keyId, userId, workspaceId, ip: null, userAgent: header("user-agent"), requestId };
}

/** Returns the key that a path names. Throws `api_key_not_found` also for a management key, which none of them manages. */
export async function requireKey(actor: Actor, id: string | undefined): Promise<KeyView> {
  const key = await stored(findKey(actor.workspaceId, id ?? ""));
  if (!key || isManagement(key.endpoints)) throw new ApiError("api_key_not_found", KEY_FAILURES.not_found);
  return key;
}

/** Returns a result that was made; throws what a client is told of one that was not. */
export function made<R extends { ok: true }>(result: R | KeyFailure): R {
  if (result.ok) return result;
  const { code, param = null, retryAfterMs } = REFUSALS[result.reason] ?? { code: "invalid_request" as const };
  throw new ApiError(code, KEY_FAILURES[result.reason], { param, ...(retryAfterMs !== undefined && { retryAfterMs }) });
}
