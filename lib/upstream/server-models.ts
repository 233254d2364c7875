import { createAbort } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import { isRecord } from "@/lib/json";
import { log } from "@/lib/log";
import { type Reply, readJson, send } from "@/lib/outgoing";
import { processState } from "@/lib/process-state";
import { messageOf } from "@/lib/text";
import { dispatcherTo } from "./reach";

const FRESH_MS = 30_000;
const TIMEOUT_MS = 2_000;
/** More than any server has; what none would list stays out of lists. */
const MODELS_MAX = 2_000;
const ID_CHARS_MAX = 200;
const ANSWER_BYTES_MAX = 8_000_000;

/** A model as a server lists it. */
export interface ServerModel {
  id: string;
  /** How much it reads as it is loaded there; null where the server does not say. */
  contextTokens: number | null;
}

interface Listing {
  askedAt: number;
  models: Promise<ServerModel[]>;
  /** It did not answer the last time. */
  isAway: boolean;
}

const listings = processState("server-models", () => new Map<string, Listing>());

/**
 * The models that a server says it has; none while it cannot be reached. Asked at most every 30 seconds. One that was away the last
 * time is waited for by nobody: it is asked again, and its models are there for whoever looks once it has answered.
 */
export function listServerModels(label: string, url: string, headers: Record<string, string>): Promise<ServerModel[]> {
  // With another key the same server may list other models.
  const asked = JSON.stringify([url, headers]);
  const known = listings().get(asked);
  if (known && Date.now() - known.askedAt < FRESH_MS) return known.models;
  const listing: Listing = known ?? { askedAt: 0, models: Promise.resolve([]), isAway: false };
  listings().set(asked, listing);
  listing.askedAt = Date.now();
  const models = ask(label, url, headers).then((answered) => {
    listing.isAway = answered === null;
    return answered ?? [];
  });
  if (listing.isAway) void models.then((now) => void (listing.models = Promise.resolve(now)));
  else listing.models = models;
  return listing.models;
}

/** Null when the server is away. */
async function ask(label: string, url: string, headers: Record<string, string>): Promise<ServerModel[] | null> {
  const limit = createAbort([], { ms: TIMEOUT_MS, reason: () => new ApiError("upstream_timeout", `${label} did not answer in time.`) });
  try {
    return await fetchModels(label, url, headers, limit.signal);
  } catch (error) {
    log.warn({ err: messageOf(error) }, "a server lists no models");
    return null;
  } finally {
    limit.release();
  }
}

/** The models at `url`, at most 2,000, in any of the shapes that servers use. Throws `upstream_*` naming `label`. */
export async function fetchModels(
  label: string,
  url: string,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<ServerModel[]> {
  const timedOut = (cause: unknown) => new ApiError("upstream_timeout", `${label} did not answer in time.`, { cause });
  let reply: Reply;
  try {
    reply = await send(url, { method: "GET", headers }, signal, dispatcherTo(url));
  } catch (cause) {
    if (signal.aborted) throw timedOut(cause);
    throw new ApiError("upstream_failed", `${label} cannot be reached.`, { cause });
  }
  const refusal = refusalOf(label, reply.status);
  if (refusal) {
    reply.body.destroy();
    throw refusal;
  }
  try {
    return modelsIn(label, await readJson(reply, ANSWER_BYTES_MAX));
  } catch (cause) {
    if (signal.aborted) throw timedOut(cause);
    if (cause instanceof ApiError) throw cause;
    throw new ApiError("upstream_failed", `${label} answered with something that is not JSON.`, { cause });
  }
}

function refusalOf(label: string, status: number): ApiError | null {
  if (status === 401 || status === 403) return new ApiError("upstream_auth_error", `${label} refused the key.`);
  if (status >= 200 && status < 300) return null;
  return new ApiError("upstream_failed", `${label} answered with status ${status}.`);
}

/** A list of models in any shape that servers use; entries without an id are passed over. */
function modelsIn(label: string, value: unknown): ServerModel[] {
  const list = listIn(value);
  if (list === null) throw new ApiError("upstream_failed", `${label} answered with something that is not a list of models.`);
  const models = new Map<string, ServerModel>();
  for (const entry of list) {
    const id = idOf(entry);
    if (id !== null && !models.has(id) && models.size < MODELS_MAX) models.set(id, { id, contextTokens: contextOf(entry) });
  }
  return [...models.values()];
}

/** What servers call it: as it is loaded (LM Studio, llama.cpp), as it is served (vLLM), as it is sold (OpenRouter, Groq, Mistral). */
const CONTEXT_NAMES = [
  "loaded_context_length",
  "max_model_len",
  "n_ctx",
  "context_length",
  "context_window",
  "max_context_length",
  "n_ctx_train",
];

/** How much a model reads, by the first of the names that servers have for it, there or in its `meta`. */
function contextOf(entry: unknown): number | null {
  const places = isRecord(entry) ? [entry, entry.meta].filter(isRecord) : [];
  const said = CONTEXT_NAMES.flatMap((name) => places.map((place) => place[name]));
  const found = said.find((value) => typeof value === "number" && Number.isInteger(value) && value > 0);
  return typeof found === "number" ? found : null;
}

/** The list itself, or what stands under the name that OpenAI, Google or Ollama give it, where null is an empty one; null for no list. */
function listIn(value: unknown): unknown[] | null {
  if (Array.isArray(value)) return value;
  if (!isRecord(value)) return null;
  const named = ["data", "models", "result", "results"].find((name) => Object.hasOwn(value, name));
  if (named === undefined) return null;
  const list = value[named];
  if (Array.isArray(list)) return list;
  // Some write an object of models by their ids.
  return list === null ? [] : isRecord(list) ? Object.keys(list) : null;
}

/** An entry's id; Google's has its kind before it, and some servers list bare names. */
function idOf(entry: unknown): string | null {
  const { id, name, model } = isRecord(entry) ? entry : { id: entry, name: null, model: null };
  const isGoogles = typeof name === "string" && name.startsWith("models/");
  const found = [id, isGoogles ? name.slice("models/".length) : model].find((one) => typeof one === "string" && one.trim() !== "");
  return typeof found === "string" && found.length <= ID_CHARS_MAX ? found : null;
}
