import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import type { UiValue } from "../tree";

/** What an argument may hold, compiled from a JSON Schema; anything the compiler does not know takes any plain value. */
export type Slot =
  | { kind: "text" }
  | { kind: "number" }
  | { kind: "flag" }
  | { kind: "choice"; values: (string | number | boolean)[] }
  | { kind: "node"; names: readonly string[] }
  | { kind: "list"; item: Slot }
  | { kind: "fields"; params: Param[] }
  | { kind: "either"; slots: Slot[] }
  | { kind: "action" }
  | { kind: "any" };

export interface Param {
  name: string;
  slot: Slot;
  required: boolean;
  /** What stands in for a required value that is missing; undefined when nothing can. */
  fallback: UiValue | undefined;
}

const DEPTH_MAX = 16;
const PARAMS_MAX = 60;
const REF = /^#\/\$defs\/([A-Za-z0-9_]+)$/;

/** What a `$ref` to a definition stands for. */
type RefResolver = (name: string) => Slot;

/** The parameters of an object schema in order. `toComponent` says what its `$ref`s stand for. */
export function compileParams(schema: unknown, toComponent: RefResolver, depth = 0): Param[] {
  const properties = isRecord(schema) && isRecord(schema.properties) ? schema.properties : {};
  const required = isRecord(schema) && Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(properties)
    .slice(0, PARAMS_MAX)
    .map(([name, property]) => ({
      name,
      slot: compileSlot(property, toComponent, depth + 1),
      required: required.includes(name),
      fallback: isRecord(property) && isPlain(property.default) ? property.default : undefined,
    }));
}

function compileSlot(schema: unknown, toComponent: RefResolver, depth: number): Slot {
  if (!isRecord(schema) || depth > DEPTH_MAX) return { kind: "any" };
  if (typeof schema.$ref === "string") {
    const name = REF.exec(schema.$ref)?.[1];
    return name ? toComponent(name) : { kind: "any" };
  }
  const union = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(union)) return either(union.slice(0, PARAMS_MAX).map((option) => compileSlot(option, toComponent, depth + 1)));
  if (Array.isArray(schema.enum)) return choice(schema.enum);
  if ("const" in schema) return choice([schema.const]);
  if (Array.isArray(schema.type))
    return either(schema.type.map((type: unknown) => compileSlot({ ...schema, type }, toComponent, depth + 1)));
  return compileType(schema, toComponent, depth);
}

function compileType(schema: JsonSchema, toComponent: RefResolver, depth: number): Slot {
  switch (schema.type) {
    case "string":
      return { kind: "text" };
    case "number":
    case "integer":
      return { kind: "number" };
    case "boolean":
      return { kind: "flag" };
    case "array":
      return { kind: "list", item: compileSlot(schema.items, toComponent, depth + 1) };
    case "object":
      return isRecord(schema.properties) ? { kind: "fields", params: compileParams(schema, toComponent, depth) } : { kind: "any" };
    default:
      return isRecord(schema.properties) ? { kind: "fields", params: compileParams(schema, toComponent, depth) } : { kind: "any" };
  }
}

/** Components of a union become one slot; the union of the three action shapes is the action slot. */
function either(options: Slot[]): Slot {
  if (options.length > 1 && options.every((option) => option.kind === "fields" && option.params[0]?.name === "type"))
    return { kind: "action" };
  const names = options.flatMap((option) => (option.kind === "node" ? option.names : []));
  const others = options.filter((option) => option.kind !== "node");
  const slots: Slot[] = names.length > 0 ? [{ kind: "node", names }, ...others] : others;
  const [only] = slots;
  return slots.length === 1 && only ? only : { kind: "either", slots };
}

function choice(values: unknown[]): Slot {
  const plain = values.filter((value): value is string | number | boolean => ["string", "number", "boolean"].includes(typeof value));
  return plain.length > 0 ? { kind: "choice", values: plain } : { kind: "any" };
}

function isPlain(value: unknown): value is UiValue {
  return ["string", "number", "boolean"].includes(typeof value) || (Array.isArray(value) && value.every(isPlain));
}
