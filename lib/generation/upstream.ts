import type { GenerationEvents } from "./event";
import type { GenerationRequest } from "./request";

/**
 * Where text comes from. `request.model` is the provider's own name for the model.
 * The stream obeys `signal` within a second and throws `ApiError` (`upstream_*`) for every failure of the provider.
 */
export interface Upstream {
  stream(request: GenerationRequest, signal: AbortSignal): GenerationEvents;
}
