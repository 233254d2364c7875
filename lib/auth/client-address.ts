import { isIP } from "node:net";

/**
 * The address of the client, as far as it can be trusted: `hops` proxies of ours each append the address they saw to
 * X-Forwarded-For, so the entry `hops` from the right was written by the outermost of them. Anything further left came
 * from the client and is ignored. With 0 hops, or a header that is too short or no address, the socket's own address.
 * IPv4-mapped IPv6 addresses are given as IPv4.
 */
export function clientAddress(
  socketAddress: string | null | undefined,
  xForwardedFor: string | null | undefined,
  hops: number,
): string | null {
  const entries = hops > 0 && xForwardedFor ? xForwardedFor.split(",") : [];
  return toAddress(entries[entries.length - hops]) ?? toAddress(socketAddress);
}

function toAddress(text: string | null | undefined): string | null {
  const bare = (text ?? "").trim().replace(/^::ffff:(?=\d+\.)/i, "");
  return isIP(bare) ? bare.toLowerCase() : null;
}
