import type { Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { limitsOf, type Provider } from "../provider";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { encode } from "./encode";

export const google = {
  name: "Google",
  setting: "GOOGLE_GENERATIVE_AI_API_KEY",
  known: [
    { model: "gemini-2.5-flash", version: "v-20251230", name: "Gemini 2.5 Flash" },
    { model: "gemini-2.5-pro", version: "v-20251230", name: "Gemini 2.5 Pro" },
  ],
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
} as const satisfies Provider;

/** Google's Gemini API. `endpoint.url` ends in `/models`; the model and the method are added here. */
export function googleUpstream(endpoint: Endpoint, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream(request, signal) {
      const url = below(endpoint.url, `${encodeURIComponent(request.model)}:streamGenerateContent`, { alt: "sse" });
      return decode(postForEvents({ ...endpoint, url }, encode(request), signal, limits), request, endpoint);
    },
  };
}

const GOOGLE_NAMES: Record<string, string> = { "gemini-3.1-pro": "gemini-3.1-pro-preview" };

// A hosted price list marks what costs nothing there with `-free`; Google knows the models without it.
function googleModel(model: string): string {
  const name = model.replace(/-free$/, "");
  return GOOGLE_NAMES[name] ?? name;
}
