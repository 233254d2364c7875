import { findVendor } from "@/lib/upstream/providers";
import { holdToPublic } from "@/lib/upstream/reach";
import { applyStoredSettings, type UpstreamSettings } from "@/lib/upstream/settings";
import { listAliases, loadProviders } from "./queries";

/** Puts what the owner set up in force in this process. */
export async function applyProviders(): Promise<void> {
  const [providers, aliases] = await Promise.all([loadProviders(), listAliases()]);
  const vendors: UpstreamSettings["vendors"] = {};
  const servers = new Map<string, UpstreamSettings["servers"] extends ReadonlyMap<string, infer Server> ? Server : never>();
  for (const { name, label, baseUrl, apiKey } of providers) {
    const vendor = findVendor(name);
    if (vendor) Object.assign(vendors, { [vendor.setting]: apiKey ?? undefined, [vendor.addressSetting]: baseUrl ?? undefined });
    else if (baseUrl !== null) servers.set(name, { label, url: baseUrl, key: apiKey, setting: `${label} on the Models page` });
  }
  holdToPublic(providers.flatMap(({ baseUrl, allowLocal }) => (baseUrl === null || allowLocal ? [] : [baseUrl])));
  applyStoredSettings({ vendors, servers, aliases: new Map(aliases.map(({ id, targets }) => [id, targets])) });
}
