import type { GenerationRequest, Verbosity } from "./request";

const WISHES = {
  low: "Keep the answer short: the essential, and no more.",
  medium: null,
  high: "Answer at length, in detail.",
} as const satisfies Record<Verbosity, string | null>;

type Told = Pick<GenerationRequest, "uiPrompt" | "instructions" | "verbosity">;

/** Everything a model is told before the dialogue, in one text; the wish for an answer's length in words, as for models without a parameter for it. */
export function instructionsOf(request: Told): string | null {
  return [request.uiPrompt, ownInstructionsOf(request)].filter((text) => text).join("\n\n") || null;
}

/** The same without what is said about interface. */
export function ownInstructionsOf({ instructions, verbosity }: Told): string | null {
  return [instructions, verbosity && WISHES[verbosity]].filter((text) => text).join("\n\n") || null;
}
