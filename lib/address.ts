import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { placeOf, plainHost } from "@/lib/public-host";

/** What can be wrong with an address. */
export type AddressFault = "invalid_url" | "url_with_credentials" | "unknown_host" | "metadata_address" | "local_address" | "not_https";

/**
 * Why a provider's address may not be used; null when it may. It may have a query, as gateways want. Looks the host up: each of its
 * addresses must be public unless `allowLocal`, those of cloud metadata are refused always, and a public one must be https. A name may
 * stand for another address later: `holdToPublic` has that checked at every connection.
 */
export async function refuseAddress(text: string, allowLocal: boolean): Promise<AddressFault | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hash) return "invalid_url";
  if (url.username || url.password) return "url_with_credentials";
  const host = plainHost(url);
  const places = (isIP(host) ? [host] : await resolve(host)).map(placeOf);
  if (places.length === 0) return "unknown_host";
  if (places.includes("metadata")) return "metadata_address";
  if (places.includes("own")) return allowLocal ? null : "local_address";
  return url.protocol === "https:" ? null : "not_https";
}

async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}
