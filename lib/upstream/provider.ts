import type { Upstream } from "@/lib/generation/upstream";
import type { UpstreamSettings, VendorSettings } from "./settings";
import { DEFAULT_LIMITS, type Endpoint, type Limits } from "./transport";

/** A model worth showing; any other name of a provider is passed on all the same. */
export interface KnownModel {
  model: string;
  /** Of the public id. */
  version: string;
}

/** A vendor with an API of its own: its key and address come from the environment, or as the owner set them up. */
export interface Vendor extends Provider {
  setting: keyof VendorSettings;
  /** The variable with an address to be asked in place of the vendor's own. */
  addressSetting: keyof VendorSettings;
}

/** A vendor, or a server of one's own, that a model id can name. */
export interface Provider {
  name: string;
  /** What switches it on: an environment variable, or a place on the Models page. */
  setting: string;
  /** Its models of today, for lists; the first is what `c1-latest` means. */
  known: readonly KnownModel[];
  /** The part of the catalogue that has its models; null where nobody knows what they cost. */
  section: string | null;
  /** Whether its models may have small windows, which its own list may tell. */
  isLocal?: boolean;
  /** Whether its machine stands where nobody sends a bill for: in a private network. */
  isOwn?: boolean;
  /** The provider's own name for the model in a public id. */
  upstreamModel(model: string): string;
  /** Null while the setting is absent. */
  connect(settings: UpstreamSettings): Connection | null;
}

export interface Connection {
  upstream: Upstream;
  /** Where it lists its models, and how to be let in there. */
  models: Pick<Endpoint, "url" | "headers">;
}

/** Returns the limits of a connection: what the settings say, else a usual wait for the first byte. */
export function limitsOf(
  { firstByteMs, idleMs }: UpstreamSettings["patience"],
  usualFirstByteMs: number = DEFAULT_LIMITS.firstByteTimeoutMs,
): Limits {
  return { ...DEFAULT_LIMITS, firstByteTimeoutMs: firstByteMs ?? usualFirstByteMs, idleTimeoutMs: idleMs };
}
