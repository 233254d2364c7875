import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";

const DEPTH_MAX = 32;
const NODES_MAX = 2_000;
const REF = /^#\/(?:\$defs|definitions)\/([^/]+)$/;

/**
 * A JSON Schema with its own definitions written in place of their `$ref`s, as schemas made by tools have them. What refers to itself, or
 * grows too large, stays open: it takes any value.
 */
export function dereferenced(schema: JsonSchema): JsonSchema {
  const defs = isRecord(schema.$defs) ? schema.$defs : isRecord(schema.definitions) ? schema.definitions : null;
  if (!defs) return schema;
  let nodesLeft = NODES_MAX;
  const inline = (value: unknown, depth: number): unknown => {
    if (Array.isArray(value)) return value.map((item) => inline(item, depth));
    if (!isRecord(value)) return value;
    if (depth > DEPTH_MAX || nodesLeft-- <= 0) return {};
    const name = typeof value.$ref === "string" ? REF.exec(value.$ref)?.[1] : undefined;
    if (name !== undefined) return Object.hasOwn(defs, name) ? inline(defs[name], depth + 1) : {};
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key]) => depth > 0 || (key !== "$defs" && key !== "definitions"))
        .map(([key, item]) => [key, inline(item, depth + 1)]),
    );
  };
  return inline(schema, 0) as JsonSchema;
}
