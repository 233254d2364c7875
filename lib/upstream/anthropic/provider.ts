import type { Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { onceMore } from "../once-more";
import { limitsOf, type Provider } from "../provider";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { type Encoded, encode } from "./encode";

export const anthropic = {
  name: "Anthropic",
  setting: "ANTHROPIC_API_KEY",
  known: [
    { model: "claude-sonnet-4", version: "v-20250930", name: "Claude Sonnet 4" },
    { model: "claude-sonnet-4.5", version: "v-20251230", name: "Claude Sonnet 4.5" },
    { model: "claude-opus-4.6", version: "v-20251230", name: "Claude Opus 4.6" },
  ],
  upstreamModel: anthropicModel,
  connect({ vendors, patience }) {
    if (!vendors.ANTHROPIC_API_KEY) return null;
    const base = vendors.ANTHROPIC_BASE_URL ?? "https://api.anthropic.com/v1";
    const headers = { "x-api-key": vendors.ANTHROPIC_API_KEY, "anthropic-version": "2023-06-01" };
    return {
      upstream: anthropicUpstream(
        { name: "Anthropic", setting: "ANTHROPIC_API_KEY", url: below(base, "messages"), headers },
        limitsOf(patience),
      ),
      models: { url: below(base, "models"), headers },
    };
  },
} as const satisfies Provider;

/** Anthropic's Messages API. */
export function anthropicUpstream(endpoint: Endpoint, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream(request, signal, tell) {
      const start = (encoded: Encoded) => {
        const called = { ...endpoint, headers: { ...endpoint.headers, ...encoded.headers } };
        return decode(postForEvents(called, encoded.body, signal, limits), request, endpoint, encoded);
      };
      // What was thought does not travel between accounts and routes, of which the owner may have changed one.
      const encoded = encode(request, tell);
      const bare = () => encode(request, undefined, false);
      const mends = (message: string) =>
        /signature|thinking.{0,3} block|bound to a different/i.test(message) && JSON.stringify(bare()) !== JSON.stringify(encoded);
      return onceMore(start(encoded), mends, () => start(bare()));
    },
  };
}

const ANTHROPIC_NAMES: Record<string, string> = {
  "claude-sonnet-4": "claude-sonnet-4-20250514",
  "claude-opus-4": "claude-opus-4-20250514",
  "claude-3.7-sonnet": "claude-3-7-sonnet-20250219",
  "claude-3.5-sonnet": "claude-3-5-sonnet-20241022",
  "claude-3.5-haiku": "claude-3-5-haiku-20241022",
};

// Public ids follow OpenRouter's spelling; Anthropic writes versions with dashes and dates the older models.
function anthropicModel(model: string): string {
  return ANTHROPIC_NAMES[model] ?? model.replaceAll(".", "-");
}
