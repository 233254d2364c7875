import { lookup } from "node:dns/promises";
import { BlockList, isIP } from "node:net";
import type { ProviderFailureReason } from "./schema";

const LOCAL = blockList([
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "224.0.0.0/3",
  "::/127",
  "64:ff9b::/96",
  "fc00::/7",
  "fe80::/10",
  "ff00::/8",
]);
// Cloud machines hand out their credentials here; no model server is at home there.
const METADATA = blockList(["169.254.0.0/16", "fe80::/10", "fd00:ec2::254/128"]);

/**
 * Why a provider's address may not be used; null when it may. It may have a query, as gateways want. Looks the host up: each of its addresses must be public unless
 * `allowLocal`, those of cloud metadata are refused always, and a public one must be https.
 */
export async function refuseAddress(text: string, allowLocal: boolean): Promise<ProviderFailureReason | null> {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.hash) return "invalid_url";
  if (url.username || url.password) return "url_with_credentials";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(host) ? [host] : await resolve(host);
  if (addresses.length === 0) return "unknown_host";
  if (addresses.some((address) => contains(METADATA, address))) return "metadata_address";
  const isLocal = addresses.some((address) => contains(LOCAL, address));
  if (isLocal) return allowLocal ? null : "local_address";
  return url.protocol === "https:" ? null : "not_https";
}

async function resolve(host: string): Promise<string[]> {
  try {
    return (await lookup(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

/** An IPv4 address written as IPv6 counts as what it is. */
function contains(list: BlockList, address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? hexMapped(address);
  const plain = mapped ?? address;
  return list.check(plain, isIP(plain) === 6 ? "ipv6" : "ipv4");
}

function hexMapped(address: string): string | null {
  const [, high, low] = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address) ?? [];
  if (!high || !low) return null;
  const number = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}

function blockList(ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    list.addSubnet(address, Number(prefix), address.includes(":") ? "ipv6" : "ipv4");
  }
  return list;
}
