import { z } from "zod/v4";

const KEY_CHARS_MAX = 64;
const VALUE_CHARS_MAX = 512;
const FILTER_DEPTH_MAX = 5;
const FILTERS_MAX = 32;
const LISTED_MAX = 100;

/** What the attributes of a file are compared with. */
export interface Comparison {
  type: "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin";
  key: string;
  value: string | number | boolean | (string | number | boolean)[];
}

/** A condition on the attributes of files. */
export type Filter = Comparison | { type: "and" | "or"; filters: Filter[] };

const Value = z.union([z.string().max(VALUE_CHARS_MAX), z.number(), z.boolean()]);
const Key = z.string().min(1).max(KEY_CHARS_MAX);

const COMPARISONS = [
  z.strictObject({ type: z.enum(["eq", "ne"]), key: Key, value: Value }),
  z.strictObject({ type: z.enum(["gt", "gte", "lt", "lte"]), key: Key, value: z.union([z.number(), z.string().max(VALUE_CHARS_MAX)]) }),
  z.strictObject({ type: z.enum(["in", "nin"]), key: Key, value: z.array(Value).min(1).max(LISTED_MAX) }),
] as const;

const compound = (inner: z.ZodType<Filter>): z.ZodType<Filter> =>
  z.discriminatedUnion("type", [
    ...COMPARISONS,
    z.strictObject({ type: z.enum(["and", "or"]), filters: z.array(inner).min(1).max(FILTERS_MAX) }),
  ]);

/** A condition on attributes, nested at most five deep. */
export const FilterSchema: z.ZodType<Filter> = Array.from({ length: FILTER_DEPTH_MAX - 1 }).reduce<z.ZodType<Filter>>(
  (inner) => compound(inner),
  z.discriminatedUnion("type", [...COMPARISONS]),
);
