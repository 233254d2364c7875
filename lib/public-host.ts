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

/**
 * Whether an https address, as it is written, may lead out of every private network: a host with a public address or a public name.
 * Numbers count as what a URL makes of them, in whatever form they are written. A name is not looked up.
 */
export function isPublicHttps(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== "https:") return false;
  const host = url.hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  switch (isIP(host)) {
    case 4:
      return !SPECIAL.check(host, "ipv4");
    case 6:
      return GIVEN_OUT.check(host, "ipv6") && !STANDS_FOR_OTHERS.check(host, "ipv6");
    default:
      return host.includes(".") && !OWN_NAMES.test(host);
  }
}

function blockList(family: "ipv4" | "ipv6", ranges: string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = "", prefix] = range.split("/");
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
