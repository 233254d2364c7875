import { z } from "zod/v4";
import type { Env } from "@/lib/env";
import { log } from "@/lib/log";
import { baseUrl } from "./providers";

const Listing = z.object({ data: z.array(z.object({ id: z.string().min(1).max(200) })) });

const FRESH_MS = 30_000;
const TIMEOUT_MS = 2_000;
const MODELS_MAX = 200;

interface Cached {
  url: string;
  at: number;
  models: Promise<string[]>;
}

const state = globalThis as typeof globalThis & { vitrineCustomModels?: Cached };

/** The models that the server at UPSTREAM_BASE_URL says it has; none while it cannot be reached. Asked at most every 30 seconds. */
export async function listCustomModels(settings: Env): Promise<string[]> {
  if (!settings.UPSTREAM_BASE_URL) return [];
  const url = `${baseUrl(settings.UPSTREAM_BASE_URL)}/models`;
  const cached = state.vitrineCustomModels;
  if (cached?.url === url && Date.now() - cached.at < FRESH_MS) return cached.models;
  const models = fetchModels(url, settings.UPSTREAM_API_KEY);
  state.vitrineCustomModels = { url, at: Date.now(), models };
  return models;
}

async function fetchModels(url: string, key: string | undefined): Promise<string[]> {
  try {
    const headers: Record<string, string> = key ? { authorization: `Bearer ${key}` } : {};
    const response = await fetch(url, { headers, redirect: "error", signal: AbortSignal.timeout(TIMEOUT_MS) });
    const listing = Listing.parse(await response.json());
    return listing.data.slice(0, MODELS_MAX).map((model) => model.id);
  } catch (error) {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, "the server at UPSTREAM_BASE_URL lists no models");
    return [];
  }
}
