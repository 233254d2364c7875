import { isRecord } from "@/lib/json";
import type { JsonSchema } from "@/lib/json-schema";
import { spend } from "../budget";
import type { JsonValue } from "../data/json";
import { readSaid, type Said } from "../tool/said";
import { branchesOf } from "./branch";
import { extractScalar } from "./extract";
import { minimal } from "./minimal";
import { listsIn, lookUp } from "./sources";
import { isValid } from "./validate";

/** What there is to fill a schema from. Lists of `said` are used up from the front. */
export interface Known {
  sources: JsonValue[];
  said: Said;
  root: unknown;
}

/** A value, and how much of it was said: 0 when nothing was. */
export interface Filled {
  value: unknown;
  evidence: number;
}

const DEPTH_MAX = 12;
const ITEMS_MAX = 1000;
// Rows inside rows of prose are not looked for: each level would cut every part anew.
const ROWS_DEPTH_MAX = 2;

/** The value of what is known that obeys the schema; of several branches the one that more was said of. Null when nothing was said. */
export function fill(schema: unknown, name: string, known: Known, depth = 0): Filled | null {
  spend(20);
  if (depth > DEPTH_MAX) return null;
  let best: { filled: Filled; said: Said } | null = null;
  for (const branch of branchesOf(schema, known.root)) {
    const said = copyOf(known.said);
    const filled = fillBranch(branch, name, { ...known, said }, depth);
    if (!filled || filled.evidence <= (best?.filled.evidence ?? 0) || !isValid(schema, filled.value, known.root)) continue;
    best = { filled, said };
  }
  if (best) Object.assign(known.said, best.said);
  return best?.filled ?? null;
}

/** `fill`, or the smallest value that the schema allows. */
export function fillOrMinimal(schema: unknown, name: string, known: Known, depth = 0): Filled {
  const filled = fill(schema, name, known, depth);
  return filled ?? { value: minimal(schema, known.root), evidence: 0 };
}

/** A copy whose lists may be used up. The cast: every entry keeps its type under its name, which `fromEntries` can't say. */
function copyOf(said: Said): Said {
  return Object.fromEntries(
    Object.entries(said).map(([key, value]) => [key, Array.isArray(value) ? [...value] : value]),
  ) as unknown as Said;
}

function fillBranch(branch: JsonSchema, name: string, known: Known, depth: number): Filled | null {
  if ("const" in branch) return constant(branch.const, known.said.text);
  if (branch.type === "object" && !("enum" in branch)) return fillObject(branch, name, known, depth);
  if (branch.type === "array") return fillList(branch, name, known, depth);
  if (branch.type === "null") return null;
  const found = known.sources.flatMap((source) => lookUp(source, name)).find((value) => isValid(branch, value, known.root));
  if (found !== undefined) return { value: found, evidence: 1 };
  const said = extractScalar(name, branch, known.root, known.said);
  const value = branch.type === "string" && typeof said === "number" ? String(said) : said;
  return value !== undefined && isValid(branch, value, known.root) ? { value, evidence: 1 } : null;
}

/** A constant tells branches apart when its words are in the text. */
function constant(value: unknown, text: string): Filled | null {
  const words = typeof value === "string" ? value.replace(/[_-]+/g, " ").toLowerCase() : "";
  return words !== "" && text.toLowerCase().includes(words) ? { value, evidence: 0.5 } : null;
}

function fillObject(schema: JsonSchema, name: string, known: Known, depth: number): Filled | null {
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required : [];
  const names = Object.keys(properties);
  const texts = names.filter((key) =>
    branchesOf(properties[key], known.root).some((branch) => branch.type === "string" && !branch.enum && !branch.format),
  );
  const value: JsonSchema = {};
  let evidence = 0;
  const own = known.sources.flatMap((source) => lookUp(source, name)).filter((item) => isRecord(item));
  const inner: Known = { ...known, sources: [...own, ...known.sources] };
  const kept = known.said.isOnlyText;
  // Lists take their names before a single name does.
  const isList = (key: string): boolean => branchesOf(properties[key], known.root).some(({ type }) => type === "array");
  for (const key of names.toSorted((a, b) => Number(isList(b)) - Number(isList(a)))) {
    inner.said.isOnlyText = depth === 0 && texts.length === 1 && texts[0] === key;
    const filled = fill(properties[key], key, inner, depth + 1);
    evidence += filled?.evidence ?? 0;
    if (filled) value[key] = filled.value;
  }
  known.said.isOnlyText = kept;
  for (const key of required)
    if (typeof key === "string" && !Object.hasOwn(value, key))
      value[key] = minimal(Object.hasOwn(properties, key) ? properties[key] : {}, known.root);
  if (names.length === 0 && schema.additionalProperties !== false) return openObject(schema, own, known);
  const ordered = Object.fromEntries(
    [...names, ...Object.keys(value)].filter((key) => Object.hasOwn(value, key)).map((key) => [key, value[key]]),
  );
  return evidence > 0 ? { value: ordered, evidence } : null;
}

/** An object of free keys: one that is known under the name, or the first of the data. */
function openObject(schema: JsonSchema, own: JsonValue[], known: Known): Filled | null {
  const found = [...own, ...known.sources].find((source) => isRecord(source) && isValid(schema, source, known.root));
  return found === undefined ? null : { value: found, evidence: 1 };
}

function fillList(schema: JsonSchema, name: string, known: Known, depth: number): Filled | null {
  const items = schema.items ?? {};
  const max = Math.min(typeof schema.maxItems === "number" ? schema.maxItems : ITEMS_MAX, ITEMS_MAX);
  const kept = (values: unknown[]): Filled | null => {
    const list = (schema.uniqueItems === true ? distinct(values) : values).slice(0, max);
    return list.length > 0 && isValid(schema, list, known.root) ? { value: list, evidence: list.length } : null;
  };
  const isObjects = branchesOf(items, known.root).some((branch) => branch.type === "object");
  if (isObjects) {
    for (const rows of listsIn(known.sources, name)) {
      const filled = rows.slice(0, max).map((row) => fill(items, "", { ...known, sources: [row], said: readSaid("") }, depth + 1));
      const list = filled.every((row) => row !== null) ? kept(filled.map((row) => row?.value)) : null;
      if (list) return list;
    }
    return kept(spokenRows(items, known, depth));
  }
  const listed = listsIn(known.sources, name).find((list) => list.length > 0 && list.every((item) => isValid(items, item, known.root)));
  const found = (listed ? kept(listed) : null) ?? kept(columnOf(items, name, known));
  if (found) return found;
  const spoken = extractScalar(name, schema, known.root, known.said);
  return Array.isArray(spoken) ? kept(spoken) : null;
}

const distinct = (values: unknown[]): unknown[] => [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];

function columnOf(items: unknown, name: string, { sources, root }: Known): JsonValue[] {
  for (const source of sources) {
    if (!Array.isArray(source)) continue;
    const values = source.flatMap((row) => lookUp(row, name).slice(0, 1));
    if (values.length > 0 && values.every((value) => isValid(items, value, root))) return values;
  }
  return [];
}

const SPLITS = [
  /\n+/,
  /(?<=[.!?])\s+/,
  /;\s*/,
  /(?<!\s)\s+and\s+|,\s*(?:and\s+)?(?=\p{Lu})/u,
  /(?<!\s)\s*,\s*(?:and\s+)?|(?<!\s)\s+and\s+/,
];

/** Rows from prose: the way to cut the text that gives most parts of which everything required was said. */
function spokenRows(items: unknown, known: Known, depth: number): unknown[] {
  const branch = branchesOf(items, known.root).find(({ type }) => type === "object");
  const needed = Math.max(1, Math.min(2, Array.isArray(branch?.required) ? branch.required.length : 1));
  const { text } = known.said;
  if (text.length > 4000 || depth > ROWS_DEPTH_MAX) return [];
  const list = text.replace(/^[^:\n]{0,120}:\s+/, "");
  let best: unknown[] = [];
  for (const split of SPLITS) {
    const rows = list
      .split(split)
      .filter((part) => part.trim() !== "")
      .slice(0, 50)
      .map((part) => fill(items, "", { ...known, sources: [], said: readSaid(part.trim()) }, depth + 1))
      .filter((row) => row !== null && row.evidence >= needed);
    if (rows.length > best.length) best = rows.map((row) => row?.value);
  }
  return best;
}
