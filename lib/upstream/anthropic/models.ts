import type { KnownModel } from "../provider";

/** The models that lists offer, the one that `c1-latest` means first. */
export const ANTHROPIC_MODELS: readonly [KnownModel, ...KnownModel[]] = [
  { model: "claude-sonnet-5.5", version: "v-20261122" },
  { model: "claude-opus-5.5", version: "v-20261122" },
  { model: "claude-haiku-5.5", version: "v-20261122" },
  { model: "claude-fable-5.2", version: "v-20261122" },
  { model: "claude-sonnet-4.6", version: "v-20261122" },
  { model: "claude-sonnet-4", version: "v-20250930" },
];
