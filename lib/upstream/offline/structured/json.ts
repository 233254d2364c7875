import type { GenerationRequest } from "@/lib/generation/request";
import type { JsonValue } from "../data/json";
import { readJson } from "../data/json";
import { typeTable } from "../data/columns";
import { extractTable } from "../data/extract";
import type { Table } from "../data/table";
import type { Conversation } from "../turn";
import { fillValue } from "../tool/fill";
import { readSaid, type Said } from "../tool/said";
import { readSchema, type Schema } from "../tool/schema";
import { stemsOf } from "../words";
import { minimal } from "./minimal";

/** JSON text in the form that was asked for; null when the answer is to be an interface. */
export function jsonAnswer(request: GenerationRequest, conversation: Conversation): string | null {
  const { outputFormat } = request;
  if (outputFormat.type === "text") return null;
  const sources = sourcesOf(conversation);
  const said = readSaid(conversation.last.text);
  if (outputFormat.type === "json_object") return JSON.stringify(freeObject(conversation.last.text, sources, said));
  const schema = readSchema(outputFormat.schema);
  return JSON.stringify(fill(schema, outputFormat.name, sources, said, 0) ?? minimal(schema));
}

/** What is known: tool results, then data in the last words, then data said before; rows as objects. */
function sourcesOf(conversation: Conversation): JsonValue[] {
  const results = conversation.results.map((result) => readJson(result.output.trim())?.value ?? result.output);
  const texts = [
    conversation.last.text,
    ...conversation.earlier
      .flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : entry.type === "result" ? [entry.result.output] : []))
      .toReversed()
      .slice(0, 5),
  ];
  const tables = texts.flatMap((text) => {
    const found = extractTable(text);
    return found ? [rowsOf(typeTable(found.table))] : [];
  });
  return [...results, ...tables];
}

function rowsOf(table: Table): JsonValue {
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(
      table.columns.map((column): [string, JsonValue] => [
        column.name,
        column.kind === "number"
          ? (column.numbers[row] ?? null)
          : column.kind === "boolean"
            ? /^(?:true|yes|y)$/i.test(column.texts[row] ?? "")
            : (column.texts[row] ?? ""),
      ]),
    ),
  );
  return table.isRecord ? (rows[0] ?? {}) : rows;
}

const DEPTH_MAX = 8;

function fill(schema: Schema, name: string, sources: JsonValue[], said: Said, depth: number): unknown {
  if (depth > DEPTH_MAX) return undefined;
  if (schema.type === "object" && !schema.enum) return fillObject(schema, sources, said, depth);
  if (schema.type === "array" && schema.items) return fillArray(schema, schema.items, name, sources, said, depth);
  const found = sources.flatMap((source) => lookUp(source, name, 0)).find((value) => suits(schema, value));
  if (found !== undefined) return found;
  const value = fillValue(name, schema, { ...said, isRequired: true });
  return suits(schema, value) ? value : undefined;
}

function fillObject(schema: Schema, sources: JsonValue[], said: Said, depth: number): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, property] of schema.properties) {
    const isRequired = schema.required.includes(name);
    const filled = fill(property, name, sources, said, depth + 1);
    if (filled !== undefined && (isRequired || !isHollow(filled))) value[name] = filled;
    else if (isRequired) value[name] = isNullable(property) ? null : minimal(property);
  }
  return value;
}

const isNullable = (schema: Schema): boolean => Array.isArray(schema.raw.type) && schema.raw.type.includes("null");
const isHollow = (value: unknown): boolean =>
  typeof value === "object" && value !== null && (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);

function fillArray(schema: Schema, items: Schema, name: string, sources: JsonValue[], said: Said, depth: number): unknown[] | undefined {
  const max = typeof schema.raw.maxItems === "number" ? schema.raw.maxItems : 1000;
  const listed = arraysIn(sources, name);
  const rows =
    items.type === "object"
      ? (listed.find((list) =>
          list.some(
            (row) => typeof row === "object" && row !== null && [...items.properties.keys()].some((key) => lookUp(row, key, 0).length > 0),
          ),
        ) ?? [])
      : (listed.find((list) => list.length > 0 && list.every((item) => suits(items, item))) ?? columnOf(items, name, sources));
  const values = rows
    .map((row) => (items.type === "object" ? fillObject(items, [row], { ...readSaid(""), isRequired: true }, depth + 1) : row))
    .slice(0, max);
  if (values.length >= Math.max(schema.minItems, 1)) return values;
  const spoken = fillValue(name, schema, { ...said, isRequired: true });
  if (Array.isArray(spoken) && spoken.length >= schema.minItems && spoken.every((item) => items.type === "object" || suits(items, item)))
    return spoken.slice(0, max);
  return schema.minItems > 0 ? undefined : [];
}

function columnOf(items: Schema, name: string, sources: JsonValue[]): JsonValue[] {
  for (const source of sources) {
    if (!Array.isArray(source)) continue;
    const values = source.flatMap((row) => lookUp(row, name, 0).slice(0, 1));
    if (values.length > 0 && values.every((value) => suits(items, value))) return values;
  }
  return [];
}

/** Lists in the sources: those under the name first. */
function arraysIn(sources: JsonValue[], name: string): JsonValue[][] {
  const lists: JsonValue[][] = [];
  const walk = (value: JsonValue, key: string, depth: number): void => {
    if (depth > 4 || typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      if (isSameName(key, name)) lists.unshift(value);
      else lists.push(value);
      return;
    }
    for (const [inner, item] of Object.entries(value)) walk(item, inner, depth + 1);
  };
  for (const source of sources) walk(source, "", 0);
  return lists;
}

const isSameName = (a: string, b: string): boolean => {
  const [x, y] = [stemsOf(a), stemsOf(b)];
  return (
    x.length > 0 &&
    (x.join(" ") === y.join(" ") || (y.length > 0 && (x.every((part) => y.includes(part)) || y.every((part) => x.includes(part)))))
  );
};

function lookUp(source: JsonValue, name: string, depth: number): JsonValue[] {
  if (depth > 4 || typeof source !== "object" || source === null || Array.isArray(source)) return [];
  const entries = Object.entries(source);
  const exact = entries.filter(([key]) => key.toLowerCase() === name.toLowerCase());
  const near = entries.filter(([key]) => isSameName(key, name));
  const inner = entries.flatMap(([, value]) => lookUp(value, name, depth + 1));
  return [...exact, ...near].map(([, value]) => value).concat(inner);
}

function suits(schema: Schema, value: unknown): boolean {
  if (value === undefined) return false;
  if (schema.enum) return schema.enum.includes(value);
  const { raw } = schema;
  switch (schema.type) {
    case "string":
      return (
        typeof value === "string" &&
        value.length >= schema.minLength &&
        (typeof raw.maxLength !== "number" || value.length <= raw.maxLength) &&
        typeof raw.pattern !== "string" &&
        suitsFormat(schema.format, value)
      );
    case "integer":
    case "number":
      return (
        typeof value === "number" &&
        (schema.type === "number" || Number.isInteger(value)) &&
        (schema.minimum === null || value >= schema.minimum) &&
        (schema.maximum === null || value <= schema.maximum) &&
        typeof raw.multipleOf !== "number"
      );
    case "boolean":
      return typeof value === "boolean";
    case "null":
      return value === null;
    case null:
      return value !== null;
    default:
      return false;
  }
}

function suitsFormat(format: string | null, value: string): boolean {
  if (format === "date") return /^\d{4}-\d{2}-\d{2}$/.test(value);
  if (format === "date-time") return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value);
  return format === null || format === "email" || format === "uri" || format === "url";
}

/** An object of the keys that were named, else of the data, else a plain statement that there is nothing to give. */
function freeObject(text: string, sources: JsonValue[], said: Said): unknown {
  const keys = keysIn(text);
  const colon = text.indexOf(":");
  const facts = colon === -1 || colon > text.length - 3 ? said : readSaid(text.slice(colon + 1));
  if (keys.length > 0) {
    return Object.fromEntries(
      keys.map((key) => {
        const schema = readSchema({ type: /age|count|number|price|amount|year|total|quantity/i.test(key) ? "number" : "string" });
        return [key, fill(schema, key, sources, facts, 0) ?? null];
      }),
    );
  }
  const [source] = sources;
  if (source !== undefined && typeof source === "object" && source !== null) return Array.isArray(source) ? { data: source } : source;
  return source !== undefined
    ? { result: source }
    : { answer: null, note: "The offline engine is rules, not a language model, and found no data to put here." };
}

function keysIn(text: string): string[] {
  const list =
    /\b(?:keys?|fields?|properties)\s*(?:named|called|are|:|of)?\s*((?:["'`]?[A-Za-z_][\w]*["'`]?(?:\s*\([^()]{0,40}\))?(?:\s*,\s*(?:and\s+)?|\s+and\s+)?){1,12})/.exec(
      text,
    )?.[1];
  const stop = /^(?:and|for|with|of|from|in|the|a|to|only|about)$/i;
  const keys =
    list
      ?.split(/[,\s]+/)
      .map((key) => key.replace(/["'`]/g, ""))
      .filter((key) => /^[A-Za-z_]\w*$/.test(key)) ?? [];
  const end = keys.findIndex((key) => stop.test(key) && key !== "and");
  return [...new Set((end === -1 ? keys : keys.slice(0, end)).filter((key) => !stop.test(key)))].slice(0, 20);
}
