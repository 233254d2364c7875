import type { Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { limitsOf, type Vendor } from "../provider";
import { learningUpstream } from "../learning/learning-upstream";
import { DEFAULT_LIMITS, type Endpoint, type Limits } from "../transport";
import { decode } from "./decode";
import { encode, headersFor, withoutReasoning } from "./encode";
import { ANTHROPIC_MODELS } from "./models";

export const anthropic = {
  name: "Anthropic",
  setting: "ANTHROPIC_API_KEY",
  addressSetting: "ANTHROPIC_BASE_URL",
  known: ANTHROPIC_MODELS,
  section: "anthropic",
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
} as const satisfies Vendor;

/** Anthropic's Messages API; `endpoint.url` ends in `/messages`. */
export function anthropicUpstream(endpoint: Endpoint, limits: Limits = DEFAULT_LIMITS): Upstream {
  const path = "messages";
  const format = { path, endpoint, namedBy: /\/v1\/messages\b/i, encode, decode, headersFor, withoutReasoning };
  return learningUpstream({ address: endpoint.url, formats: [format], limits, formatOf: () => path });
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
