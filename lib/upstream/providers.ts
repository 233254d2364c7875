import { anthropic } from "./anthropic/provider";
import { google } from "./google/provider";
import { serverProvider } from "./compatible/provider";
import { openai } from "./openai/provider";
import type { Provider, Vendor } from "./provider";
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
