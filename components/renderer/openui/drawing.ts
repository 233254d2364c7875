import type { ComponentRenderer, ElementNode } from "@openuidev/react-lang";

/** How components are drawn, by name. What they get is as wild as the answer: each reads its arguments with the functions below. */
export type Drawings = Record<string, ComponentRenderer>;

export type Fields = Record<string, unknown>;

export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

export function numberOf(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A plain object's entries; none for anything else. */
export function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}

export function choiceOf<const Choice extends string>(value: unknown, choices: readonly Choice[], fallback: NoInfer<Choice>): Choice {
  return choices.find((choice) => choice === value) ?? fallback;
}

export function isElement(value: unknown): value is ElementNode {
  return fieldsOf(value).type === "element" && typeof fieldsOf(value).typeName === "string";
}

/** The arguments of the components in a list, leaving out what is none. */
export function partsOf(value: unknown): Fields[] {
  return listOf(value).flatMap((item) => (isElement(item) ? [fieldsOf(item.props)] : []));
}

/** The arguments of one component; none for anything else. */
export function partOf(value: unknown): Fields | null {
  return isElement(value) ? fieldsOf(value.props) : null;
}
