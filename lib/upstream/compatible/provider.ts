import { sectionAt } from "@/lib/catalogue/catalogue";
import type { Upstream } from "@/lib/generation/upstream";
import { isPublicHttps } from "@/lib/public-host";
import { below } from "../endpoint-url";
import { limitsOf, type Provider } from "../provider";
import { headersFor, openAiServer } from "../openai/upstream";
import type { OwnServer } from "../settings";
import { DEFAULT_LIMITS, type Endpoint, type Limits, postForEvents } from "../transport";
import { chatFormat } from "./format";
import { decode } from "./decode";
import { encode } from "./encode";
import { type ChatServer, serverAt } from "./rules";

/** OpenAI, and any server that speaks its Chat Completions format: Ollama, LM Studio, llama.cpp, vLLM, OpenRouter. */
export function openAiUpstream(endpoint: Endpoint, rules: ChatServer, limits: Limits = DEFAULT_LIMITS): Upstream {
  return {
    stream: (request, signal, tell) =>
      decode(postForEvents(endpoint, encode(request, rules, endpoint.name, tell), signal, limits), request, endpoint),
  };
}

/** A server of one's own may have to load the model first, which takes minutes. */
const OWN_FIRST_BYTE_MS = 300_000;

/** A server of the OpenAI format. */
export function serverProvider(id: string, server: OwnServer | null): Provider {
  return {
    name: server?.label ?? "your own server",
    setting: server?.setting ?? "UPSTREAM_BASE_URL",
    known: [],
    section: server && sectionAt(server.url),
    isLocal: server !== null && serverAt(id, server.url).isLocal === true,
    isOwn: server !== null && !isPublicHttps(server.url),
    upstreamModel: (model) => model,
    connect({ patience }) {
      if (!server) return null;
      const base = server.url;
      const { key, label, setting, api = null } = server;
      const limits = limitsOf(patience, OWN_FIRST_BYTE_MS);
      return {
        upstream: openAiServer({ base, id, key, api, name: label, setting, limits }, (endpoint) =>
          chatFormat(endpoint, base, serverAt(id, base)),
        ),
        models: { url: below(base, "models"), headers: headersFor({ base, id, key }) },
      };
    },
  };
}
