import type { ProjectAPIKey } from "openai/resources/admin/organization/projects/api-keys";
import type { KeyView } from "@/lib/keys/schema";
import type { Limits } from "@/lib/principal";
import type { KeyLimits } from "./schema";

const MICROS = 1_000_000;

/** What we add to a key of OpenAI's. */
interface KeyMembers {
  state: KeyView["state"];
  /** Null for every one. */
  models: string[] | null;
  endpoints: string[] | null;
  limits: KeyLimits | null;
  rotated_from: string | null;
}

/** A key as it goes over the wire; its secret is in no answer but the first. */
export function toKey(key: KeyView): ProjectAPIKey & KeyMembers {
  const { id, name, createdAt, lastUsedAt, expiresAt, start, last4, state, createdBy, createdByName } = key;
  const user = {
    id: createdBy.id,
    name: createdByName,
    email: createdBy.email ?? "",
    created_at: toSeconds(createdBy.createdAt),
    role: createdBy.role ?? "none",
  };
  return {
    id,
    object: "organization.project.api_key",
    name,
    redacted_value: `${start}…${last4}`,
    created_at: toSeconds(createdAt),
    last_used_at: lastUsedAt && toSeconds(lastUsedAt),
    expires_at: expiresAt && toSeconds(expiresAt),
    owner: { type: "user", user },
    owner_project_access: state === "suspended" ? "inactive" : "active",
    state,
    models: key.models,
    endpoints: key.endpoints,
    limits: key.limits && toKeyLimits(key.limits),
    rotated_from: key.rotatedFrom,
  };
}

/** Limits as they are kept, of those that were sent. */
export function toLimits(limits: KeyLimits): Limits {
  const micros = (dollars: number | null) => (dollars === null ? null : Math.round(dollars * MICROS));
  return {
    requestsPerMinute: limits.requests_per_minute,
    tokensPerMinute: limits.tokens_per_minute,
    parallelRequests: limits.parallel_requests,
    dayMicros: micros(limits.budget_per_day),
    monthMicros: micros(limits.budget_per_month),
  };
}

function toKeyLimits(limits: Limits): KeyLimits {
  const dollars = (micros: number | null) => (micros === null ? null : micros / MICROS);
  return {
    requests_per_minute: limits.requestsPerMinute,
    tokens_per_minute: limits.tokensPerMinute,
    parallel_requests: limits.parallelRequests,
    budget_per_day: dollars(limits.dayMicros),
    budget_per_month: dollars(limits.monthMicros),
  };
}

/** Seconds since 1970. */
export function toSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1_000);
}
