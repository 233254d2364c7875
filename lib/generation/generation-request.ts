import { DEFAULT_UI, type GenerationRequest } from "./request";

/** A request that asks for nothing but what is given; a decoder names every member instead, so that none is forgotten. */
export function generationRequest(given: Pick<GenerationRequest, "model" | "input"> & Partial<GenerationRequest>): GenerationRequest {
  return {
    instructions: null,
    truncatesInput: false,
    tools: [],
    toolChoice: "auto",
    allowedTools: null,
    parallelToolCalls: true,
    toolCallsMax: null,
    maxOutputTokens: null,
    temperature: null,
    topP: null,
    frequencyPenalty: null,
    presencePenalty: null,
    seed: null,
    stop: [],
    reasoningEffort: null,
    outputFormat: { type: "text" },
    ui: DEFAULT_UI,
    ...given,
  };
}
