import { createAbort } from "@/lib/abort";
import { ApiError } from "@/lib/errors";
import { generationRequest } from "@/lib/generation/generation-request";
import type { Item } from "@/lib/generation/item";
import type { GenerationRequest } from "@/lib/generation/request";
import { newId } from "@/lib/ids";
import { findProvider } from "@/lib/upstream/providers";
import { fetchModels } from "@/lib/upstream/server-models";
import { upstreamSettings } from "@/lib/upstream/settings";

const TIMEOUT_MS = 20_000;
/** Enough for a model that thinks before it speaks to begin; the first token ends the test. */
const TOKENS_MAX = 16;

export type ConnectionTest = { ok: true; models: number; model: string; firstTokenMs: number } | { ok: false; message: string };

/** Lists a provider's models and times the first token of one of them, as it is set up in this process. Costs about one token. */
export async function testConnection(name: string): Promise<ConnectionTest> {
  const provider = findProvider(name, upstreamSettings());
  const connection = provider?.connect(upstreamSettings());
  if (!provider || !connection) return { ok: false, message: "It is not set up." };
  const limit = createAbort([], { ms: TIMEOUT_MS, reason: () => new Error("The test took too long.") });
  const { signal } = limit;
  try {
    const models = await fetchModels(provider.name, connection.models.url, connection.models.headers, signal);
    const ids = models.map(({ id }) => id);
    const known = provider.known.map(({ model }) => provider.upstreamModel(model));
    const model = known.find((candidate) => ids.includes(candidate)) ?? known[0] ?? ids[0];
    if (!model) return { ok: false, message: `${provider.name} answers, but has no model. Load one there first.` };
    const startedAtMs = performance.now();
    for await (const _first of connection.upstream.stream(probe(model), signal)) break;
    return { ok: true, models: ids.length, model, firstTokenMs: Math.round(performance.now() - startedAtMs) };
  } catch (error) {
    if (error instanceof ApiError) return { ok: false, message: error.message };
    if (signal.aborted) return { ok: false, message: `${provider.name} did not answer in time.` };
    throw error;
  } finally {
    limit.release();
  }
}

function probe(model: string): GenerationRequest {
  const text = "Say hi.";
  const input: Item[] = [{ type: "message", id: newId("msg"), role: "user", status: "completed", content: [{ type: "input_text", text }] }];
  return generationRequest({ model, input, maxOutputTokens: TOKENS_MAX });
}
