import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import { spend } from "../budget";

const DEPTH_MAX = 24;
const BRANCHES_MAX = 40;

/** A schema without `$ref` and `allOf` at its top; what stands beside a reference is kept. */
export function resolved(raw: unknown, root: unknown, depth = 0): JsonSchema {
  if (!isRecord(raw) || depth > DEPTH_MAX) return {};
  spend();
  const { $ref, allOf, ...own } = raw;
  let merged: JsonSchema = own;
  if (typeof $ref === "string") merged = both(resolved(pointed($ref, root), root, depth + 1), merged);
  if (Array.isArray(allOf)) for (const part of allOf) merged = both(merged, resolved(part, root, depth + 1));
  return merged;
}

/** What a `$ref` names inside the document; undefined when it names nothing there. */
export function pointed(ref: string, root: unknown): unknown {
  if (!ref.startsWith("#")) return undefined;
  return ref
    .slice(1)
    .split("/")
    .filter(Boolean)
    .reduce<unknown>((at, key) => {
      const name = unescaped(key);
      return Array.isArray(at) ? at[Number(name)] : isRecord(at) && Object.hasOwn(at, name) ? at[name] : undefined;
    }, root);
}

function unescaped(key: string): string {
  const plain = key.replaceAll("~1", "/").replaceAll("~0", "~");
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

function both(a: JsonSchema, b: JsonSchema): JsonSchema {
  const merged: JsonSchema = { ...a, ...b };
  if (isRecord(a.properties) && isRecord(b.properties)) merged.properties = { ...a.properties, ...b.properties };
  if (Array.isArray(a.required) && Array.isArray(b.required)) merged.required = [...new Set([...a.required, ...b.required])];
  for (const key of ["anyOf", "oneOf"] as const)
    if (Array.isArray(a[key]) && Array.isArray(b[key])) [merged[key], merged.allOf] = [a[key], undefined];
  return merged;
}

/** The single-typed alternatives of a schema: each branch of `anyOf` and `oneOf`, each of several types. */
export function branchesOf(raw: unknown, root: unknown, depth = 0): JsonSchema[] {
  const schema = resolved(raw, root);
  const { anyOf, oneOf, ...own } = schema;
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : null;
  if (choices && choices.length > 0 && depth < DEPTH_MAX)
    return choices.flatMap((choice) => branchesOf(both(own, resolved(choice, root)), root, depth + 1)).slice(0, BRANCHES_MAX);
  if (Array.isArray(own.type)) return own.type.map((type): JsonSchema => ({ ...own, type }));
  return [typeof own.type === "string" ? own : { ...own, type: impliedType(own) }];
}

function impliedType(schema: JsonSchema): string | undefined {
  if ("const" in schema || Array.isArray(schema.enum)) return undefined;
  if (isRecord(schema.properties) || "additionalProperties" in schema || "required" in schema) return "object";
  if ("items" in schema || "prefixItems" in schema || "minItems" in schema) return "array";
  if ("pattern" in schema || "minLength" in schema || "format" in schema) return "string";
  return "minimum" in schema || "maximum" in schema || "multipleOf" in schema ? "number" : undefined;
}
