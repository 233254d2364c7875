import type { FunctionTool } from "@/lib/generation/request";
import { parametersOf, type Schema } from "./schema";

/** An argument that one field of a form can hold: of the tool itself, or of an object among its arguments. */
export interface Leaf {
  /** Names from the outside in. */
  path: string[];
  /** The field's name: the path, joined by dots. */
  name: string;
  schema: Schema;
  isRequired: boolean;
}

const DEPTH_MAX = 3;

/** What a form asks for to call a tool, in the order of its schema. */
export function leavesOf(tool: FunctionTool): Leaf[] {
  return leavesIn(parametersOf(tool), [], true);
}

function leavesIn(schema: Schema, path: string[], isRequired: boolean): Leaf[] {
  return [...schema.properties].flatMap(([name, property]): Leaf[] => {
    const own = [...path, name];
    const isNeeded = isRequired && schema.required.includes(name);
    const isObject = property.type === "object" && property.properties.size > 0 && own.length < DEPTH_MAX;
    if (isObject) return leavesIn(property, own, isNeeded);
    return [{ path: own, name: own.join("."), schema: property, isRequired: isNeeded && !mayBeNull(property) }];
  });
}

/** A strict schema requires everything, and lets null stand for what is not given. */
function mayBeNull({ raw }: Schema): boolean {
  return (Array.isArray(raw.type) && raw.type.includes("null")) || (Array.isArray(raw.enum) && raw.enum.includes(null));
}
