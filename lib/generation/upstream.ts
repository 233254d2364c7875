import type { GenerationEvents } from "./event";
import type { GenerationRequest } from "./request";

/** What a model does not take as it was asked for: the parameter, in the words of Open Responses, and what was sent; null for nothing. */
export interface Adjustment {
  parameter: string;
  sent: string | null;
}

/** Is told of each adjustment before the first event. */
export type Tell = (adjustment: Adjustment) => void;

/**
 * Where text comes from. `request.model` is the provider's own name for the model.
 * The stream obeys `signal` within a second and throws `ApiError` (`upstream_*`) for every failure of the provider.
 */
export interface Upstream {
  stream(request: GenerationRequest, signal: AbortSignal, tell?: Tell): GenerationEvents;
  /** What `stream` would tell of a request, without asking anybody; absent where nothing is ever told. */
  adjustments?(request: GenerationRequest): Adjustment[];
}
