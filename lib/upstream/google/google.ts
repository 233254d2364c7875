import type { Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { encode } from "./encode";

/** Google's Gemini API. `endpoint.url` ends in `/models`; the model and the method are added here. */
export function googleUpstream(endpoint: Endpoint, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream(request, signal) {
      const url = below(endpoint.url, `${encodeURIComponent(request.model)}:streamGenerateContent`, { alt: "sse" });
      return decode(postForEvents({ ...endpoint, url }, encode(request), signal, limits), request, endpoint);
    },
  };
}
