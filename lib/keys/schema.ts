import { z } from "zod/v4";
import { LimitsBody } from "@/lib/limits/schema";
import type { Limits, MemberRole } from "@/lib/principal";

export const LIVE_KEYS_MAX = 100;
export const CREATIONS_PER_MINUTE_MAX = 10;
const NAME_LENGTH_MAX = 64;
/** How long the old secret may go on working after a rotation: at once dead, 15 minutes, 1 hour, 24 hours, 7 days. */
const GRACE_SECONDS = [0, 900, 3_600, 86_400, 604_800] as const;
/** A key used within this time is only revoked by someone who types its name. */
export const CONFIRM_USED_WITHIN_MS = 30 * 86_400_000;

const EXPIRY_MS_MAX = 10 * 366 * 86_400_000;
/** Control, bidirectional and line-separating characters, and halves of surrogate pairs: nothing that can garble a list. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Bidi_Control}]/u;

/** Shown in lists and typed to confirm: 1 to 64 characters on one line. */
export const KeyName = z
  .string()
  .trim()
  .min(1)
  .max(NAME_LENGTH_MAX)
  .refine((name) => !UNPRINTABLE.test(name), "Control characters are not allowed.");

/** The endpoints that manage keys; a key that may call them may call nothing else, and is called a management key. */
export const MANAGEMENT = "organization";

/** Whether a list of endpoints is that of a management key. */
export function isManagement(endpoints: readonly string[] | null | undefined): boolean {
  return endpoints?.includes(MANAGEMENT) ?? false;
}

const Endpoints = z
  .array(z.string().regex(/^[a-z][a-z_-]{0,40}$/))
  .max(50)
  .refine((names) => !isManagement(names) || names.length === 1, "A management key may call nothing else.");

/** What a key may call and how much of it; what is left out stays as it is. */
export const KeyPolicy = z.strictObject({ endpoints: Endpoints.nullable().optional(), limits: LimitsBody.nullable().optional() });
export type KeyPolicy = z.input<typeof KeyPolicy>;
export type ParsedKeyPolicy = z.output<typeof KeyPolicy>;

export const CreateKeyBody = z.strictObject({
  name: KeyName,
  expiresAt: z
    .date()
    .refine((date) => date.getTime() > Date.now(), "The expiry must lie in the future.")
    .refine((date) => date.getTime() < Date.now() + EXPIRY_MS_MAX, "The expiry must lie within ten years.")
    .nullish(),
  /** Ids of the models that the key may use, an empty list being none of them; null or left out means every model. */
  models: z
    .array(
      z
        .string()
        .trim()
        .min(1)
        .max(200)
        .refine((id) => !UNPRINTABLE.test(id), "Control characters are not allowed."),
    )
    .max(50)
    .nullish(),
  /** Names of the endpoints that the key may call; null or left out means every one that is open to keys. */
  endpoints: Endpoints.nullish(),
  /** How much the key may use; null or left out means without limit. */
  limits: LimitsBody.nullish(),
});
export type CreateKeyBody = z.input<typeof CreateKeyBody>;

export const GraceSeconds = z.literal(GRACE_SECONDS);
export type GraceSeconds = z.output<typeof GraceSeconds>;

/**
 * `rotating`: its successor exists, and it works until `expiresAt`. `suspended`: who made it may make none now, so it works again when
 * they may, or when somebody who may rotates it.
 */
export type KeyState = "active" | "disabled" | "suspended" | "expired" | "revoked" | "rotating";

/** A key as pages and command line show it; nothing in it lets anyone call. */
export interface KeyView {
  id: string;
  name: string;
  start: string;
  last4: string;
  createdAt: Date;
  lastUsedAt: Date | null;
  expiresAt: Date | null;
  /** Null means every model, an empty list none. */
  models: string[] | null;
  /** Null means every endpoint that is open to keys, an empty list none. */
  endpoints: string[] | null;
  limits: Limits | null;
  /** The id that the key's use is counted under. */
  limitedAs: string;
  state: KeyState;
  /** Id of the key that this one replaced. */
  rotatedFrom: string | null;
  requests24h: number;
  createdByName: string;
  createdBy: { id: string; email: string | null; createdAt: Date; role: MemberRole | null };
}

/** Why a change was not made, with a sentence for whoever asked. */
export const KEY_FAILURES = {
  invalid_request: "The request holds something that is not known here.",
  invalid_name: "The name must have 1 to 64 characters, without control characters.",
  invalid_expiry: "The expiry must lie in the future, within ten years.",
  invalid_endpoints: "The list of endpoints is not valid.",
  invalid_limits: "A limit must be a whole number of at least 1, a budget an amount of at least $0.000001.",
  invalid_models: "The list of models is not valid.",
  invalid_grace: "The grace period must be none, 15 minutes, 1 hour, 24 hours or 7 days.",
  name_taken: "Another key already has this name.",
  too_many_keys: `There are already ${LIVE_KEYS_MAX} keys. Revoke one first.`,
  too_many_creations: `At most ${CREATIONS_PER_MINUTE_MAX} keys can be created a minute. Try again in a minute.`,
  no_user: "A key needs a user who creates it.",
  not_found: "There is no such key.",
  key_revoked: "The key is revoked.",
  key_expired: "The key has expired.",
  key_suspended: "Who made the key may make none now. Rotate it to make it yours.",
  key_disabled: "The key is disabled. Enable it first.",
  key_rotated: "The key was already rotated.",
  not_rotating: "The key is not in a grace period.",
  confirmation_required: "The key was used in the last 30 days. Type its name to revoke it.",
  confirmation_mismatch: "The name typed is not the key's name.",
} as const satisfies Record<string, string>;
export type KeyFailureReason = keyof typeof KEY_FAILURES;

export interface KeyFailure {
  ok: false;
  reason: KeyFailureReason;
}
export type KeyResult = { ok: true; key: KeyView } | KeyFailure;
/** `secret` is shown once and kept nowhere. */
export type NewKeyResult = { ok: true; key: KeyView; secret: string } | KeyFailure;
