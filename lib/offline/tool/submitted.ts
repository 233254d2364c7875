import type { FunctionTool, GenerationRequest } from "@/lib/generation/request";
import { isValid } from "../structured/validate";
import { askWith } from "./ask";
import type { ToolStep } from "./call";
import { boxName, isScalarList, optionsOf } from "./control";
import { fillObject } from "./fill";
import { type Leaf, leavesOf } from "./leaf";
import { obeying } from "./obey";
import { readSaid } from "./said";
import { parametersOf, type Schema } from "./schema";

type Fields = Record<string, unknown>;

/**
 * What a filled form that asked for the arguments of a tool comes to: the call with what stood in it, or the form again where the schema does
 * not allow that. `earlier` is what was said before the form, for arguments that it did not ask for. Null when no form is a tool's.
 */
export function formStep(request: GenerationRequest, forms: Record<string, Fields>, earlier: string): ToolStep | null {
  if (request.toolChoice === "none") return null;
  for (const [form, fields] of Object.entries(forms)) {
    const tool = request.tools.find(
      (candidate) => candidate.name === form && (request.allowedTools === null || request.allowedTools.includes(form)),
    );
    if (tool) return stepOf(tool, fields, earlier, request.toolChoice === "auto");
  }
  return null;
}

function stepOf(tool: FunctionTool, fields: Fields, earlier: string, mayAsk: boolean): ToolStep | null {
  const schema = parametersOf(tool);
  const root = tool.parameters ?? {};
  const leaves = leavesOf(tool);
  const given = new Map(leaves.map((leaf) => [leaf.name, typed(leaf, fields)]));
  const said = obeying(schema, fillObject(schema, readSaid(earlier)), root).value;
  const names = [...schema.properties.keys()];
  const entries = names.flatMap((name): [string, unknown][] => {
    const parts = leaves.filter(({ path }) => path[0] === name);
    const known = parts.flatMap((leaf) =>
      given.get(leaf.name) === undefined ? [] : [{ path: leaf.path.slice(1), value: given.get(leaf.name) }],
    );
    if (known.length > 0) return [[name, nested(known)]];
    const wasAsked = parts.some((leaf) => isIn(leaf, fields));
    return !wasAsked && Object.hasOwn(said, name) ? [[name, said[name]]] : [];
  });
  const value = Object.fromEntries(entries);
  const filled = obeying(schema, { value, missing: schema.required.filter((name) => !Object.hasOwn(value, name)) }, root);
  const isWhole = filled.missing.length === 0 && Object.keys(value).every((name) => Object.hasOwn(filled.value, name));
  if (isWhole) return { type: "calls", calls: [{ name: tool.name, arguments: filled.value }] };
  return mayAsk ? { type: "ask", nodes: askWith(tool, given) } : null;
}

const isIn = ({ name, schema }: Leaf, fields: Fields): boolean =>
  Object.hasOwn(fields, name) || [...boxes(schema).keys()].some((option) => Object.hasOwn(fields, boxName(name, option)));

/** Values under their paths as objects in objects. */
function nested(parts: { path: string[]; value: unknown }[]): unknown {
  const [first] = parts;
  if (first?.path.length === 0) return first.value;
  const names = [...new Set(parts.map(({ path }) => path[0] ?? ""))];
  return Object.fromEntries(
    names.map((name) => {
      const inner = parts.filter(({ path }) => path[0] === name);
      return [name, nested(inner.map(({ path, value }) => ({ path: path.slice(1), value })))];
    }),
  );
}

/** What stands in the field of an argument, in the type that its schema wants; undefined when nothing does. */
function typed({ name, schema, isRequired }: Leaf, fields: Fields): unknown {
  const choices = boxes(schema);
  if (choices.size > 0) {
    const chosen = [...choices].filter(([option]) => isOn(fields[boxName(name, option)])).map(([, choice]) => choice);
    return chosen.length > 0 || isRequired ? chosen : undefined;
  }
  const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
  // A switch that was never touched sends nothing.
  if (schema.type === "boolean") return field === undefined ? (isRequired ? false : undefined) : isOn(field);
  if (field === undefined || field === null || field === "") return undefined;
  return typeof field === "string" ? typedText(schema, field) : field;
}

function typedText(schema: Schema, field: string): unknown {
  const options = optionsOf(schema);
  if (options) return options.has(field) ? options.get(field) : field;
  if (schema.type === "number" || schema.type === "integer") return Number.isFinite(Number(field)) ? Number(field) : field;
  if (isScalarList(schema)) {
    const parts = field.split(",").map((part) => part.trim());
    return parts.filter((part) => part !== "").map((part) => (schema.items?.type === "string" ? part : Number(part)));
  }
  // Nobody types seconds and a zone.
  if (schema.format === "time" || schema.format === "date-time")
    return ["", ":00", "Z", ":00Z"].map((end) => field + end).find((time) => isValid(schema.raw, time)) ?? field;
  if (schema.type !== "array" && schema.type !== "object") return field;
  try {
    return JSON.parse(field);
  } catch {
    return field;
  }
}

const isOn = (field: unknown): boolean => field === true || field === "true";

function boxes(schema: Schema): Map<string, unknown> {
  return (schema.type === "array" && schema.items && optionsOf(schema.items)) || new Map<string, unknown>();
}
