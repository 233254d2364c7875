import { BlockList, isIP } from "node:net";

/** Names under which a network, a machine or a cloud keeps what is its own. */
const OWN_NAMES = /(?:^|\.)(?:localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;

const SPECIAL = blockList("ipv4", [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  // The metadata of Azure's machines.
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/3",
]);
/** Where public addresses are given out, and what in there stands for others: Teredo, 6to4, documentation. */
const GIVEN_OUT = blockList("ipv6", ["2000::/3"]);
const STANDS_FOR_OTHERS = blockList("ipv6", ["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);
/** Where cloud machines hand out their credentials; no server of anybody's is at home there. */
const METADATA = [
  blockList("ipv4", ["169.254.0.0/16", "168.63.129.16/32", "100.100.100.200/32", "192.0.0.192/32"]),
  blockList("ipv6", ["fe80::/10", "fd00:ec2::254/128", "fd20:ce::254/128"]),
];
/** IPv6 in whose last half an IPv4 address stands for itself: mapped, compatible, translated, NAT64. */
const CARRIES_IPV4 = blockList("ipv6", ["::/96", "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96"]);

/** How far an address may lead: only out of every private network, or into the owner's own too; to metadata never. */
export type Reach = "public" | "own";

/** Where an IP address is, in whatever form it is written. What no public address can be counts as the owner's own network. */
export function placeOf(address: string): Reach | "metadata" {
  const [plain = ""] = address.split("%", 1);
  if (isIP(plain) === 4) return METADATA[0]?.check(plain, "ipv4") ? "metadata" : SPECIAL.check(plain, "ipv4") ? "own" : "public";
  if (isIP(plain) !== 6) return "own";
  const carried = CARRIES_IPV4.check(plain, "ipv6") ? lastHalf(plain) : null;
  if (carried !== null && placeOf(carried) === "metadata") return "metadata";
  if (METADATA[1]?.check(plain, "ipv6")) return "metadata";
  return GIVEN_OUT.check(plain, "ipv6") && !STANDS_FOR_OTHERS.check(plain, "ipv6") ? "public" : "own";
}

/** The IPv4 address in the last 32 bits of an IPv6 address. */
function lastHalf(address: string): string | null {
  // A URL writes it in one way: the last two groups in hexadecimal.
  const [, high = "0", low = "0"] = /(?:([0-9a-f]{1,4}):)?([0-9a-f]{1,4})\]$/i.exec(new URL(`http://[${address}]`).hostname) ?? [];
  const number = Number.parseInt(high, 16) * 65_536 + Number.parseInt(low, 16);
  return [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join(".");
}

/** The host of a URL as an IP address or a name is written elsewhere: without brackets and the dot at its end. */
export function plainHost({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
}

/**
 * Whether an https address, as it is written, may lead out of every private network: a host with a public address or a public name.
 * Numbers count as what a URL makes of them, in whatever form they are written. A name is not looked up.
 */
export function isPublicHttps(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:") return false;
  const host = plainHost(url);
  return isIP(host) === 0 ? isPublicName(host) : placeOf(host) === "public";
}

/** Whether a name is of the public kind; it is not looked up. */
export function isPublicName(host: string): boolean {
  return host.includes(".") && !OWN_NAMES.test(host);
}

function blockList(family: "ipv4" | "ipv6", ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
