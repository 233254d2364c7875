import { z } from "zod/v4";
import { refusal } from "@/lib/http/issue-error";

/** A parameter that may be left out or null, both meaning its default. */
export function optional<Schema extends z.ZodType>(schema: Schema): z.ZodOptional<z.ZodNullable<Schema>> {
  return schema.nullish();
}

/** A parameter that is known but does nothing here: only values that ask for nothing pass, the rest is refused with `advice`. */
export function inert(asksForNothing: (value: unknown) => boolean, advice: string): z.ZodOptional<z.ZodNullable<z.ZodUnknown>> {
  return z
    .unknown()
    .refine((value) => value === undefined || value === null || asksForNothing(value), refusal("unsupported_parameter", advice))
    .nullish();
}

/** Text with at most `max` characters. */
export const text = (max: number): z.ZodString => z.string().max(max);

/** The name of a function or of a schema. */
export const FunctionName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);

export const JsonObject = z.record(z.string(), z.unknown());
