import { autoClose } from "@openuidev/lang-core";
import type { Call, Draft } from "./draft";

const DEPTH_MAX = 60;

/**
 * An answer that is JSON as a component: the older format (`{"component": {…}, "error": null}`), a bare component, or a list of them; cut-off
 * text is closed first. Null when it is other data.
 */
export function draftFromJson(source: string): Call | null {
  const parsed = parse(source.trim()) ?? parse(autoClose(source.trim().replace(/,?\s*"[^"]*"?\s*:?\s*$/, "")).text);
  if (typeof parsed !== "object" || parsed === null || !holdsComponent(parsed)) return null;
  const draft = toDraft(parsed, 0);
  return { kind: "call", name: "Card", args: [Array.isArray(draft) ? draft : [draft]], named: [] };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function holdsComponent(value: object): boolean {
  return Array.isArray(value)
    ? value.some((item) => typeof item === "object" && item !== null && holdsComponent(item))
    : "component" in value || "typeName" in value;
}

function toDraft(value: unknown, depth: number): Draft {
  if (depth > DEPTH_MAX || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean" || value === null) return value;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item) => toDraft(item, depth + 1));
  return typeof value === "object"
    ? { kind: "fields", entries: Object.entries(value).map(([key, item]) => [key, toDraft(item, depth + 1)]) }
    : null;
}
