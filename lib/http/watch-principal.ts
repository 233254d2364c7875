import type { Principal } from "@/lib/auth/principal";
import type { ApiError } from "@/lib/errors";
import { watchKey } from "@/lib/keys/watch";

/** Calls `end` once when the caller's key stops being usable; returns what ends the watch. Sessions are not watched. */
export function watchPrincipal({ via }: Principal, end: (reason: ApiError) => void): () => void {
  return via.type === "key" ? watchKey(via.keyId, end) : () => {};
}
