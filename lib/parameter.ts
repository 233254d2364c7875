import { z } from "zod/v4";
import type { ErrorCode } from "./errors";
import { findSchemaFault } from "./json-schema";

/** Marks a zod check so that its failure carries `code` and, at the place of the check, its own message. */
export function refusal(code: ErrorCode, message: string): { message: string; params: { code: ErrorCode } } {
  return { message, params: { code } };
}

/** A parameter that may be left out or null, both meaning its default. */
export function optional<Schema extends z.ZodType>(schema: Schema): z.ZodOptional<z.ZodNullable<Schema>> {
  return schema.nullish();
}

/**
 * The values of a parameter, each decided: accepted, or refused by name with the advice that stands there. Given the type of the
 * official client, a value that is new in it does not compile until it is decided.
 */
export function decided<Value extends string>(values: Record<Value, "accepted" | { advice: string }>): z.ZodEnum<{ [One in Value]: One }> {
  const names = Object.fromEntries(Object.keys(values).map((name) => [name, name])) as { [One in Value]: One };
  return z.enum(names).superRefine((value, context) => {
    const decision = values[value as Value];
    if (decision !== "accepted") context.addIssue({ code: "custom", ...refusal("unsupported_parameter", decision.advice) });
  });
}

/** The names in a record that has to have them all. */
export const namesIn = <Name extends string>(names: Record<Name, true>): [Name, ...Name[]] => Object.keys(names) as [Name, ...Name[]];

/** A parameter that is known but does nothing here: only values that ask for nothing pass, the rest is refused with `advice`. */
export function inert(asksForNothing: (value: unknown) => boolean, advice: string): z.ZodOptional<z.ZodNullable<z.ZodUnknown>> {
  return z
    .unknown()
    .refine((value) => value === undefined || value === null || asksForNothing(value), refusal("unsupported_parameter", advice))
    .nullish();
}

/** Where a provider may cut its cache is its own affair here. */
export const cacheHint = { cache_control: z.unknown().optional(), prompt_cache_breakpoint: z.unknown().optional() };

/** Text with at most `max` characters. */
export const text = (max: number): z.ZodString => z.string().max(max);

/** The name of a function or of a schema. */
export const FunctionName = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w-]+$/);

/**
 * An object as it came; that its values are such, the caller checks. zod's own record breaks at a member called `constructor` and
 * leaves `__proto__` out. JSON Schema knows of it what `meta` says.
 */
export const objectOf = <Value>(): z.ZodType<Record<string, Value>, Record<string, Value>> =>
  z.custom<Record<string, Value>>().superRefine((value, context) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      context.addIssue({ code: "invalid_type", expected: "object", input: value, continue: false });
  });

export const JsonObject = objectOf<unknown>().meta({ type: "object" });

/** A JSON Schema: what no draft allows is refused at the place of the whole schema, and the message says where in it. */
export const ValidJsonSchema = objectOf<unknown>()
  .superRefine((schema, context) => {
    const fault = findSchemaFault(schema);
    if (fault !== null) context.addIssue({ code: "custom", ...refusal("invalid_value", `Invalid JSON schema: ${fault}.`) });
  })
  .meta({ type: "object" });

/**
 * An object whose `type` is known but not supported: always refused, with `advice`, at its type. A member for discriminated unions;
 * `never` as its type says that no value of it is ever seen, and `not` says so in a JSON Schema.
 */
export function unsupported<const Types extends readonly [string, ...string[]]>(types: Types, advice: string) {
  const type = z.enum(types).refine(() => false, { ...refusal("unsupported_parameter", advice), abort: true });
  const never = type.transform((): never => {
    throw new Error("The check before this refuses every type.");
  });
  return z.object({ type: never }).meta({ not: {} });
}

/** For the end of a union: its type without what `unsupported` refused. */
export function supported<Value extends object>(value: Value): Exclude<Value, { type: never }> {
  return value as Exclude<Value, { type: never }>;
}
