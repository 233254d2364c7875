import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { env } from "@/lib/env";
import { processState } from "@/lib/process-state";

const own = processState("own-origin", () => ({
  address: env().HOST,
  port: env().PORT,
  token: randomBytes(24).toString("base64url"),
}));

/** The header by which this process knows the requests of its own browser. */
export const OWN_TOKEN_HEADER = "x-vitrine-own";

/** What is in it: nobody else's guess, and of this process alone. */
export function ownToken(): string {
  return own().token;
}

/** Where this process listens, once it does. */
export function noteOwnAddress({ address, port }: AddressInfo): void {
  Object.assign(own(), { address, port });
}

/** The origin by which this machine reaches this server. */
export function ownOrigin(): string {
  const { address, port } = own();
  return `http://${reachable(address)}:${port}`;
}

/** An address that stands for every address is none to connect to. */
function reachable(address: string): string {
  if (address === "0.0.0.0") return "127.0.0.1";
  if (address === "::") return "[::1]";
  return address.includes(":") ? `[${address}]` : address;
}
