import { isRecord } from "@/lib/json";

const TYPES = new Set(["string", "number", "integer", "boolean", "object", "array", "null"]);

const MAPS = ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"];
const LISTS = ["allOf", "anyOf", "oneOf", "prefixItems"];
const SINGLES = [
  "additionalItems",
  "additionalProperties",
  "contains",
  "contentSchema",
  "else",
  "if",
  "items",
  "not",
  "propertyNames",
  "then",
  "unevaluatedItems",
  "unevaluatedProperties",
];
const NUMBERS = ["minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "minimum", "maximum", "multipleOf"];
const PLACE_CHARACTERS_MAX = 100;

/** A JSON Schema, as far as its type is known before it is read. */
export type JsonSchema = Record<string, unknown>;
type Place = (string | number)[];

/**
 * The first complaint about a JSON Schema, with its place in it; null when there is none. Of any draft, as clients write them: what
 * no draft allows is a complaint, and so is a reference that leads nowhere. Members that are null count as absent.
 */
export function findSchemaFault(schema: unknown): string | null {
  return faultIn(schema, [], { root: schema, anchors: anchorsIn(schema) });
}

interface Whole {
  root: unknown;
  anchors: ReadonlySet<unknown>;
}

function faultIn(schema: unknown, place: Place, whole: Whole): string | null {
  if (typeof schema === "boolean") return null;
  if (!isRecord(schema)) return at(place, "a schema must be an object or a boolean");
  return ownFault(schema, place, whole) ?? innerFault(schema, place, whole);
}

function ownFault(schema: JsonSchema, place: Place, whole: Whole): string | null {
  const { type, required, $ref: reference, pattern } = schema;
  if (type != null && !(Array.isArray(type) && type.length > 0 ? type : [type]).every((name) => TYPES.has(name as string)))
    return at([...place, "type"], `it must be one of ${[...TYPES].join(", ")}`);
  if (schema.enum != null && !(Array.isArray(schema.enum) && schema.enum.length > 0))
    return at([...place, "enum"], "it must be a list of values");
  // Draft 3 marked a property itself as required.
  if (required != null && typeof required !== "boolean" && !(Array.isArray(required) && required.every((name) => typeof name === "string")))
    return at([...place, "required"], "it must be a list of names");
  const notNumber = NUMBERS.find((name) => schema[name] != null && typeof schema[name] !== "number");
  if (notNumber !== undefined) return at([...place, notNumber], "it must be a number");
  if (pattern != null && !isPattern(pattern)) return at([...place, "pattern"], "it is not a regular expression");
  if (reference != null && !leadsSomewhere(reference, whole)) return at([...place, "$ref"], "it leads nowhere within the schema");
  return null;
}

function innerFault(schema: JsonSchema, place: Place, whole: Whole): string | null {
  for (const { name, part } of partsOf(schema)) {
    if (part === undefined) return at([...place, ...name], "it must hold schemas");
    const [keyword, key] = name;
    if (keyword === "patternProperties" && !isPattern(key)) return at([...place, ...name], "it is not a regular expression");
    const fault = faultIn(part, [...place, ...name], whole);
    if (fault !== null) return fault;
  }
  return null;
}

/** The schemas within one; undefined stands for what should hold schemas and does not. */
function* partsOf(schema: JsonSchema): Generator<{ name: Place; part: unknown }> {
  for (const keyword of MAPS) {
    const map = schema[keyword];
    if (map == null) continue;
    if (!isRecord(map)) yield { name: [keyword], part: undefined };
    else for (const [key, part] of Object.entries(map)) yield { name: [keyword, key], part };
  }
  for (const keyword of [...LISTS, ...SINGLES]) {
    const value = schema[keyword];
    if (value == null) continue;
    // Items were a list, one for each place, before there were prefixItems.
    if (LISTS.includes(keyword) || (keyword === "items" && Array.isArray(value))) {
      if (!Array.isArray(value)) yield { name: [keyword], part: undefined };
      else for (const [index, part] of value.entries()) yield { name: [keyword, index], part };
    } else yield { name: [keyword], part: value };
  }
}

function anchorsIn(schema: unknown): Set<unknown> {
  const anchors = new Set<unknown>();
  const waiting = [schema];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (!isRecord(next)) continue;
    for (const keyword of ["$anchor", "$dynamicAnchor"]) if (typeof next[keyword] === "string") anchors.add(`#${next[keyword]}`);
    for (const { part } of partsOf(next)) if (part !== undefined) waiting.push(part);
  }
  return anchors;
}

function leadsSomewhere(reference: unknown, { root, anchors }: Whole): boolean {
  if (typeof reference !== "string" || !reference.startsWith("#")) return false;
  if (anchors.has(reference)) return true;
  if (reference !== "#" && !reference.startsWith("#/")) return false;
  let value = root;
  for (const step of reference.split("/").slice(1)) {
    const name = decoded(step);
    if (name === null || typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return false;
    value = Reflect.get(value, name);
  }
  return typeof value === "boolean" || isRecord(value);
}

function decoded(step: string): string | null {
  try {
    return decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~");
  } catch {
    return null;
  }
}

/** Some patterns escape what needs it in one mode only. */
function isPattern(pattern: unknown): boolean {
  return typeof pattern === "string" && ["u", ""].some((flags) => compiles(pattern, flags));
}

function compiles(pattern: string, flags: string): boolean {
  try {
    new RegExp(pattern, flags).test("");
    return true;
  } catch {
    return false;
  }
}

function at(place: Place, complaint: string): string {
  const where = place.length === 0 ? "at its top" : `at '${place.join(".").slice(0, PLACE_CHARACTERS_MAX)}'`;
  return `${where}, ${complaint}`;
}
