import { anthropic } from "./anthropic/provider";
import { google } from "./google/provider";
import { serverProvider } from "./compatible/provider";
import { openai } from "./openai/provider";
import type { Provider } from "./provider";
import type { UpstreamSettings } from "./settings";

export const VENDORS = { openai, anthropic, google } as const satisfies Record<string, Provider>;

/** The provider that a model id names; null for a name nobody has. `custom` is known even without an address. */
export function findProvider(name: string, settings: UpstreamSettings): Provider | null {
  const server = settings.servers.get(name);
  if (server) return serverProvider(name, server);
  if (Object.hasOwn(VENDORS, name)) return VENDORS[name as keyof typeof VENDORS];
  return name === "custom" ? serverProvider(name, null) : null;
}
