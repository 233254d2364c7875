import type { Env } from "@/lib/env";
import { anthropicUpstream } from "./anthropic/anthropic";
import { googleUpstream } from "./google/google";
import { openAiUpstream } from "./openai/openai";
import type { Upstream } from "./upstream";

/** A vendor, or an own server, that a model id can name. */
export interface Provider {
  name: string;
  /** The environment variable that switches it on. */
  setting: string;
  /** Its best known models, for lists; any other name is passed on all the same. */
  known: readonly { model: string; version: string; name: string }[];
  /** The provider's own name for the model in a public id. */
  upstreamModel(model: string): string;
  /** Null while the setting is absent. */
  connect(settings: Env): Upstream | null;
}

export const PROVIDERS = {
  openai: {
    name: "OpenAI",
    setting: "OPENAI_API_KEY",
    known: [
      { model: "gpt-5", version: "v-20251230", name: "GPT-5" },
      { model: "gpt-5.2", version: "v-20251230", name: "GPT-5.2" },
      { model: "gpt-4.1", version: "v-20251230", name: "GPT-4.1" },
    ],
    upstreamModel: (model) => model,
    connect(settings) {
      if (!settings.OPENAI_API_KEY) return null;
      const url = `${baseUrl(settings.OPENAI_BASE_URL ?? "https://api.openai.com/v1")}/chat/completions`;
      const headers = { authorization: `Bearer ${settings.OPENAI_API_KEY}` };
      return openAiUpstream({ name: "OpenAI", setting: "OPENAI_API_KEY", url, headers }, { maxTokensParameter: "max_completion_tokens" });
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
    connect(settings) {
      if (!settings.ANTHROPIC_API_KEY) return null;
      const url = `${baseUrl(settings.ANTHROPIC_BASE_URL ?? "https://api.anthropic.com/v1")}/messages`;
      const headers = { "x-api-key": settings.ANTHROPIC_API_KEY, "anthropic-version": "2023-06-01" };
      return anthropicUpstream({ name: "Anthropic", setting: "ANTHROPIC_API_KEY", url, headers });
    },
  },
  google: {
    name: "Google",
    setting: "GOOGLE_GENERATIVE_AI_API_KEY",
    known: [
      { model: "gemini-2.5-flash", version: "v-20251230", name: "Gemini 2.5 Flash" },
      { model: "gemini-2.5-pro", version: "v-20251230", name: "Gemini 2.5 Pro" },
    ],
    upstreamModel: (model) => model,
    connect(settings) {
      if (!settings.GOOGLE_GENERATIVE_AI_API_KEY) return null;
      const url = `${baseUrl(settings.GOOGLE_GENERATIVE_AI_BASE_URL ?? "https://generativelanguage.googleapis.com/v1beta")}/models`;
      const headers = { "x-goog-api-key": settings.GOOGLE_GENERATIVE_AI_API_KEY };
      return googleUpstream({ name: "Google", setting: "GOOGLE_GENERATIVE_AI_API_KEY", url, headers });
    },
  },
  custom: {
    name: "your own server",
    setting: "UPSTREAM_BASE_URL",
    known: [],
    upstreamModel: (model) => model,
    connect(settings) {
      if (!settings.UPSTREAM_BASE_URL) return null;
      const headers: Record<string, string> = settings.UPSTREAM_API_KEY ? { authorization: `Bearer ${settings.UPSTREAM_API_KEY}` } : {};
      const url = `${baseUrl(settings.UPSTREAM_BASE_URL)}/chat/completions`;
      return openAiUpstream(
        { name: "The server at UPSTREAM_BASE_URL", setting: "UPSTREAM_BASE_URL", url, headers },
        { maxTokensParameter: "max_tokens" },
      );
    },
  },
} as const satisfies Record<string, Provider>;

export type ProviderName = keyof typeof PROVIDERS;

/** Without the slash at its end, so that a path can follow. */
export function baseUrl(url: string): string {
  return url.replace(/\/+$/, "");
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
