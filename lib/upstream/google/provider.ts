import type { Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { learningUpstream } from "../learning/learning-upstream";
import { limitsOf, type Vendor } from "../provider";
import { DEFAULT_LIMITS, type Endpoint, type Limits } from "../transport";
import type { WireFormat } from "../wire-format";
import { decode } from "./decode";
import { encode, withoutReasoning } from "./encode";
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
  const path = "streamGenerateContent";
  const format: WireFormat = {
    path,
    endpoint,
    urlFor: (model) => below(endpoint.url, `${encodeURIComponent(model)}:${path}`, { alt: "sse" }),
    // No refusal sends us to it from another format.
    namedBy: /(?!)/,
    encode,
    decode: (events, request, server, askOn) =>
      decode((continuationToken) => (continuationToken !== null && askOn ? askOn({ continuationToken }) : events), request, server),
    withoutReasoning,
  };
  return learningUpstream({ address: endpoint.url, formats: [format], limits, formatOf: () => path });
}

const GOOGLE_NAMES: Record<string, string> = { "gemini-3.1-pro": "gemini-3.1-pro-preview" };

// A hosted price list marks what costs nothing there with `-free`; Google knows the models without it.
function googleModel(model: string): string {
  const name = model.replace(/-free$/, "");
  return GOOGLE_NAMES[name] ?? name;
}
