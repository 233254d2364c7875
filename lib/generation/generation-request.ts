import { DEFAULT_CACHE, DEFAULT_UI, type GenerationRequest } from "./request";

/** A request that asks for nothing but what is given; a decoder names every member instead, so that none is forgotten. */
export function generationRequest(given: Pick<GenerationRequest, "model" | "input"> & Partial<GenerationRequest>): GenerationRequest {
  return {
    uiPrompt: null,
    instructions: null,
    truncatesInput: false,
    tools: [],
    toolChoice: "auto",
    allowedTools: null,
    parallelToolCalls: true,
    hosted: null,
    toolCallsMax: null,
    maxOutputTokens: null,
    temperature: null,
    topP: null,
    frequencyPenalty: null,
    presencePenalty: null,
    seed: null,
    stop: [],
    reasoningEffort: null,
    verbosity: null,
    cache: DEFAULT_CACHE,
    outputFormat: { type: "text" },
    ui: DEFAULT_UI,
    ...given,
  };
}
