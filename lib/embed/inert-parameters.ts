import { z } from "zod/v4";
import { inert, optional, refusal, text } from "@/lib/parameter";

const ONLY_TIER = "There is one service tier: 'auto' or 'default'.";
const NO_RETENTION = "How long a provider caches prompts can't be set.";

const isDefaultCaching = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  Object.entries(value).every(([name, setting]) => (name === "mode" && setting === "implicit") || (name === "ttl" && setting === "30m"));

/** There is one service tier. */
export const ServiceTier = optional(
  z
    .enum(["auto", "default", "flex", "scale", "priority"])
    .refine((tier) => tier === "auto" || tier === "default", refusal("unsupported_parameter", ONLY_TIER)),
);

/** How a provider caches is its own affair here: the key tells it nothing, and only its defaults can be asked for. */
export const cacheParameters = {
  prompt_cache_key: optional(text(64)),
  prompt_cache_retention: inert((value) => value === "in_memory", NO_RETENTION),
  prompt_cache_options: inert(isDefaultCaching, "How a provider caches prompts can't be set."),
};
