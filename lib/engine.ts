import type { GenerationEvents } from "./generation/event";
import type { GenerationRequest } from "./generation/request";
import { withUiPrompt } from "./genui/prompt";
import { toUi } from "./genui/to-ui";
import { resolveModel } from "./upstream/models";

/**
 * Runs a generation: `model` is the id that really answers. What is asked for as JSON passes as it is; text becomes interface.
 * Throws `model_not_found` or `provider_not_configured` at once; everything later is thrown by the events, which end within
 * a second once `signal` fires.
 */
export function generate(request: GenerationRequest, signal: AbortSignal): { model: string; events: GenerationEvents } {
  const { id, upstreamModel, upstream } = resolveModel(request.model);
  if (request.outputFormat.type !== "text") return { model: id, events: upstream.stream({ ...request, model: upstreamModel }, signal) };
  const prompted = withUiPrompt(request);
  return { model: id, events: toUi(upstream.stream({ ...prompted, model: upstreamModel }, signal), request.ui) };
}
