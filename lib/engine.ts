import type { GenerationEvents } from "./generation/event";
import type { GenerationRequest } from "./generation/request";
import { withUiPrompt } from "./genui/prompt";
import { toUi } from "./genui/to-ui";
import { resolveModel } from "./upstream/models";

export interface Generation {
  /** The id that really answers; with fallbacks it is known once the first event is there. */
  readonly model: string;
  events: GenerationEvents;
}

/**
 * Runs a generation. What is asked for as JSON passes as it is; text becomes interface.
 * Throws `model_not_found` or `provider_not_configured` at once; everything later is thrown by the events, which end within
 * a second once `signal` fires.
 */
export function generate(request: GenerationRequest, signal: AbortSignal): Generation {
  const resolved = resolveModel(request.model);
  const isPlain = request.outputFormat.type !== "text";
  const events = isPlain
    ? resolved.upstream.stream(request, signal)
    : toUi(resolved.upstream.stream(withUiPrompt(request), signal), request.ui);
  return {
    get model() {
      return resolved.id;
    },
    events,
  };
}
