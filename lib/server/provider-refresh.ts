import { processState } from "@/lib/process-state";
import { applyProviders } from "@/lib/providers/apply";
import { applyStoredSearchServices } from "@/lib/search-services/apply";
import { every } from "./every";

/** How long another process may go on with what was changed in this one. */
const REFRESH_MS = 3_000;

const refresh = processState("provider-refresh", () => ({ stop: () => {} }));

async function applyAll(): Promise<void> {
  await Promise.all([applyProviders(), applyStoredSearchServices()]);
}

/** Puts the settings of providers and search services in force, and again every few seconds, since other processes change them. While the database is away, what is known stays. */
export async function startProviderRefresh(): Promise<void> {
  refresh().stop = await every(REFRESH_MS, applyAll, "the settings of providers and search services could not be read");
}

export async function stopProviderRefresh(): Promise<void> {
  refresh().stop();
}
