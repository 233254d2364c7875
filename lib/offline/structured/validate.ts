import { isDeepStrictEqual } from "node:util";
import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import { spend } from "../budget";
import { pointed } from "./branch";
import { hasFormat } from "./format";
import { readPattern } from "./pattern";

const DEPTH_MAX = 60;

/** Whether a JSON value obeys a JSON Schema (draft 2020-12 without dynamic references). `root` is what `$ref` points into. */
export function isValid(schema: unknown, value: unknown, root: unknown = schema, depth = 0): boolean {
  if (typeof schema === "boolean") return schema;
  if (!isRecord(schema) || depth > DEPTH_MAX) return true;
  spend();
  const inner = (part: unknown, item: unknown = value): boolean => isValid(part, item, root, depth + 1);
  if (typeof schema.$ref === "string" && !inner(pointed(schema.$ref, root) ?? true)) return false;
  if ("const" in schema && !isDeepStrictEqual(schema.const, value)) return false;
  if (Array.isArray(schema.enum) && !schema.enum.some((option) => isDeepStrictEqual(option, value))) return false;
  if (schema.type !== undefined && !(Array.isArray(schema.type) ? schema.type : [schema.type]).some((type) => hasType(type, value)))
    return false;
  if (Array.isArray(schema.allOf) && !schema.allOf.every((part) => inner(part))) return false;
  if (Array.isArray(schema.anyOf) && !schema.anyOf.some((part) => inner(part))) return false;
  if (Array.isArray(schema.oneOf) && schema.oneOf.filter((part) => inner(part)).length !== 1) return false;
  if (schema.not !== undefined && inner(schema.not)) return false;
  if (schema.if !== undefined && !inner((inner(schema.if) ? schema.then : schema.else) ?? true)) return false;
  if (typeof value === "string") return isValidText(schema, value);
  if (typeof value === "number") return isValidNumber(schema, value);
  if (Array.isArray(value)) return isValidList(schema, value, inner);
  return !isRecord(value) || isValidObject(schema, value, inner);
}

type Inner = (part: unknown, item?: unknown) => boolean;

function hasType(type: unknown, value: unknown): boolean {
  switch (type) {
    case "null":
      return value === null;
    case "array":
      return Array.isArray(value);
    case "object":
      return isRecord(value);
    case "integer":
      return Number.isInteger(value);
    case "number":
      return typeof value === "number" && Number.isFinite(value);
    default:
      return typeof value === type;
  }
}

function isValidText(schema: JsonSchema, value: string): boolean {
  const length = [...value].length;
  if (typeof schema.minLength === "number" && length < schema.minLength) return false;
  if (typeof schema.maxLength === "number" && length > schema.maxLength) return false;
  if (typeof schema.pattern === "string" && readPattern(schema.pattern)?.matches(value) === false) return false;
  return typeof schema.format !== "string" || hasFormat(schema.format, value);
}

function isValidNumber(schema: JsonSchema, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf } = schema;
  if (typeof minimum === "number" && value < minimum) return false;
  if (typeof maximum === "number" && value > maximum) return false;
  if (typeof exclusiveMinimum === "number" && value <= exclusiveMinimum) return false;
  if (typeof exclusiveMaximum === "number" && value >= exclusiveMaximum) return false;
  if (typeof multipleOf !== "number" || multipleOf <= 0) return true;
  const times = value / multipleOf;
  return Math.abs(times - Math.round(times)) < 1e-9;
}

function isValidList(schema: JsonSchema, value: unknown[], inner: Inner): boolean {
  const { minItems, maxItems, uniqueItems, prefixItems, items, contains } = schema;
  if (typeof minItems === "number" && value.length < minItems) return false;
  if (typeof maxItems === "number" && value.length > maxItems) return false;
  if (uniqueItems === true && new Set(value.map((item) => JSON.stringify(item))).size < value.length) return false;
  const first = Array.isArray(prefixItems) ? prefixItems : [];
  if (!first.every((part, i) => i >= value.length || inner(part, value[i]))) return false;
  if (items !== undefined && !value.slice(first.length).every((item) => inner(items, item))) return false;
  return contains === undefined || value.some((item) => inner(contains, item));
}

function isValidObject(schema: JsonSchema, value: JsonSchema, inner: Inner): boolean {
  const names = Object.keys(value);
  const { required, properties, patternProperties, additionalProperties, propertyNames, minProperties, maxProperties } = schema;
  if (Array.isArray(required) && !required.every((name) => typeof name !== "string" || Object.hasOwn(value, name))) return false;
  if (typeof minProperties === "number" && names.length < minProperties) return false;
  if (typeof maxProperties === "number" && names.length > maxProperties) return false;
  if (propertyNames !== undefined && !names.every((name) => inner(propertyNames, name))) return false;
  return names.every((name) => {
    const own = isRecord(properties) && Object.hasOwn(properties, name);
    if (own && !inner(properties[name], value[name])) return false;
    const patterned = isRecord(patternProperties)
      ? Object.entries(patternProperties).filter(([pattern]) => readPattern(pattern)?.matches(name) === true)
      : [];
    if (!patterned.every(([, part]) => inner(part, value[name]))) return false;
    return own || patterned.length > 0 || additionalProperties === undefined || inner(additionalProperties, value[name]);
  });
}
