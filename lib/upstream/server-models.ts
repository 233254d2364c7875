import { z } from "zod/v4";
import { createAbort } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";
import { type Reply, readJson, send } from "@/lib/outgoing";
import { messageOf } from "@/lib/text";

const Listing = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })) });
const GoogleListing = z.object({ models: z.array(z.object({ name: z.string().min(1).max(200) })) });

const FRESH_MS = 30_000;
const TIMEOUT_MS = 2_000;
const MODELS_MAX = 200;
const ANSWER_BYTES_MAX = 2_000_000;

interface Cached {
  at: number;
  models: Promise<string[]>;
}

const state = globalThis as typeof globalThis & { vitrineServerModels?: Map<string, Cached> };

/** The models that a server says it has; none while it cannot be reached. Asked at most every 30 seconds. */
export function listServerModels(label: string, url: string, headers: Record<string, string>): Promise<string[]> {
  state.vitrineServerModels ??= new Map();
  // With another key the same server may list other models.
  const asked = JSON.stringify([url, headers]);
  const cached = state.vitrineServerModels.get(asked);
  if (cached && Date.now() - cached.at < FRESH_MS) return cached.models;
  const limit = createAbort([], { ms: TIMEOUT_MS, reason: () => new ApiError("upstream_timeout", `${label} did not answer in time.`) });
  const models = fetchModelIds(label, url, headers, limit.signal)
    .catch((error: unknown) => {
      log.warn({ err: messageOf(error) }, "a server lists no models");
      return [];
    })
    .finally(limit.release);
  state.vitrineServerModels.set(asked, { at: Date.now(), models });
  return models;
}

/** The model ids at `url`, at most 200, in the format of OpenAI, Anthropic or Google. Throws `upstream_*` naming `label`. */
export async function fetchModelIds(label: string, url: string, headers: Record<string, string>, signal: AbortSignal): Promise<string[]> {
  const timedOut = (cause: unknown) => new ApiError("upstream_timeout", `${label} did not answer in time.`, { cause });
  let reply: Reply;
  try {
    reply = await send(url, { method: "GET", headers }, signal);
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
    return modelIds(label, await readJson(reply, ANSWER_BYTES_MAX));
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

function modelIds(label: string, value: unknown): string[] {
  const listing = Listing.safeParse(value);
  if (listing.success) return listing.data.data.slice(0, MODELS_MAX).map(({ id }) => id);
  const google = GoogleListing.safeParse(value);
  if (google.success) return google.data.models.slice(0, MODELS_MAX).map(({ name }) => name.replace(/^models\//, ""));
  throw new ApiError("upstream_failed", `${label} answered with something that is not a list of models.`);
}
