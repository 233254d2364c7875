import { DEFAULT_UI, type UiOptions } from "@/lib/generation/request";
import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import type { CallerLibrary } from "./caller-library";
import { isEnabled } from "./catalogue";
import { COMPONENT_GROUPS, COMPONENTS, library, ROOT } from "./library";

/** Types that many components share, by the place that defines each: written out once, then called by name. */
const NAMED: [name: string, component: string, path: string[]][] = [
  ["Action", "Button", ["action"]],
  ["Rules", "Input", ["rules"]],
  ["Series", "LineChart", ["series", "items"]],
  ["Slice", "PieChart", ["slices", "items"]],
  ["Unit", "LineChart", ["unit"]],
  ["Tone", "Tag", ["variant"]],
  ["Pair", "EntityList", ["rows", "items"]],
  ["Trend", "MetricIndicatorInline", ["trend"]],
  ["Block", "TabItem", ["children", "items"]],
];

/** The cells of a table are typed as any data; these two components are what they may hold. */
const TABLE_CELLS: readonly string[] = ["Button", "IconButton"];

/** The library as a model reads it: shared types first, then every enabled component with its signature and what it is for. */
export function describeLibrary(ui: UiOptions): string {
  const { defs, print, shared } = printerOf(ui);
  const reachable = reachableFrom(ROOT, defs, ui);
  const groups = COMPONENT_GROUPS.map((group) => {
    const lines = group.components
      .filter((name) => reachable.has(name))
      .map((name) => `${name}(${printParams(defs[name] ?? {}, print)}) – ${COMPONENTS[name]?.description ?? ""}`);
    return lines.length > 0 ? `### ${group.name}\n${lines.join("\n")}` : "";
  });
  const described = groups.filter(Boolean);
  const types = shared().filter(({ name }) => described.some((group) => new RegExp(`\\b${name}\\b`).test(group)));
  return [`### Types\n${types.map(({ name, type }) => `${name} = ${type}`).join("\n")}`, ...described, customComponents(ui)]
    .filter(Boolean)
    .join("\n\n");
}

/** A type by its name, written as a model reads it. */
export interface NamedType {
  name: string;
  type: string;
}

/** A positional argument. Without one that is required the call is wrong, though its default then stands in. */
export interface Argument extends NamedType {
  isRequired: boolean;
  default: unknown;
  description: string;
}

export interface ComponentDescription {
  name: string;
  arguments: Argument[];
  /** The components that may stand directly in it. */
  children: string[];
}

/** Every component, taken apart for documentation, and the types that several share. */
export function describeComponents(ui: UiOptions): { types: NamedType[]; components: ComponentDescription[] } {
  const { defs, print, shared } = printerOf(ui);
  const components = Object.entries(defs).map(([name, schema]) => ({
    name,
    arguments: argumentsOf(name, schema, print),
    children: childrenOf(name, defs),
  }));
  return { types: shared(), components };
}

function argumentsOf(component: string, schema: JsonSchema, print: (schema: unknown) => string): Argument[] {
  // JSON Schema as the library makes it leaves descriptions out.
  const shape = COMPONENTS[component]?.props.shape ?? {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isRecord(schema.properties) ? schema.properties : {}).map(([name, property]) => ({
    name,
    type: print(property),
    isRequired: required.includes(name),
    default: isRecord(property) ? property.default : undefined,
    description: shape[name]?.description ?? "",
  }));
}

/** Prints the types of the library; `shared` gives those that have a name. */
function printerOf(ui: UiOptions): { defs: Record<string, JsonSchema>; print: (schema: unknown) => string; shared: () => NamedType[] } {
  const defs = (library.toJSONSchema().$defs ?? {}) as Record<string, JsonSchema>;
  const names = namedTypes(defs);
  const cells = TABLE_CELLS.filter((cell) => isEnabled(cell, ui));
  names.set(keyOf(valueAt(defs.Table ?? {}, ["rows"])), `(${["string", "number", ...cells].join("|")})[][]`);
  const blocks = printType(valueAt(defs.TabItem ?? {}, ["children", "items"]), new Map(), ui);
  return {
    defs,
    print: (schema) => printType(schema, names, ui).replaceAll(blocks, "Block"),
    shared: () =>
      NAMED.map(([name, component, path]) => {
        const own = new Map(names);
        const schema = valueAt(defs[component] ?? {}, path);
        own.delete(keyOf(schema));
        return { name, type: name === "Action" ? printActions(ui) : printType(schema, own, ui) };
      }),
  };
}

/** A library that came with a request, as a model reads it: its groups, then what is in none of them. */
export function describeDefs({ defs, groups }: CallerLibrary): string {
  const line = (name: string): string[] =>
    defs[name] && "properties" in defs[name]
      ? [`${name}(${printParams(defs[name], (property) => printType(property, new Map(), DEFAULT_UI))})${noteOf(defs[name])}`]
      : [];
  const grouped = new Set(groups.flatMap((group) => group.components));
  const rest = Object.keys(defs).filter((name) => !grouped.has(name));
  return [...groups, { name: "Components", components: rest, notes: [] }]
    .map(({ name, components, notes }) => ({ name, lines: [...components.flatMap(line), ...notes.map((note) => `- ${note}`)] }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ name, lines }) => `### ${name}\n${lines.join("\n")}`)
    .join("\n\n");
}

/** What can stand in an answer at all: the parts of an excluded component are of no use. */
function reachableFrom(root: string, defs: Record<string, JsonSchema>, ui: UiOptions): Set<string> {
  const reached = new Set<string>();
  const queue = [root];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (reached.has(name) || !isEnabled(name, ui)) continue;
    reached.add(name);
    queue.push(...childrenOf(name, defs));
  }
  return reached;
}

function childrenOf(name: string, defs: Record<string, JsonSchema>): string[] {
  const refs = [...JSON.stringify(defs[name] ?? {}).matchAll(/"#\/\$defs\/(\w+)"/g)].flatMap(([, child]) => child ?? []);
  return [...new Set(name === "Table" ? [...refs, ...TABLE_CELLS] : refs)];
}

function printActions(ui: UiOptions): string {
  const custom = Object.entries(ui.customActions).map(
    ([type, schema]) => `{type: "${type}", params: ${printType(schema, new Map(), ui)}}${noteOf(schema)}`,
  );
  return ['{type: "continue_conversation", context?: string}', '{type: "open_url", url: string}', ...custom].join(" | ");
}

function customComponents(ui: UiOptions): string {
  const lines = Object.entries(ui.customComponents)
    .filter(([name]) => !ui.excludedComponents.includes(name))
    .map(
      ([name, schema]) =>
        `${name}(${printParams(schema, (property) => `${printType(property, new Map(), ui)}${noteOf(property)}`)})${noteOf(schema)}`,
    );
  return lines.length > 0
    ? `### Components of this application\nPrefer these where they fit; they may stand wherever TextContent may.\n${lines.join("\n")}`
    : "";
}

function noteOf(schema: unknown): string {
  const note =
    isRecord(schema) && typeof schema.description === "string" ? schema.description.replace(/\s+/g, " ").trim().slice(0, 300) : "";
  return note ? ` – ${note}` : "";
}

function namedTypes(defs: Record<string, JsonSchema>): Map<string, string> {
  return new Map(NAMED.map(([name, component, path]) => [keyOf(valueAt(defs[component] ?? {}, path)), name]));
}

function valueAt(schema: JsonSchema, path: readonly string[]): unknown {
  const [name = "", ...rest] = path;
  const properties = isRecord(schema.properties) ? schema.properties : {};
  return rest.reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), properties[name]);
}

/** What a type is, whatever its default. */
function keyOf(schema: unknown): string {
  if (!isRecord(schema)) return "";
  const { default: _default, description: _description, ...type } = schema;
  return JSON.stringify(type);
}

function printParams(schema: JsonSchema, print: (schema: unknown) => string): string {
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.entries(isRecord(schema.properties) ? schema.properties : {})
    .map(([name, property]) => `${name}${required.includes(name) ? "" : "?"}: ${print(property)}`)
    .join(", ");
}

function printType(schema: unknown, names: ReadonlyMap<string, string>, ui: UiOptions, depth = 0): string {
  if (!isRecord(schema) || depth > 8) return "any";
  const named = names.get(keyOf(schema));
  if (named) return named;
  const print = (inner: unknown): string => printType(inner, names, ui, depth + 1);
  if (typeof schema.$ref === "string") return schema.$ref.split("/").pop() ?? "any";
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join("|");
  if ("const" in schema) return JSON.stringify(schema.const);
  const union = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(union))
    return union
      .filter((option) => isAllowed(option, ui))
      .map(print)
      .join("|");
  if (Array.isArray(schema.type)) return schema.type.join("|");
  if (schema.type === "array") {
    const item = print(schema.items);
    return `${item.includes("|") ? `(${item})` : item}[]`;
  }
  if (isRecord(schema.properties)) return `{${printParams(schema, print)}}`;
  return schema.type === "object" || schema.type === undefined
    ? "any"
    : typeof schema.type === "string"
      ? schema.type.replace("integer", "number")
      : "any";
}

function isAllowed(option: unknown, ui: UiOptions): boolean {
  const name = isRecord(option) && typeof option.$ref === "string" ? option.$ref.split("/").pop() : undefined;
  return name === undefined || isEnabled(name, ui);
}
