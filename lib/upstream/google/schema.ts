import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";

/** Members under which any name may stand, with a schema behind it. */
const NAMED = new Set(["properties", "$defs", "definitions", "patternProperties", "dependentSchemas"]);
/** Members whose values are data, whatever they look like. */
const DATA = new Set(["enum", "const", "default", "examples", "required"]);

/** Returns a JSON Schema as Gemini reads it: a constant is an enumeration of one value. */
export function toGeminiSchema(schema: JsonSchema): JsonSchema {
  const { const: constant, $schema: _, ...rest } = schema;
  const converted = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, DATA.has(name) ? value : inner(name, value)]));
  return "const" in schema ? { ...converted, enum: [constant] } : converted;
}

function inner(name: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => (isRecord(one) ? toGeminiSchema(one) : one));
  if (!isRecord(value)) return value;
  if (!NAMED.has(name)) return toGeminiSchema(value);
  return Object.fromEntries(Object.entries(value).map(([key, schema]) => [key, isRecord(schema) ? toGeminiSchema(schema) : schema]));
}
