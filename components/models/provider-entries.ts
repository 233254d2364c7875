import type { ProviderEntry } from "@/components/models/provider-row";
import { type ProviderView, VENDOR_NAMES } from "@/lib/providers/schema";
import { findProvider, VENDORS } from "@/lib/upstream/providers";
import type { UpstreamSettings } from "@/lib/upstream/settings";

/** The vendors first, then the servers; each as it was set up, or as the environment has it. */
export function toEntries(stored: ProviderView[], settings: UpstreamSettings): ProviderEntry[] {
  const vendors = VENDOR_NAMES.map((name) => toEntry(name, VENDORS[name].name, true, stored, settings));
  const names = new Set([...settings.servers.keys(), ...stored.map(({ name }) => name)].filter((name) => !Object.hasOwn(VENDORS, name)));
  const servers = [...names].map((name) => toEntry(name, settings.servers.get(name)?.label ?? name, false, stored, settings));
  return [...vendors, ...servers];
}

function toEntry(name: string, label: string, isVendor: boolean, stored: ProviderView[], settings: UpstreamSettings): ProviderEntry {
  const view = stored.find((candidate) => candidate.name === name);
  const isConnected = findProvider(name, settings)?.connect(settings) != null;
  return {
    name,
    label: view?.label ?? label,
    isVendor,
    baseUrl: view?.baseUrl ?? null,
    allowLocal: view?.allowLocal ?? false,
    last4: view?.last4 ?? null,
    state: view ? (view.isUnreadable ? "unreadable" : "ready") : isConnected ? "environment" : "absent",
  };
}
