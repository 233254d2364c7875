import type { Upstream } from "@/lib/generation/upstream";
import { below } from "../endpoint-url";
import { limitsOf, type Provider } from "../provider";
import type { OwnServer } from "../settings";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { decode } from "./decode";
import { COMPATIBLE_DIALECT, encode, type OpenAiDialect } from "./encode";

/** OpenAI, and any server that speaks its Chat Completions format: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter. */
export function openAiUpstream(endpoint: Endpoint, dialect: OpenAiDialect, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream: (request, signal) => decode(postForEvents(endpoint, encode(request, dialect), signal, limits), request, endpoint),
  };
}

/** A server of one's own may have to load the model first, which takes minutes. */
const OWN_FIRST_BYTE_MS = 300_000;

/** A server of the OpenAI format. */
export function serverProvider(server: OwnServer | null): Provider {
  return {
    name: server?.label ?? "your own server",
    setting: server?.setting ?? "UPSTREAM_BASE_URL",
    known: [],
    upstreamModel: (model) => model,
    connect({ patience }) {
      if (!server) return null;
      const base = server.url;
      const headers: Record<string, string> = server.key ? { authorization: `Bearer ${server.key}` } : {};
      const endpoint = { name: server.label, setting: server.setting, url: below(base, "chat/completions"), headers };
      return {
        upstream: openAiUpstream(endpoint, COMPATIBLE_DIALECT, limitsOf(patience, OWN_FIRST_BYTE_MS)),
        models: { url: below(base, "models"), headers },
      };
    },
  };
}
