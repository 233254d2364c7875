import { type Env, env } from "@/lib/env";
import { ApiError } from "@/lib/errors";
import { parseAliases } from "./aliases";
import { listCustomModels } from "./custom-models";
import { OFFLINE_MODEL_ID, offline } from "./offline/offline";
import { type Provider, PROVIDERS, type ProviderName } from "./providers";
import { withToolLimits } from "./tool-limits";
import type { Upstream } from "./upstream";

/** A model as a list shows it. `ready` models answer now; for the others `setting` names what to set. */
export interface ModelInfo {
  id: string;
  /** Seconds since the epoch: the date in the id's version. */
  created: number;
  ownedBy: string;
  name: string;
  description: string;
  provider: string;
  ready: boolean;
  setting: string | null;
}

export interface ResolvedModel {
  /** The id that really answers; differs from the one asked for only through MODEL_ALIASES. */
  id: string;
  upstreamModel: string;
  upstream: Upstream;
}

// `c1/<provider>/<model>/v-<date>`; LiteLLM's users write `openai/` in front. A model's own name may hold slashes.
const MODEL_ID = /^(?:openai\/)?((?:c1|c1-exp)\/([a-z0-9-]{1,40})\/([\w.:@/+-]{1,200})\/v-(\d{8}))$/;

/**
 * Finds what answers for a public model id. Never another model than the one named, unless MODEL_ALIASES says so openly.
 * Throws `model_not_found` for an unknown id and `provider_not_configured`, naming the setting, for a provider without key or address.
 */
export function resolveModel(asked: string, settings: Env = env()): ResolvedModel {
  const target = parseAliases(settings.MODEL_ALIASES).get(asked) ?? asked;
  const [, id, providerName, name] = MODEL_ID.exec(target) ?? [];
  if (id === OFFLINE_MODEL_ID) return { id, upstreamModel: id, upstream: limited(offline) };
  if (!id || !name || !isProviderName(providerName)) {
    throw new ApiError("model_not_found", `The model '${shown(asked)}' does not exist.`, { param: "model" });
  }
  const provider: Provider = PROVIDERS[providerName];
  const upstream = provider.connect(settings);
  if (!upstream) {
    const sentence = `The model '${shown(asked)}' needs ${provider.setting}, which is not set on this server.`;
    throw new ApiError("provider_not_configured", `${sentence} '${OFFLINE_MODEL_ID}' works without any key.`, { param: "model" });
  }
  return { id, upstreamModel: provider.upstreamModel(name), upstream: limited(upstream) };
}

/** Every model worth showing: the offline engine, each provider's best known ones, what a custom server lists, and the aliases. */
export async function listModels(settings: Env = env()): Promise<ModelInfo[]> {
  const models = [
    offlineInfo(),
    ...Object.entries(PROVIDERS).flatMap(([name, provider]) => provider.known.map((model) => knownInfo(name, provider, model, settings))),
  ];
  for (const model of await listCustomModels(settings)) {
    models.push(
      info(`c1/custom/${model}/v-20261122`, {
        name: model,
        provider: "custom",
        ownedBy: "custom",
        description: "On your own OpenAI-compatible server.",
        ready: true,
        setting: null,
      }),
    );
  }
  const byId = new Map(models.map((model) => [model.id, model]));
  for (const [alias, id] of parseAliases(settings.MODEL_ALIASES)) {
    const target = byId.get(id);
    if (target) byId.set(alias, { ...target, id: alias, description: `Answered by ${id}.` });
  }
  return [...byId.values()];
}

function limited(upstream: Upstream): Upstream {
  return { stream: (request, signal) => withToolLimits(upstream.stream(request, signal), request) };
}

function offlineInfo(): ModelInfo {
  return info(OFFLINE_MODEL_ID, {
    name: "Offline engine",
    provider: "vitrine",
    ownedBy: "vitrine",
    description: "Rules, not a language model. Charts, tables and forms from your data; arithmetic; tool calls. No open questions.",
    ready: true,
    setting: null,
  });
}

function knownInfo(providerName: string, provider: Provider, model: Provider["known"][number], settings: Env): ModelInfo {
  const ready = provider.connect(settings) !== null;
  return info(`c1/${providerName}/${model.model}/${model.version}`, {
    name: model.name,
    provider: providerName,
    ownedBy: providerName,
    description: ready ? `By ${provider.name}.` : `By ${provider.name}. Needs ${provider.setting}.`,
    ready,
    setting: ready ? null : provider.setting,
  });
}

function info(id: string, rest: Omit<ModelInfo, "id" | "created">): ModelInfo {
  const [, year, month, day] = /v-(\d{4})(\d{2})(\d{2})$/.exec(id) ?? [];
  return { id, created: Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1_000, ...rest };
}

function isProviderName(name: string | undefined): name is ProviderName {
  return name !== undefined && Object.hasOwn(PROVIDERS, name);
}

/** A client's own text inside our message, kept short. */
function shown(id: string): string {
  return id.length > 100 ? `${id.slice(0, 100)}…` : id;
}
