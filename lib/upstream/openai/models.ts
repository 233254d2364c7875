import type { KnownModel } from "../provider";

/** The models that lists offer, the one that `c1-latest` means first. */
export const OPENAI_MODELS: readonly [KnownModel, ...KnownModel[]] = [
  { model: "gpt-6.2-sol", version: "v-20261122" },
  { model: "gpt-6.2-astra", version: "v-20261122" },
  { model: "gpt-6.1-terra", version: "v-20261122" },
  { model: "gpt-6-luna", version: "v-20261122" },
  { model: "gpt-4.1", version: "v-20261122" },
  { model: "gpt-5", version: "v-20251230" },
];
