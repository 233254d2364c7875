import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";

const PARAMETERS = {
  seed: (request) => request.seed !== null,
  frequency_penalty: (request) => (request.frequencyPenalty ?? 0) !== 0,
  presence_penalty: (request) => (request.presencePenalty ?? 0) !== 0,
} as const satisfies Record<string, (request: GenerationRequest) => boolean>;

/** Throws a 400 that names the first parameter which was asked for and which the provider would ignore. */
export function refuseParameters(request: GenerationRequest, providerName: string, names: readonly (keyof typeof PARAMETERS)[]): void {
  for (const name of names) {
    if (PARAMETERS[name](request))
      throw new ApiError("unsupported_parameter", `Models of ${providerName} do not take '${name}'.`, { param: name });
  }
}
