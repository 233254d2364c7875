import type { Dispatcher } from "undici";
import { dispatcherFor } from "@/lib/foreign";
import { processState } from "@/lib/process-state";

const publicOnly = processState("public-providers", () => ({ origins: new Set<string>() }));

/** From the next request on, what is asked at these addresses has to be on the public internet; another host may be anywhere. */
export function holdToPublic(addresses: readonly string[]): void {
  publicOnly().origins = new Set(addresses.map((address) => new URL(address).origin));
}

/** The connections to a provider's address, where they are not those that lead anywhere. */
export function dispatcherTo(address: string): Dispatcher | undefined {
  const { origins } = publicOnly();
  return origins.size > 0 && origins.has(new URL(address).origin) ? dispatcherFor("public") : undefined;
}
