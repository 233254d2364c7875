import type { Adjustment, Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { onceMore } from "../once-more";
import { limitsOf, type Vendor } from "../provider";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { encode } from "./encode";
import { GOOGLE_MODELS } from "./models";

export const google = {
  name: "Google",
  setting: "GOOGLE_GENERATIVE_AI_API_KEY",
  addressSetting: "GOOGLE_GENERATIVE_AI_BASE_URL",
  known: GOOGLE_MODELS,
  section: "google",
  upstreamModel: googleModel,
  connect({ vendors, patience }) {
    if (!vendors.GOOGLE_GENERATIVE_AI_API_KEY) return null;
    const url = below(vendors.GOOGLE_GENERATIVE_AI_BASE_URL ?? "https://generativelanguage.googleapis.com/v1beta", "models");
    const headers = { "x-goog-api-key": vendors.GOOGLE_GENERATIVE_AI_API_KEY };
    return {
      upstream: googleUpstream({ name: "Google", setting: "GOOGLE_GENERATIVE_AI_API_KEY", url, headers }, limitsOf(patience)),
      models: { url, headers },
    };
  },
} as const satisfies Vendor;

/** Google's Gemini API. `endpoint.url` ends in `/models`; the model and the method are added here. */
export function googleUpstream(endpoint: Endpoint, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream(request, signal, tell) {
      const url = below(endpoint.url, `${encodeURIComponent(request.model)}:streamGenerateContent`, { alt: "sse" });
      const start = (body: Record<string, unknown>) => {
        const ask = (continuationToken: string | null) =>
          postForEvents({ ...endpoint, url }, continuationToken === null ? body : { ...body, continuationToken }, signal, limits);
        return decode(ask, request, endpoint);
      };
      // Signatures do not travel between keys and routes, of which the owner may have changed one.
      const body = encode(request, tell);
      const bare = () => encode(request, undefined, false);
      const mends = (message: string) => /thought.?signature/i.test(message) && JSON.stringify(bare()) !== JSON.stringify(body);
      return onceMore(start(body), mends, () => start(bare()));
    },
    adjustments(request) {
      const told: Adjustment[] = [];
      encode(request, (one) => told.push(one));
      return told;
    },
  };
}

const GOOGLE_NAMES: Record<string, string> = { "gemini-3.1-pro": "gemini-3.1-pro-preview" };

// A hosted price list marks what costs nothing there with `-free`; Google knows the models without it.
function googleModel(model: string): string {
  const name = model.replace(/-free$/, "");
  return GOOGLE_NAMES[name] ?? name;
}
