import { anthropic } from "./anthropic/provider";
import { google } from "./google/provider";
import { serverProvider } from "./compatible/provider";
import { openai } from "./openai/provider";
import type { Connection, Provider, Vendor } from "./provider";
import type { UpstreamSettings } from "./settings";

export const VENDORS = { openai, anthropic, google } as const satisfies Record<string, Vendor>;

/** Returns the vendor of this name, or null: a name that somebody chose may be any. */
export function findVendor(name: string): Vendor | null {
  return Object.hasOwn(VENDORS, name) ? VENDORS[name as keyof typeof VENDORS] : null;
}

/** The provider that a model id names; null for a name nobody has. `custom` is known even without an address. */
export function findProvider(name: string, settings: UpstreamSettings): Provider | null {
  const server = settings.servers.get(name);
  if (server) return serverProvider(name, server);
  return findVendor(name) ?? (name === "custom" ? serverProvider(name, null) : null);
}

export interface ConnectedProvider {
  provider: Provider;
  /** Null while its setting is absent. */
  connection: Connection | null;
}

/** As long as settings are in force, what they connect to stays the same: a request finds it ready. */
const connected = new WeakMap<UpstreamSettings, Map<string, ConnectedProvider>>();

/** The provider that a model id names with its connection; null for a name nobody has. */
export function findConnected(name: string, settings: UpstreamSettings): ConnectedProvider | null {
  const known = connected.get(settings) ?? new Map<string, ConnectedProvider>();
  connected.set(settings, known);
  const ready = known.get(name);
  if (ready) return ready;
  const provider = findProvider(name, settings);
  if (!provider) return null;
  const found = { provider, connection: provider.connect(settings) };
  known.set(name, found);
  return found;
}
