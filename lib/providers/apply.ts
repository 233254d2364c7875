import { log } from "@/lib/log";
import { applyStoredSettings, type UpstreamSettings } from "@/lib/upstream/settings";
import { listAliases, loadProviders } from "./queries";

/** How long another process may go on with what was changed in this one. */
const REFRESH_MS = 3_000;

const state = globalThis as typeof globalThis & { vitrineProviderRefresh?: NodeJS.Timeout };

/** Puts what the owner set up in force in this process. */
export async function applyProviders(): Promise<void> {
  const [providers, aliases] = await Promise.all([loadProviders(), listAliases()]);
  const vendors: UpstreamSettings["vendors"] = {};
  const servers = new Map<string, UpstreamSettings["servers"] extends ReadonlyMap<string, infer Server> ? Server : never>();
  for (const { name, label, baseUrl, apiKey } of providers) {
    if (name === "openai") Object.assign(vendors, { OPENAI_API_KEY: apiKey ?? undefined, OPENAI_BASE_URL: baseUrl ?? undefined });
    else if (name === "anthropic")
      Object.assign(vendors, { ANTHROPIC_API_KEY: apiKey ?? undefined, ANTHROPIC_BASE_URL: baseUrl ?? undefined });
    else if (name === "google") {
      Object.assign(vendors, { GOOGLE_GENERATIVE_AI_API_KEY: apiKey ?? undefined, GOOGLE_GENERATIVE_AI_BASE_URL: baseUrl ?? undefined });
    } else if (baseUrl !== null) servers.set(name, { label, url: baseUrl, key: apiKey, setting: `${label} on the Models page` });
  }
  applyStoredSettings({ vendors, servers, aliases: new Map(aliases.map(({ id, targets }) => [id, targets])) });
}

/** Applies at once and again every few seconds, since other processes change things too. While the database is away, what is known stays. */
export async function startProviderRefresh(): Promise<void> {
  await refresh();
  state.vitrineProviderRefresh = setInterval(() => void refresh(), REFRESH_MS);
  state.vitrineProviderRefresh.unref();
}

export async function stopProviderRefresh(): Promise<void> {
  clearInterval(state.vitrineProviderRefresh);
}

async function refresh(): Promise<void> {
  await applyProviders().catch((error: unknown) => {
    log.warn({ err: error instanceof Error ? error.message : String(error) }, "the providers' settings could not be read");
  });
}
