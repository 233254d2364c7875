import { type CatalogueModel, findModel } from "@/lib/catalogue/catalogue";
import { costOf, dearestOf, FREE } from "@/lib/catalogue/cost";
import { ApiError } from "@/lib/errors";
import type { Usage } from "@/lib/generation/event";
import type { GenerationRequest } from "@/lib/generation/request";
import type { Adjustment, Tell, Upstream } from "@/lib/generation/upstream";
import { OFFLINE_MODEL_ID, offline } from "@/lib/offline/offline";
import { withBreaker } from "./breaker";
import { withFallbacks } from "./fallback";
import { type LeftOut, leftOutBy, TAKES_ALL } from "./left-out";
import { factsOf, type ModelFacts, OFFLINE_FACTS } from "./model-facts";
import { isMovingId, type ModelName, parseModelId, withoutPrefix } from "./model-id";
import type { KnownModel, Provider } from "./provider";
import { type ConnectedProvider, findConnected, VENDORS } from "./providers";
import { listServerModels } from "./server-models";
import { type UpstreamSettings, upstreamSettings } from "./settings";
import { withToolLimits } from "./tool-limits";

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
  facts: ModelFacts;
  /** What it does not take of what can be set for a request. */
  leftOut: LeftOut;
}

export interface ResolvedModel {
  /** The id that really answers; differs from the one asked for only through an alias. With fallbacks known once the first event is there. */
  id: string;
  /** Every id that may come to answer. */
  candidateIds: string[];
  /** How much the least of them can read; null where that is not known of one. */
  contextTokens: number | null;
  upstream: Upstream;
  /** Whether a prompt must be short for it: set so, or for a window as small as the catalogue or the server's own list says. */
  wantsShortPrompt: () => boolean | Promise<boolean>;
  /** The usage of the answer with what it cost, by the list price of what really answered. */
  priced: (usage: Usage) => Usage;
  /** What such an answer costs at most, in millionths of a US dollar, whoever gives it; null where nobody knows that of one. */
  micros: (usage: Usage) => number | null;
}

/** Has the models of many vendors under the names that public ids give them. */
const BROKER = "openrouter";

/**
 * Finds what answers for a public model id. Never another model than the one named, unless an alias says so openly.
 * Throws `model_not_found` for an unknown id and `provider_not_configured`, naming the setting, for a provider without key or address;
 * of several that an alias names, those without are passed over.
 */
export function resolveModel(asked: string, settings: UpstreamSettings = upstreamSettings()): ResolvedModel {
  const bare = withoutPrefix(asked);
  const targets = settings.aliases.get(asked) ?? settings.aliases.get(bare) ?? [isMovingId(bare) ? latest(settings) : bare];
  const candidates: Connected[] = [];
  let failure: ApiError | null = null;
  for (const target of targets) {
    const found = connect(asked, target, settings);
    if (found instanceof ApiError) failure ??= found;
    else candidates.push(found);
  }
  const [first] = candidates;
  if (!first) throw failure ?? notFound(asked);
  let answering = first;
  return {
    get id() {
      return answering.id;
    },
    candidateIds: candidates.map(({ id }) => id),
    contextTokens: leastContext(candidates),
    upstream: {
      stream: (request, signal, tell) => {
        if (candidates.length === 1) return first.start(request, signal, tell);
        // What was left out for one that then failed says nothing about the answer.
        const told = new Map<string, Adjustment[]>();
        const note = (id: string): Tell =>
          Object.assign((adjustment: Adjustment) => void told.set(id, [...(told.get(id) ?? []), adjustment]), { attempt: tell?.attempt });
        const starts = candidates.map(({ id, start }) => ({ id, start: () => start(request, signal, note(id)) }));
        const choose = (id: string) => {
          answering = candidates.find((candidate) => candidate.id === id) ?? first;
          if (tell) told.get(id)?.forEach(tell);
        };
        return withFallbacks(starts, choose, signal);
      },
    },
    wantsShortPrompt: () => (settings.uiPrompt === null ? first.isSmall() : settings.uiPrompt === "core"),
    priced: (usage) => ({ ...usage, cost: answering.known && costOf(usage, answering.known, new Date()) }),
    micros: (usage) => dearestOf(usage, candidates, new Date()),
  };
}

function leastContext(candidates: Connected[]): number | null {
  const windows = candidates.map(({ known }) => known?.context ?? null);
  return windows.includes(null) ? null : Math.min(...windows.filter((window) => window !== null));
}

type Known = Pick<CatalogueModel, "prices"> & Partial<Pick<CatalogueModel, "context" | "output">>;

interface Connected {
  id: string;
  /** What the catalogue says of it; null where it says nothing. */
  known: Known | null;
  /** By what somebody sends a bill for it; null where nobody knows. */
  billed: Known | null;
  /** Whether its window is small. */
  isSmall: () => boolean | Promise<boolean>;
  start: Upstream["stream"];
}

function connect(asked: string, target: string, settings: UpstreamSettings): Connected | ApiError {
  const name = parseModelId(withoutPrefix(target));
  if (name && isOffline(name)) {
    const model = OFFLINE_MODEL_ID;
    return {
      id: model,
      known: FREE,
      billed: FREE,
      isSmall: () => false,
      start: (request, signal) => withToolLimits(offline.stream({ ...request, model }, signal), request),
    };
  }
  const route = name && findRoute(name, settings);
  if (!name || !route) return notFound(asked);
  const { provider, connection, model, key } = route;
  if (!connection) {
    const sentence = `The model '${shown(asked)}' needs ${provider.setting}, which is not set on this server.`;
    return new ApiError("provider_not_configured", `${sentence} '${OFFLINE_MODEL_ID}' works without any key.`, { param: "model" });
  }
  const breaker = { key, name: provider.name };
  const known = knownOf(route);
  return {
    id: name.id,
    known,
    billed: known ?? (provider.isOwn ? FREE : null),
    isSmall: () => hasSmallWindow(route, known?.context ?? null),
    start: (request, signal, tell) => {
      const asked = withinOutput({ ...request, model }, known?.output ?? null, tell);
      return withToolLimits(
        withBreaker(breaker, () => connection.upstream.stream(asked, signal, tell)),
        request,
      );
    },
  };
}

/** Beside the whole prompt for interface, which has some five thousand tokens, less than this leaves too little for a dialogue. */
const SMALL_CONTEXT = 16_384;

/** Only a server beside us is asked for its list; what it does not say is small there, as memory has it. */
function hasSmallWindow({ provider, connection, model }: Route, known: number | null): boolean | Promise<boolean> {
  if (known !== null || !provider.isLocal || !connection) return known !== null && known <= SMALL_CONTEXT;
  const { url, headers } = connection.models;
  return listServerModels(provider.name, url, headers).then((models) => {
    const told = models.find(({ id }) => id === model)?.contextTokens ?? null;
    return told === null || told <= SMALL_CONTEXT;
  });
}

/** What the catalogue of those who are asked says of a route's model. */
function knownOf({ provider: { section }, model }: Pick<Route, "provider" | "model">): CatalogueModel | null {
  return section === null ? null : findModel(section, model);
}

/** The request with no more tokens for its answer than the model can write, which some providers would refuse it for. */
function withinOutput(request: GenerationRequest, outputMax: number | null, tell?: Tell): GenerationRequest {
  const { maxOutputTokens } = request;
  if (maxOutputTokens === null || outputMax === null || maxOutputTokens <= outputMax) return request;
  tell?.({ parameter: "max_output_tokens", sent: String(outputMax) });
  return { ...request, maxOutputTokens: outputMax };
}

/** The offline engine has one name, however its id is spelt; any date is taken, as of every other model. */
function isOffline({ provider, model }: ModelName): boolean {
  return provider === OFFLINE_NAME?.provider && model === OFFLINE_NAME.model;
}

const OFFLINE_NAME = parseModelId(OFFLINE_MODEL_ID);

/** Who is asked for a model, and by which name. */
interface Route extends ConnectedProvider {
  model: string;
  /** The provider's name in settings. */
  key: string;
}

/** The provider that an id names; for one that is not set up here the broker, when there is one. Null when nobody has that name. */
function findRoute({ provider: key, model }: Pick<ModelName, "provider" | "model">, settings: UpstreamSettings): Route | null {
  const found = findConnected(key, settings);
  const broker = found?.connection || key === "custom" || !settings.servers.has(BROKER) ? null : findConnected(BROKER, settings);
  if (broker) return { ...broker, model: `${key}/${model}`, key: BROKER };
  return found && { ...found, model: found.provider.upstreamModel(model), key };
}

function latest(settings: UpstreamSettings): string {
  const providers = Object.entries<Provider>(VENDORS);
  const [name, provider] = providers.find(([, candidate]) => candidate.connect(settings) !== null) ?? providers[0] ?? [];
  const [newest] = provider?.known ?? [];
  return newest ? `c1/${name}/${newest.model}/${newest.version}` : "";
}

function notFound(asked: string): ApiError {
  return new ApiError("model_not_found", `The model '${shown(asked)}' does not exist.`, { param: "model" });
}

/** Every model worth showing: the offline engine, each provider's best known ones, what a custom server lists, and the aliases. */
export async function listModels(settings: UpstreamSettings = upstreamSettings()): Promise<ModelInfo[]> {
  const models = [
    offlineInfo(),
    ...Object.entries(VENDORS).flatMap(([name, provider]) => provider.known.map((model) => knownInfo(name, provider, model, settings))),
    ...(await Promise.all([...settings.servers.keys()].map((name) => serverInfos(name, settings)))).flat(),
  ];
  const byId = new Map(models.map((model) => [model.id, model]));
  for (const [alias, ids] of settings.aliases) {
    const targets = ids.flatMap((id) => byId.get(id) ?? []);
    const target = targets.find(({ ready }) => ready) ?? targets[0];
    if (target) byId.set(alias, { ...target, id: alias, description: `Answered by ${ids.join(", else ")}.` });
  }
  return [...byId.values()];
}

function offlineInfo(): ModelInfo {
  return info(OFFLINE_MODEL_ID, {
    name: "Offline engine",
    provider: "vitrine",
    ownedBy: "vitrine",
    description: "Rules, not a language model. Charts, tables and forms from your data; arithmetic; tool calls. No open questions.",
    ready: true,
    setting: null,
    facts: OFFLINE_FACTS,
    // Rules have no temperature.
    leftOut: { parameters: ["temperature", "top_p"], isOneOfTwo: false },
  });
}

function knownInfo(providerName: string, provider: Provider, model: KnownModel, settings: UpstreamSettings): ModelInfo {
  const route = findRoute({ provider: providerName, model: model.model }, settings);
  const ready = route?.connection != null;
  const through = ready && route.key !== providerName ? `, through ${route.provider.name}` : "";
  const own = knownOf({ provider, model: provider.upstreamModel(model.model) });
  // Another who sells it has other prices, but not another model.
  const sold = ready && route.key !== providerName ? knownOf(route) : own;
  return info(`c1/${providerName}/${model.model}/${model.version}`, {
    name: own?.name ?? model.model,
    provider: providerName,
    ownedBy: providerName,
    description: `By ${provider.name}${through}.${ready ? "" : ` Needs ${provider.setting}.`}`,
    ready,
    setting: ready ? null : provider.setting,
    facts: factsOf(own, sold),
    leftOut: route?.connection ? leftOutBy(route.connection.upstream, route.model) : TAKES_ALL,
  });
}

async function serverInfos(name: string, settings: UpstreamSettings): Promise<ModelInfo[]> {
  const { provider, connection } = findConnected(name, settings) ?? {};
  if (!provider || !connection) return [];
  const models = await listServerModels(provider.name, connection.models.url, connection.models.headers);
  const description = name === "custom" ? "On your own OpenAI-compatible server." : `On ${provider.name}.`;
  return models.map(({ id: model, contextTokens }) =>
    info(`c1/${name}/${model}/v-20261122`, {
      name: model,
      provider: name,
      ownedBy: name,
      description,
      ready: true,
      setting: null,
      facts: ownFacts(knownOf({ provider, model }), contextTokens),
      leftOut: leftOutBy(connection.upstream, model),
    }),
  );
}

/** What a server says of its own model stands before what others say. */
function ownFacts(known: CatalogueModel | null, contextTokens: number | null): ModelFacts {
  const facts = factsOf(known);
  return { ...facts, contextTokens: contextTokens ?? facts.contextTokens };
}

function info(id: string, rest: Omit<ModelInfo, "id" | "created">): ModelInfo {
  const [, year, month, day] = /v-(\d{4})(\d{2})(\d{2})$/.exec(id) ?? [];
  return { id, created: Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1_000, ...rest };
}

/** A client's own text inside our message, kept short. */
function shown(id: string): string {
  return id.length > 100 ? `${id.slice(0, 100)}…` : id;
}
