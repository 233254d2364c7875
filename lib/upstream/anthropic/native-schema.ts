import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";

const FORMATS = new Set(["date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid"]);
const OPTIONAL_MAX = 10;
const DEPTH_MAX = 60;

/** Members that are taken as they are. */
const KEPT = ["type", "title", "description", "enum", "const", "default"] as const;
/** Members that say nothing about a value. */
const SILENT = new Set(["$schema", "$id", "$comment", "examples", "readOnly", "writeOnly", "deprecated", "strict"]);
const HANDLED = new Set<string>([
  ...KEPT,
  ...SILENT,
  "properties",
  "required",
  "additionalProperties",
  "items",
  "anyOf",
  "oneOf",
  "allOf",
  "$defs",
  "definitions",
  "$ref",
  "format",
]);

/** Thrown, and caught, here alone. */
class NotHeld extends Error {}

/**
 * Returns a JSON Schema as Anthropic can hold an answer to it: closed objects, and what it knows no word for said in the description. Null for
 * what it can't hold at all: objects that are open, schemas that are in themselves, more than a few optional members.
 */
export function toNativeSchema(schema: JsonSchema): JsonSchema | null {
  const defs = [schema.$defs, schema.definitions].filter(isRecord);
  if (defs.some((some) => isRecursive(some))) return null;
  const count = { optional: 0 };
  try {
    const native = convert(schema, count, 0) as JsonSchema;
    return native.type === undefined && native.anyOf === undefined && native.$ref === undefined ? null : native;
  } catch (error) {
    if (error instanceof NotHeld) return null;
    throw error;
  }
}

function convert(schema: unknown, count: { optional: number }, depth: number): unknown {
  if (!isRecord(schema) || depth > DEPTH_MAX || schema.$ref === "#") throw new NotHeld();
  const inner = (value: unknown) => convert(value, count, depth + 1);
  const native: JsonSchema = {};
  for (const name of KEPT) if (schema[name] != null) native[name] = schema[name];
  if (typeof schema.$ref === "string") native.$ref = schema.$ref.replace("#/definitions/", "#/$defs/");
  const defs = { ...(isRecord(schema.definitions) && schema.definitions), ...(isRecord(schema.$defs) && schema.$defs) };
  if (Object.keys(defs).length > 0) native.$defs = mapped(defs, inner);
  if (schema.items !== undefined) native.items = inner(schema.items);
  const choices = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(choices)) native.anyOf = choices.map(inner);
  if (Array.isArray(schema.allOf)) native.allOf = schema.allOf.map(inner);
  if (isObjectSchema(schema)) Object.assign(native, closed(schema, inner, count));
  const said = Object.entries(schema).filter(([name, value]) => !HANDLED.has(name) && value != null);
  if (typeof schema.format === "string" && FORMATS.has(schema.format)) native.format = schema.format;
  else if (schema.format != null) said.push(["format", schema.format]);
  if (said.length > 0) {
    const limits = said.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(", ");
    native.description = [schema.description, `(${limits})`].filter(Boolean).join(" ");
  }
  return native;
}

const isObjectSchema = ({ type, properties, additionalProperties }: JsonSchema): boolean =>
  type === "object" || (Array.isArray(type) && type.includes("object")) || isRecord(properties) || additionalProperties !== undefined;

function closed(schema: JsonSchema, inner: (value: unknown) => unknown, count: { optional: number }): JsonSchema {
  const { properties, required, additionalProperties } = schema;
  if (additionalProperties === true || isRecord(additionalProperties)) throw new NotHeld();
  if (schema.patternProperties != null || !isRecord(properties)) throw new NotHeld();
  const needed = Array.isArray(required) ? required : [];
  count.optional += Object.keys(properties).filter((name) => !needed.includes(name)).length;
  if (count.optional > OPTIONAL_MAX) throw new NotHeld();
  return { properties: mapped(properties, inner), required: needed, additionalProperties: false };
}

function mapped(record: JsonSchema, inner: (value: unknown) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, inner(value)]));
}

/** Whether a definition leads back to itself. */
function isRecursive(defs: JsonSchema): boolean {
  const leads = new Map(
    Object.entries(defs).map(([name, schema]) => [
      name,
      [...JSON.stringify(schema).matchAll(/"#\/(?:\$defs|definitions)\/([^"]+)"/g)].map(([, to]) => to ?? ""),
    ]),
  );
  return [...leads.keys()].some((name) => {
    const seen = new Set<string>();
    const next = [...(leads.get(name) ?? [])];
    for (let to = next.pop(); to !== undefined; to = next.pop()) {
      if (to === name) return true;
      if (seen.has(to)) continue;
      seen.add(to);
      next.push(...(leads.get(to) ?? []));
    }
    return false;
  });
}
