import { isRecord } from "@/lib/json";
import { isValid } from "../structured/validate";
import type { Filled } from "./fill";
import type { Schema } from "./schema";

/** Only arguments that the schema allows stay; a required one that it does not allow counts as missing. */
export function obeying(schema: Schema, filled: Filled, root: unknown): Filled {
  const isAllowed = (name: string): boolean => isValid(rawProperty(root, name), filled.value[name], root);
  const kept = Object.entries(filled.value).filter(([name]) => isAllowed(name));
  const refused = Object.keys(filled.value).filter((name) => !isAllowed(name) && schema.required.includes(name));
  const missing = [...filled.missing, ...refused];
  // Strict schemas require everything and let null stand for what is not given.
  const empty = missing.filter((name) => isValid(rawProperty(root, name), null, root));
  const value = new Map<string, unknown>([...kept, ...empty.map((name): [string, unknown] => [name, null])]);
  const names = [...schema.properties.keys()].filter((name) => value.has(name));
  return {
    value: Object.fromEntries(names.map((name) => [name, value.get(name)])),
    missing: missing.filter((name) => !empty.includes(name)),
  };
}

const rawProperty = (root: unknown, name: string): unknown =>
  isRecord(root) && isRecord(root.properties) && Object.hasOwn(root.properties, name) ? root.properties[name] : {};
