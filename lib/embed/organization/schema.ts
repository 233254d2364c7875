import { z } from "zod/v4";
import { COUNT_MAX, MICROS_MAX } from "@/lib/limits/read-form";
import { ListQuery } from "../list-query";

const SECONDS_MAX = 10 * 366 * 86_400;
const MICROS = 1_000_000;

const count = z.int().min(1).max(COUNT_MAX).nullable().default(null);
const dollars = z
  .number()
  .min(1 / MICROS)
  .max(MICROS_MAX / MICROS)
  .nullable()
  .default(null);

/** How much a key may use; null, or left out, is without limit. */
export const KeyLimits = z.strictObject({
  requests_per_minute: count,
  tokens_per_minute: count,
  parallel_requests: count,
  budget_per_day: dollars.describe("US dollars a day of UTC"),
  budget_per_month: dollars.describe("US dollars a month of UTC"),
});
export type KeyLimits = z.output<typeof KeyLimits>;

const names = z.array(z.string().min(1).max(200)).max(50).nullable();

/** The body of `POST /v1/organization/projects/{project_id}/api_keys`. */
export const CreateKeyBody = z.strictObject({
  name: z.string().min(1).max(64),
  expires_in_seconds: z.int().min(1).max(SECONDS_MAX).nullish(),
  models: names.optional().describe("Ids of models that it may use; null for every one"),
  endpoints: names.optional().describe("Names of endpoints that it may call; null for every one"),
  limits: KeyLimits.nullish(),
});

/** The body of `POST /v1/organization/projects/{project_id}/api_keys/{key_id}`; what is left out stays. */
export const UpdateKeyBody = z.strictObject({
  name: z.string().min(1).max(64).optional(),
  disabled: z.boolean().optional(),
  endpoints: names.optional(),
  limits: KeyLimits.nullish(),
});

/** The body of `POST /v1/organization/projects/{project_id}/api_keys/{key_id}/rotate`. */
export const RotateKeyBody = z.strictObject({
  grace_seconds: z.literal([0, 900, 3_600, 86_400, 604_800]).default(86_400).describe("How long the old secret works on"),
});

export const KeyListQuery = ListQuery;
