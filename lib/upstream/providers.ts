import type { Upstream } from "@/lib/generation/upstream";
import { anthropicUpstream } from "./anthropic/anthropic";
import { below } from "./endpoint-url";
import { googleUpstream } from "./google/google";
import { COMPATIBLE_DIALECT, OPENAI_DIALECT } from "./openai/encode";
import { openAiUpstream } from "./openai/openai";
import type { OwnServer, UpstreamSettings } from "./settings";
import { DEFAULT_LIMITS, type Endpoint, type Limits } from "./transport";

/** A vendor, or a server of one's own, that a model id can name. */
export interface Provider {
  name: string;
  /** What switches it on: an environment variable, or a place on the Models page. */
  setting: string;
  /** Its best known models, for lists; any other name is passed on all the same. */
  known: readonly { model: string; version: string; name: string }[];
  /** The provider's own name for the model in a public id. */
  upstreamModel(model: string): string;
  /** Null while the setting is absent. */
  connect(settings: UpstreamSettings): Connection | null;
}

export interface Connection {
  upstream: Upstream;
  /** Where it lists its models, and how to be let in there. */
  models: Pick<Endpoint, "url" | "headers">;
}

export const VENDORS = {
  openai: {
    name: "OpenAI",
    setting: "OPENAI_API_KEY",
    known: [
      { model: "gpt-5", version: "v-20251230", name: "GPT-5" },
      { model: "gpt-5.2", version: "v-20251230", name: "GPT-5.2" },
      { model: "gpt-4.1", version: "v-20251230", name: "GPT-4.1" },
    ],
    upstreamModel: (model) => model,
    connect({ vendors, patience }) {
      if (!vendors.OPENAI_API_KEY) return null;
      const base = vendors.OPENAI_BASE_URL ?? "https://api.openai.com/v1";
      const headers = { authorization: `Bearer ${vendors.OPENAI_API_KEY}` };
      const endpoint = { name: "OpenAI", setting: "OPENAI_API_KEY", url: below(base, "chat/completions"), headers };
      return {
        upstream: openAiUpstream(endpoint, OPENAI_DIALECT, limits(patience)),
        models: { url: below(base, "models"), headers },
      };
    },
  },
  anthropic: {
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
          limits(patience),
        ),
        models: { url: below(base, "models"), headers },
      };
    },
  },
  google: {
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
        upstream: googleUpstream({ name: "Google", setting: "GOOGLE_GENERATIVE_AI_API_KEY", url, headers }, limits(patience)),
        models: { url, headers },
      };
    },
  },
} as const satisfies Record<string, Provider>;

/** The provider that a model id names; null for a name nobody has. `custom` is known even without an address. */
export function findProvider(name: string, settings: UpstreamSettings): Provider | null {
  const server = settings.servers.get(name);
  if (server) return serverProvider(server);
  if (Object.hasOwn(VENDORS, name)) return VENDORS[name as keyof typeof VENDORS];
  return name === "custom" ? serverProvider(null) : null;
}

/** A server of one's own may have to load the model first, which takes minutes. */
const OWN_FIRST_BYTE_MS = 300_000;

function limits(
  { firstByteMs, idleMs }: UpstreamSettings["patience"],
  usualFirstByteMs: number = DEFAULT_LIMITS.firstByteTimeoutMs,
): Limits {
  return { ...DEFAULT_LIMITS, firstByteTimeoutMs: firstByteMs ?? usualFirstByteMs, idleTimeoutMs: idleMs };
}

/** A server of the OpenAI format. */
function serverProvider(server: OwnServer | null): Provider {
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
        upstream: openAiUpstream(endpoint, COMPATIBLE_DIALECT, limits(patience, OWN_FIRST_BYTE_MS)),
        models: { url: below(base, "models"), headers },
      };
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

const GOOGLE_NAMES: Record<string, string> = { "gemini-3.1-pro": "gemini-3.1-pro-preview" };

// A hosted price list marks what costs nothing there with `-free`; Google knows the models without it.
function googleModel(model: string): string {
  const name = model.replace(/-free$/, "");
  return GOOGLE_NAMES[name] ?? name;
}
