import type { KnownModel } from "../provider";

/** The models that lists offer, the one that `c1-latest` means first. Prices as of December 2026. */
export const GOOGLE_MODELS: readonly [KnownModel, ...KnownModel[]] = [
  {
    model: "gemini-3.8-flash",
    version: "v-20261122",
    name: "Gemini 3.8 Flash",
    contextTokens: 1_048_576,
    inputDollars: 0.75,
    outputDollars: 3.75,
  },
  {
    model: "gemini-4-hydrogen",
    version: "v-20261122",
    name: "Gemini 4 Hydrogen",
    contextTokens: 1_048_576,
    inputDollars: 1.5,
    outputDollars: 7.5,
  },
  { model: "gemini-4-neon", version: "v-20261122", name: "Gemini 4 Neon", contextTokens: 1_048_576, inputDollars: 3, outputDollars: 15 },
  { model: "gemini-4-argon", version: "v-20261122", name: "Gemini 4 Argon", contextTokens: 1_048_576, inputDollars: 4, outputDollars: 20 },
  {
    model: "gemini-3.5-flash-lite",
    version: "v-20261122",
    name: "Gemini 3.5 Flash-Lite",
    contextTokens: 1_048_576,
    inputDollars: 0.3,
    outputDollars: 2.5,
  },
];
