import { z } from "zod/v4";
import { ApiError } from "@/lib/errors";
import { log } from "@/lib/log";

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
  const models = fetchModelIds(label, url, headers, AbortSignal.timeout(TIMEOUT_MS)).catch((error: unknown) => {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, "a server lists no models");
    return [];
  });
  state.vitrineServerModels.set(asked, { at: Date.now(), models });
  return models;
}

/** The model ids at `url`, at most 200, in the format of OpenAI, Anthropic or Google. Throws `upstream_*` naming `label`. */
export async function fetchModelIds(label: string, url: string, headers: Record<string, string>, signal: AbortSignal): Promise<string[]> {
  let response: Response;
  try {
    response = await fetch(url, { headers, redirect: "error", signal });
  } catch (error) {
    const code = signal.aborted ? "upstream_timeout" : "upstream_failed";
    throw new ApiError(code, signal.aborted ? `${label} did not answer in time.` : `${label} cannot be reached.`, { cause: error });
  }
  if (response.status === 401 || response.status === 403) throw new ApiError("upstream_auth_error", `${label} refused the key.`);
  if (!response.ok) throw new ApiError("upstream_failed", `${label} answered with status ${response.status}.`);
  return modelIds(label, await readJson(label, response));
}

function modelIds(label: string, value: unknown): string[] {
  const listing = Listing.safeParse(value);
  if (listing.success) return listing.data.data.slice(0, MODELS_MAX).map(({ id }) => id);
  const google = GoogleListing.safeParse(value);
  if (google.success) return google.data.models.slice(0, MODELS_MAX).map(({ name }) => name.replace(/^models\//, ""));
  throw new ApiError("upstream_failed", `${label} answered with something that is not a list of models.`);
}

async function readJson(label: string, response: Response): Promise<unknown> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > ANSWER_BYTES_MAX) throw new Error("too large");
    }
    return JSON.parse(text);
  } catch (error) {
    throw new ApiError("upstream_failed", `${label} answered with something that is not JSON.`, { cause: error });
  }
}
