import { ApiError } from "@/lib/errors";
import type { Principal } from "@/lib/principal";
import { withoutPrefix } from "@/lib/upstream/model-id";
import { resolveModel } from "@/lib/upstream/models";

/**
 * Whether the caller's key may use the model: null allows every one, an empty list none. An alias is allowed by its own name, or when all it
 * may stand for is.
 */
export function mayUseModel(principal: Principal, model: string): boolean {
  if (principal.via.type !== "key" || principal.via.models === null) return true;
  const { models } = principal.via;
  if (models.includes(model) || models.includes(withoutPrefix(model))) return true;
  return resolveModel(model).candidateIds.every((id) => models.includes(id));
}

/** Throws 403 `model_not_allowed`, or what `resolveModel` throws. */
export function assertModelAllowed(principal: Principal, model: string): void {
  if (mayUseModel(principal, model)) return;
  throw new ApiError("model_not_allowed", "This API key may not use this model.", { param: "model" });
}
