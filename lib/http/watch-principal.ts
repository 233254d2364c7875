import { watchSession } from "@/lib/auth/session-watch";
import type { ApiError } from "@/lib/errors";
import { watchKey } from "@/lib/keys/watch";
import type { Principal } from "@/lib/principal";

/** Calls `end` once when the caller's key or session stops being usable for what it is used for; returns what ends the watch. */
export function watchPrincipal({ via, workspaceId }: Principal, end: (reason: ApiError) => void): () => void {
  return via.type === "key" ? watchKey(via.keyId, end) : watchSession(via.sessionId, { workspaceId, role: via.role, abort: end });
}
