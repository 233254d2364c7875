import { generationRequest } from "@/lib/generation/generation-request";
import type { Upstream } from "@/lib/generation/upstream";

/** What a model does not take of what the playground can set. */
export interface LeftOut {
  /** Parameters, in the words of Open Responses, that it never takes. */
  parameters: readonly string[];
  /** Whether it takes `temperature` or `top_p`, but not both. */
  isOneOfTwo: boolean;
}

export const TAKES_ALL: LeftOut = { parameters: [], isOneOfTwo: false };

/**
 * Returns what is left out of a request for a model: found by the very encoder that writes the request, so by the rules of its family and what
 * refusals taught, whatever the provider.
 */
export function leftOutBy(upstream: Upstream, model: string): LeftOut {
  const told = (members: { temperature?: number; topP?: number }) =>
    (upstream.adjustments?.(generationRequest({ model, input: [], ...members })) ?? [])
      .filter(({ sent }) => sent === null)
      .map(({ parameter }) => parameter);
  const parameters = [...new Set([...told({ temperature: 0.5 }), ...told({ topP: 0.5 })])];
  return { parameters, isOneOfTwo: parameters.length === 0 && told({ temperature: 0.5, topP: 0.5 }).length > 0 };
}
