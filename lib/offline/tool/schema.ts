import type { FunctionTool } from "@/lib/generation/request";
import { isRecord } from "@/lib/json";

/** The part of JSON Schema that says what to fill in. */
export interface Schema {
  type: string | null;
  description: string;
  enum: unknown[] | null;
  format: string | null;
  properties: Map<string, Schema>;
  required: string[];
  items: Schema | null;
  default: unknown;
  minimum: number | null;
  maximum: number | null;
  minItems: number;
  minLength: number;
  maxLength: number | null;
  raw: Record<string, unknown>;
}

const DEPTH_MAX = 8;

/** Reads a schema: `$ref` to the root's definitions, the first non-null branch of a union, `const` as an enum of one. */
export function readSchema(raw: unknown, root: unknown = raw, depth = 0): Schema {
  const source = depth > DEPTH_MAX ? {} : resolved(raw, root, depth);
  const types = Array.isArray(source.type) ? source.type.filter((type) => type !== "null") : [source.type];
  const properties = new Map(
    isRecord(source.properties)
      ? Object.entries(source.properties).map(([name, schema]): [string, Schema] => [name, readSchema(schema, root, depth + 1)])
      : [],
  );
  const type = typeof types[0] === "string" ? types[0] : properties.size > 0 ? "object" : isRecord(source.items) ? "array" : null;
  const number = (value: unknown): number | null => (typeof value === "number" ? value : null);
  const inside = (bound: unknown, step: number): number | null =>
    typeof bound === "number" && type === "integer" && Number.isInteger(bound) ? bound + step : number(bound);
  return {
    type,
    description: typeof source.description === "string" ? source.description : typeof source.title === "string" ? source.title : "",
    enum: "const" in source ? [source.const] : Array.isArray(source.enum) ? source.enum : null,
    format: typeof source.format === "string" ? source.format : null,
    properties,
    required: Array.isArray(source.required) ? source.required.filter((name) => typeof name === "string") : [],
    items: isRecord(source.items) ? readSchema(source.items, root, depth + 1) : null,
    default: source.default,
    minimum: number(source.minimum) ?? inside(source.exclusiveMinimum, 1),
    maximum: number(source.maximum) ?? inside(source.exclusiveMaximum, -1),
    minItems: number(source.minItems) ?? 0,
    minLength: number(source.minLength) ?? 0,
    maxLength: number(source.maxLength),
    raw: source,
  };
}

function resolved(raw: unknown, root: unknown, depth: number): Record<string, unknown> {
  if (!isRecord(raw)) return {};
  if (typeof raw.$ref === "string" && depth < DEPTH_MAX) {
    const target = raw.$ref
      .replace(/^#\/?/, "")
      .split("/")
      .filter(Boolean)
      .reduce<unknown>((at, key) => (isRecord(at) ? at[key.replaceAll("~1", "/").replaceAll("~0", "~")] : undefined), root);
    return { ...resolved(target, root, depth + 1), ...(typeof raw.description === "string" ? { description: raw.description } : {}) };
  }
  for (const key of ["anyOf", "oneOf"] as const) {
    const branches = raw[key];
    const branch = Array.isArray(branches)
      ? branches.map((item) => resolved(item, root, depth + 1)).find((item) => item.type !== "null")
      : undefined;
    if (branch) return { ...branch, ...(typeof raw.description === "string" ? { description: raw.description } : {}) };
  }
  if (Array.isArray(raw.allOf)) {
    const parts = [raw, ...raw.allOf.map((item) => resolved(item, root, depth + 1))];
    return {
      ...Object.assign({}, ...parts),
      properties: Object.assign({}, ...parts.map((part) => part.properties)),
      required: parts.flatMap((part) => (Array.isArray(part.required) ? part.required : [])),
    };
  }
  return raw;
}

const cache = new WeakMap<FunctionTool, Schema>();

/** What a tool takes; read once for each. */
export function parametersOf(tool: FunctionTool): Schema {
  const known = cache.get(tool);
  if (known) return known;
  const schema = readSchema(tool.parameters ?? {});
  cache.set(tool, schema);
  return schema;
}
