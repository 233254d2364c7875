import { type Env, env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import { parseAliases } from "./aliases";

/** The two formats of OpenAI: Responses and Chat Completions. */
export type WireApi = NonNullable<Env["OPENAI_API_FORMAT"]>;

/** A server of the OpenAI format, asked for as `c1/<name>/<model>/v-<date>`. */
export interface OwnServer {
  label: string;
  /** With its version, e.g. `http://localhost:11434/v1`. */
  url: string;
  key: string | null;
  /** What it speaks; absent where its address and the model decide. */
  api?: WireApi;
  /** What its owner would change, for messages. */
  setting: string;
}

/** What the environment, or the owner, says of the vendors. */
export type VendorSettings = Pick<
  Env,
  | "OPENAI_API_KEY"
  | "OPENAI_BASE_URL"
  | "OPENAI_API_FORMAT"
  | "ANTHROPIC_API_KEY"
  | "ANTHROPIC_BASE_URL"
  | "GOOGLE_GENERATIVE_AI_API_KEY"
  | "GOOGLE_GENERATIVE_AI_BASE_URL"
>;

/** What the owner may set up while the server runs. */
export interface StoredSettings {
  vendors: Partial<VendorSettings>;
  servers: ReadonlyMap<string, OwnServer>;
  aliases: ReadonlyMap<string, string[]>;
}

/** Everything that decides which models answer: from the environment, or as the owner set it up. */
export interface UpstreamSettings extends StoredSettings {
  /** How much models are told of the interface; null goes by their windows. */
  uiPrompt: "full" | "core" | null;
  /** How long providers are waited for. */
  patience: {
    /** Null: as long as suits the kind of provider. */
    firstByteMs: number | null;
    idleMs: number;
  };
}

const NOTHING_STORED: StoredSettings = { vendors: {}, servers: new Map(), aliases: new Map() };

/** The environment, and before it what is stored. */
export function toUpstreamSettings(environment: Env, stored: StoredSettings = NOTHING_STORED): UpstreamSettings {
  const servers = new Map(stored.servers);
  if (environment.UPSTREAM_BASE_URL && !servers.has("custom")) {
    servers.set("custom", {
      label: "The server at UPSTREAM_BASE_URL",
      url: environment.UPSTREAM_BASE_URL,
      key: environment.UPSTREAM_API_KEY ?? null,
      ...(environment.UPSTREAM_API_FORMAT && { api: environment.UPSTREAM_API_FORMAT }),
      setting: "UPSTREAM_BASE_URL",
    });
  }
  return {
    vendors: { ...environment, ...stored.vendors },
    servers,
    aliases: new Map([...parseAliases(environment.MODEL_ALIASES), ...stored.aliases]),
    uiPrompt: environment.UI_PROMPT ?? null,
    patience: {
      firstByteMs: environment.PROVIDER_FIRST_BYTE_SECONDS === undefined ? null : environment.PROVIDER_FIRST_BYTE_SECONDS * 1_000,
      idleMs: environment.PROVIDER_IDLE_SECONDS * 1_000,
    },
  };
}

const inForce = processState("upstream-settings", () => ({ settings: toUpstreamSettings(env()) }));

/** The settings in force in this process. */
export function upstreamSettings(): UpstreamSettings {
  return inForce().settings;
}

/** Puts what is stored in force, from the next request on. */
export function applyStoredSettings(stored: StoredSettings): void {
  inForce().settings = toUpstreamSettings(env(), stored);
}
