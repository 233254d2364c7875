import { randomBytes } from "node:crypto";
import type { AddressInfo } from "node:net";
import { env } from "@/lib/env";

const state = globalThis as typeof globalThis & { vitrineListensOn?: Pick<AddressInfo, "address" | "port">; vitrineOwnToken?: string };

/** The header by which this process knows the requests of its own browser. */
export const OWN_TOKEN_HEADER = "x-vitrine-own";

/** What is in it: nobody else's guess, and of this process alone. */
export function ownToken(): string {
  state.vitrineOwnToken ??= randomBytes(24).toString("base64url");
  return state.vitrineOwnToken;
}

/** Where this process listens, once it does. */
export function noteOwnAddress({ address, port }: AddressInfo): void {
  state.vitrineListensOn = { address, port };
}

/** The origin by which this machine reaches this server. */
export function ownOrigin(): string {
  const { address, port } = state.vitrineListensOn ?? { address: env().HOST, port: env().PORT };
  return `http://${reachable(address)}:${port}`;
}

/** An address that stands for every address is none to connect to. */
function reachable(address: string): string {
  if (address === "0.0.0.0") return "127.0.0.1";
  if (address === "::") return "[::1]";
  return address.includes(":") ? `[${address}]` : address;
}
