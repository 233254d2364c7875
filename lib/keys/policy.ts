import { ApiError } from "@/lib/errors";
import type { LimitedSubject } from "@/lib/principal";
import type { KeyState } from "./schema";

/** What decides whether a key may be used; cached, so every use evaluates it anew against the clock. */
export interface KeyRecord {
  id: string;
  workspaceId: string;
  userId: string;
  /** Null means every model, an empty list none. */
  models: string[] | null;
  /** Null means every endpoint, an empty list none. */
  endpoints: string[] | null;
  /** The key and its workspace, as far as they are limited. */
  limited: readonly LimitedSubject[];
  expiresAt: Date | null;
  disabledAt: Date | null;
  revokedAt: Date | null;
  /** Who made the key may make none now: their account is closed, or they left the workspace or only look at it. */
  isSuspended: boolean;
}

/** The one answer to malformed, unknown and revoked keys, so that none can be told from another. */
export function invalidKey(): ApiError {
  return new ApiError("invalid_api_key", "The API key is not valid.");
}

/** Why this key may not be used at `nowMs`, or null when it may; `undefined` stands for a key that does not exist. */
export function refusal(key: KeyRecord | undefined, nowMs: number): ApiError | null {
  if (!key || key.revokedAt) return invalidKey();
  if (key.expiresAt && key.expiresAt.getTime() <= nowMs) return new ApiError("api_key_expired", "The API key has expired.");
  if (key.disabledAt || key.isSuspended) return new ApiError("api_key_disabled", "The API key is disabled.");
  return null;
}

/** What a list shows of a key; the order tells which fact matters most. */
export function keyState(
  key: { revokedAt: Date | null; expiresAt: Date | null; disabledAt: Date | null; revokeReason: string | null; isSuspended?: boolean },
  nowMs: number,
): KeyState {
  if (key.revokedAt) return "revoked";
  if (key.expiresAt && key.expiresAt.getTime() <= nowMs) return "expired";
  if (key.disabledAt) return "disabled";
  if (key.isSuspended) return "suspended";
  return key.revokeReason === "rotated" ? "rotating" : "active";
}
