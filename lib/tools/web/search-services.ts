import { type Env, env } from "@/lib/env";
import { processState } from "@/lib/process-state";
import type { Reach } from "@/lib/public-host";
import { type BackendName, BACKENDS } from "./backends";

/** A backend as the owner set it up. */
export interface SearchService {
  backend: BackendName;
  base: string;
  key: string | null;
  /** Where its address may lead. */
  reach: Reach;
}

/** What the owner stored comes first, in its order; the environment's is asked last, unless the same backend is stored. */
export function toServices(environment: Env, stored: readonly SearchService[]): SearchService[] {
  const { SEARCH_PROVIDER: backend, SEARCH_BASE_URL: own, SEARCH_API_KEY: key = null } = environment;
  const base = own ?? (backend && BACKENDS[backend].address);
  if (!backend || !base || stored.some((service) => service.backend === backend)) return [...stored];
  return [...stored, { backend, base, key, reach: own ? "own" : "public" }];
}

const inForce = processState("search-services", () => ({ services: toServices(env(), []) }));

/** The services that are asked, in their order. */
export function searchServices(): readonly SearchService[] {
  return inForce().services;
}

/** Puts what is stored in force, from the next request on. */
export function applySearchServices(stored: readonly SearchService[]): void {
  inForce().services = toServices(env(), stored);
}
