import type { Upstream } from "@/lib/generation/upstream";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { encode } from "./encode";

/** Anthropic's Messages API. */
export function anthropicUpstream(endpoint: Endpoint, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream: (request, signal) => decode(postForEvents(endpoint, encode(request), signal, limits), request, endpoint),
  };
}
