import type { KnownModel } from "../provider";

/** The models that lists offer, the one that `c1-latest` means first. */
export const GOOGLE_MODELS: readonly [KnownModel, ...KnownModel[]] = [
  { model: "gemini-3.8-flash", version: "v-20261122" },
  { model: "gemini-4-hydrogen", version: "v-20261122" },
  { model: "gemini-4-neon", version: "v-20261122" },
  { model: "gemini-4-argon", version: "v-20261122" },
  { model: "gemini-3.5-flash-lite", version: "v-20261122" },
];
