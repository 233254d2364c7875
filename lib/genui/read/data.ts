import { isRecord } from "@/lib/json";
import type { Call, Draft } from "../draft";
import { traitsOf } from "../library/library";
import { columnCall, factsCall, headingCall, listCall, tableCall } from "../library/made";
import { humanized } from "./scalar";

const COLUMNS_MAX = 25;
const DEPTH_MAX = 3;
const CHARS_MAX = 400_000;

/** An answer that is nothing but data in JSON as tables and facts; null when there is no table in it. */
export function readData(source: string): Call[] | null {
  if (source.length > CHARS_MAX) return null;
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch {
    return null;
  }
  const parts = partsOf(value, 0);
  return parts.some(({ name }) => traitsOf(name).data === "table") ? parts : null;
}

function partsOf(value: unknown, depth: number): Call[] {
  if (Array.isArray(value)) return listOf(value);
  if (!isRecord(value) || depth > DEPTH_MAX) return [];
  const facts = Object.entries(value).flatMap(([key, item]): [string, Plain][] => (isPlain(item) ? [[key, item]] : []));
  const rest = Object.entries(value).filter(([, item]) => !isPlain(item));
  const rows = facts.map(([key, item]): Draft => fields({ left: humanized(key), right: textOf(item) }));
  const below = rest.flatMap(([key, item]) => {
    const parts = partsOf(item, depth + 1);
    return parts.length > 0 ? [headingCall(humanized(key)), ...parts] : [];
  });
  return rows.length > 0 ? [factsCall(rows), ...below] : below;
}

function listOf(items: readonly unknown[]): Call[] {
  if (items.length > 0 && items.every(isRecord)) {
    const keys = [...new Set(items.flatMap((item) => Object.keys(item)))].slice(0, COLUMNS_MAX);
    const isNumeric = (key: string): boolean => items.every((item) => item[key] == null || typeof item[key] === "number");
    const columns = keys.map((key) => columnCall(humanized(key), isNumeric(key) ? "number" : "string"));
    return [
      tableCall(
        columns,
        items.map((item): Draft => keys.map((key) => cellOf(item[key]))),
      ),
    ];
  }
  const texts = items.filter(isPlain).map(textOf);
  return texts.length > 0 && texts.length === items.length ? [listCall(texts)] : [];
}

function cellOf(value: unknown): Draft {
  if (typeof value === "number") return value;
  return isPlain(value) ? textOf(value) : JSON.stringify(value ?? "");
}

type Plain = string | number | boolean | null;

function isPlain(value: unknown): value is Plain {
  return typeof value !== "object" || value === null;
}

function textOf(value: Plain): string {
  return value === null ? "" : String(value);
}

function fields(entries: Record<string, Draft>): Draft {
  return { kind: "fields", entries: Object.entries(entries) };
}
