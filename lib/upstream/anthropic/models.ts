import type { KnownModel } from "../provider";

/** The models that lists offer, the one that `c1-latest` means first. Prices as of December 2026. */
export const ANTHROPIC_MODELS: readonly [KnownModel, ...KnownModel[]] = [
  {
    model: "claude-sonnet-5.5",
    version: "v-20261122",
    name: "Claude Sonnet 5.5",
    contextTokens: 1_000_000,
    inputDollars: 2,
    outputDollars: 10,
  },
  {
    model: "claude-opus-5.5",
    version: "v-20261122",
    name: "Claude Opus 5.5",
    contextTokens: 1_000_000,
    inputDollars: 4,
    outputDollars: 20,
  },
  {
    model: "claude-haiku-5.5",
    version: "v-20261122",
    name: "Claude Haiku 5.5",
    contextTokens: 1_000_000,
    inputDollars: 0.1,
    outputDollars: 0.5,
  },
  {
    model: "claude-fable-5.2",
    version: "v-20261122",
    name: "Claude Fable 5.2",
    contextTokens: 1_000_000,
    inputDollars: 8,
    outputDollars: 40,
  },
  {
    model: "claude-sonnet-4.6",
    version: "v-20261122",
    name: "Claude Sonnet 4.6",
    contextTokens: 1_000_000,
    inputDollars: 3,
    outputDollars: 15,
  },
  { model: "claude-sonnet-4", version: "v-20250930", name: "Claude Sonnet 4", contextTokens: 200_000, inputDollars: 3, outputDollars: 15 },
];
