import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import type { ResponseCreateParams, ServiceTier as OfficialTier } from "openai/resources/responses/responses";
import { z } from "zod/v4";
import type { CacheOptions as Asked } from "@/lib/generation/request";
import { decided, inert, optional, text } from "@/lib/parameter";

type Tier = NonNullable<OfficialTier | ChatCompletionCreateParams["service_tier"]>;
type Retention = NonNullable<ResponseCreateParams["prompt_cache_retention"]>;
type CacheOptions = NonNullable<ResponseCreateParams["prompt_cache_options"]>;

/** A tier is a hint, of which there is one here: the answer names the one it got, `default`. */
export const ServiceTier = optional(
  decided<Tier>({
    auto: "accepted",
    default: "accepted",
    flex: "accepted",
    scale: "accepted",
    priority: "accepted",
    fast: "accepted",
    ultrafast: "accepted",
  }),
);

const cacheOptions = {
  mode: optional(decided<NonNullable<CacheOptions["mode"]>>({ implicit: "accepted", explicit: "accepted" })),
  ttl: optional(decided<NonNullable<CacheOptions["ttl"]>>({ "30m": "accepted", "12h": "accepted" })),
  comparison_response_id: optional(text(256)),
  prewarm: inert((value) => value === false, "A cache can't be prepared without an answer: 'prewarm' must be false."),
} satisfies Record<keyof CacheOptions, z.ZodType>;

/** How a provider caches is its own affair here: these are hints, and nothing in an answer depends on them. */
export const cacheParameters = {
  prompt_cache_key: optional(text(64)),
  prompt_cache_retention: optional(decided<Retention>({ in_memory: "accepted", "24h": "accepted" })),
  prompt_cache_options: optional(z.strictObject(cacheOptions)),
};

type CacheParameters = z.output<z.ZodObject<typeof cacheParameters>>;

/** What a request asks of the provider's cache. */
export function cacheOptionsOf({ prompt_cache_key, prompt_cache_retention, prompt_cache_options }: Partial<CacheParameters>): Asked {
  const { mode, ttl } = prompt_cache_options ?? {};
  return { key: prompt_cache_key || null, mode: mode ?? null, ttl: ttl ?? null, retention: prompt_cache_retention ?? null };
}
