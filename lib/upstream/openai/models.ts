import type { KnownModel } from "../provider";

/** The models that lists offer, the one that `c1-latest` means first. Prices as of December 2026. */
export const OPENAI_MODELS: readonly [KnownModel, ...KnownModel[]] = [
  { model: "gpt-6.2-sol", version: "v-20261122", name: "GPT-6.2 Sol", contextTokens: 1_050_000, inputDollars: 2, outputDollars: 10 },
  { model: "gpt-6.2-astra", version: "v-20261122", name: "GPT-6.2 Astra", contextTokens: 1_050_000, inputDollars: 8, outputDollars: 40 },
  { model: "gpt-6.1-terra", version: "v-20261122", name: "GPT-6.1 Terra", contextTokens: 1_050_000, inputDollars: 1, outputDollars: 5 },
  { model: "gpt-6-luna", version: "v-20261122", name: "GPT-6 Luna", contextTokens: 1_050_000, inputDollars: 0.1, outputDollars: 0.5 },
  { model: "gpt-4.1", version: "v-20261122", name: "GPT-4.1", contextTokens: 1_047_576, inputDollars: 2, outputDollars: 8 },
  { model: "gpt-5", version: "v-20251230", name: "GPT-5", contextTokens: 400_000, inputDollars: 1.25, outputDollars: 10 },
];
