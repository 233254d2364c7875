import type { GenerationEvents } from "./event";
import type { GenerationRequest } from "./request";

/** What a model does not take as it was asked for: the parameter, in the words of Open Responses, and what was sent; null for nothing. */
export interface Adjustment {
  parameter: string;
  sent: string | null;
}

/**
 * A request that a provider was sent, also one that is tried again. Filled in as it goes on: a status of null is none that came, and
 * `code` is that of the error that it ended with.
 */
export interface Attempt {
  provider: string;
  model: string;
  status: number | null;
  code: string | null;
  /** From when it was sent to the status, and to the end. */
  firstByteMs: number | null;
  totalMs: number | null;
}

/** Is told of each adjustment before the first event, and of each attempt as it begins. */
export interface Tell {
  (adjustment: Adjustment): void;
  attempt?: ((attempt: Attempt) => void) | undefined;
}

/**
 * Where text comes from. `request.model` is the provider's own name for the model.
 * The stream obeys `signal` within a second and throws `ApiError` (`upstream_*`) for every failure of the provider.
 */
export interface Upstream {
  stream(request: GenerationRequest, signal: AbortSignal, tell?: Tell): GenerationEvents;
  /** What `stream` would tell of a request, without asking anybody; absent where nothing is ever told. */
  adjustments?(request: GenerationRequest): Adjustment[];
}
