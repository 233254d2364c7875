import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import { branchesOf } from "./branch";
import { neutralText } from "./format";
import { readPattern } from "./pattern";
import { isValid } from "./validate";

const DEPTH_MAX = 12;
const ITEMS_MAX = 100;
const CHARS_MAX = 4000;

/** The smallest honest value a schema allows: nothing is made up beyond what validity asks for. Null wherever null may stand. */
export function minimal(schema: unknown, root: unknown = schema, depth = 0): unknown {
  const branches = branchesOf(schema, root);
  const empty = branches.find((branch) => branch.type === "null" || branch.const === null);
  if (empty && isValid(schema, null, root)) return null;
  const values = branches.map((branch) => smallest(branch, root, depth));
  return values.find((value) => isValid(schema, value, root)) ?? values.find((value) => value !== undefined) ?? null;
}

function smallest(schema: JsonSchema, root: unknown, depth: number): unknown {
  if ("const" in schema) return schema.const;
  if (Array.isArray(schema.enum)) return neutralOption(schema, root);
  if (schema.default !== undefined && isValid(schema, schema.default, root)) return schema.default;
  switch (schema.type) {
    case "object":
      return smallestObject(schema, root, depth);
    case "array":
      return smallestList(schema, root, depth);
    case "integer":
    case "number":
      return smallestNumber(schema);
    case "boolean":
      return false;
    case "null":
      return null;
    default:
      return smallestText(schema);
  }
}

/** An option that says "nothing known", where there is one; otherwise the first. */
function neutralOption(schema: JsonSchema, root: unknown): unknown {
  const options = (Array.isArray(schema.enum) ? schema.enum : []).filter((option) => isValid(schema, option, root));
  if (options.includes(null)) return null;
  return (
    options.find(
      (option) =>
        typeof option === "string" &&
        /^(?:unknown|unspecified|none|n\/?a|not[ _-]?(?:specified|available|known)|undetermined|unclear)$/i.test(option),
    ) ??
    options.find((option) => typeof option === "string" && /^(?:other|neutral|default|misc(?:ellaneous)?)$/i.test(option)) ??
    options[0]
  );
}

function smallestObject(schema: JsonSchema, root: unknown, depth: number): JsonSchema {
  if (depth > DEPTH_MAX) return {};
  const required = Array.isArray(schema.required) ? schema.required.filter((name) => typeof name === "string") : [];
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const names = [
    ...Object.keys(properties).filter((name) => required.includes(name)),
    ...required.filter((name) => !Object.hasOwn(properties, name)),
  ];
  const fallback = isRecord(schema.additionalProperties) ? schema.additionalProperties : {};
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, minimal(Object.hasOwn(properties, name) ? properties[name] : fallback, root, depth + 1)]),
  );
}

function smallestList(schema: JsonSchema, root: unknown, depth: number): unknown[] {
  const wanted = typeof schema.minItems === "number" ? Math.min(schema.minItems, ITEMS_MAX) : 0;
  if (depth > DEPTH_MAX) return [];
  const first = Array.isArray(schema.prefixItems) ? schema.prefixItems : [];
  const list = Array.from({ length: wanted }, (_, i) => minimal(first[i] ?? schema.items ?? {}, root, depth + 1));
  return schema.uniqueItems === true ? distinct(list, schema, root) : list;
}

/** Makes repeated items differ: the next option of an enum, the next number, a longer text. */
function distinct(list: unknown[], schema: JsonSchema, root: unknown): unknown[] {
  const [item] = branchesOf(schema.items ?? {}, root);
  const options = Array.isArray(item?.enum) ? item.enum : null;
  return list.map((value, i) => {
    if (options) return options[i] ?? value;
    if (typeof value === "number") return value + i * (typeof item?.multipleOf === "number" ? item.multipleOf : 1);
    return typeof value === "string" && i > 0 ? `${value}${value === "" ? "" : " "}${i + 1}` : value;
  });
}

function smallestNumber(schema: JsonSchema): number {
  const isInteger = schema.type === "integer";
  const step = typeof schema.multipleOf === "number" && schema.multipleOf > 0 ? schema.multipleOf : isInteger ? 1 : null;
  const low = bound(schema.minimum, schema.exclusiveMinimum, Math.max);
  const high = bound(schema.maximum, schema.exclusiveMaximum, Math.min);
  const candidates = [
    0,
    low,
    high,
    ...(low !== null && high !== null ? [(low + high) / 2] : []),
    ...(low === null ? [] : [low + 1]),
    ...(high === null ? [] : [high - 1]),
  ];
  const fitted = candidates.flatMap((value) => (value === null ? [] : step === null ? [value] : multiples(value, step)));
  return fitted.find((value) => isValid(schema, value)) ?? 0;
}

const multiples = (value: number, step: number): number[] =>
  [
    Math.ceil(value / step) * step,
    Math.floor(value / step) * step,
    (Math.ceil(value / step) + 1) * step,
    (Math.floor(value / step) - 1) * step,
  ].map((multiple) => Number(multiple.toPrecision(15)) || 0);

function bound(inclusive: unknown, exclusive: unknown, tighter: (a: number, b: number) => number): number | null {
  if (typeof inclusive === "number") return typeof exclusive === "number" ? tighter(inclusive, exclusive) : inclusive;
  return typeof exclusive === "number" ? exclusive : null;
}

function smallestText(schema: JsonSchema): string {
  const charsMin = Math.min(typeof schema.minLength === "number" ? schema.minLength : 0, CHARS_MAX);
  if (typeof schema.pattern === "string") {
    const example = readPattern(schema.pattern)?.example(charsMin) ?? "";
    if (isValid(schema, example)) return example;
  }
  const texts = [typeof schema.format === "string" ? neutralText(schema.format) : "", "", "-", "unknown"];
  return texts.map((text) => text.padEnd(charsMin, "-")).find((text) => isValid(schema, text)) ?? "";
}
