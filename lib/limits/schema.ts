import { z } from "zod/v4";
import type { LimitedSubject, Limits } from "@/lib/principal";
import { COUNT_MAX, MICROS_MAX } from "./read-form";

const count = z.int().min(1).max(COUNT_MAX).nullable().default(null);
const micros = z.int().min(1).max(MICROS_MAX).nullable().default(null);

const shape = {
  requestsPerMinute: count,
  tokensPerMinute: count,
  parallelRequests: count,
  dayMicros: micros,
  monthMicros: micros,
} satisfies Record<keyof Limits, z.ZodType>;

/** Limits as they are stored and set; what is left out is not limited. */
export const LimitsBody = z.strictObject(shape);

/** The names of the limits, in the order in which pages show them. */
const LIMIT_NAMES = Object.keys(shape) as (keyof Limits)[];

/** Limits without any. */
export const NO_LIMITS: Limits = LimitsBody.parse({});

/** Returns limits as a column holds them: null for none at all. */
export function storedLimits(limits: Limits | null): Record<keyof Limits, number | null> | null {
  return limits && hasLimit(limits) ? { ...limits } : null;
}

function hasLimit(limits: Limits): boolean {
  return LIMIT_NAMES.some((name) => limits[name] !== null);
}

/** Returns those of whom something is limited, the key before its workspace. */
export function limitedSubjects(
  key: { id: string; limits: Limits | null } | null,
  workspace: { id: string; limits: Limits | null },
): LimitedSubject[] {
  const all = [
    { type: "key" as const, of: key },
    { type: "workspace" as const, of: workspace },
  ];
  return all.flatMap(({ type, of }) => (of?.limits && hasLimit(of.limits) ? [{ type, id: of.id, limits: of.limits }] : []));
}
