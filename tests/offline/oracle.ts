import type { Case } from "./case";
import { childrenOf, type Element, isElement, type Outcome } from "./run";

/** Numbers the answer may show, computed from the labels alone: the inputs, their aggregates, shares, changes and counts. */
function allowed(one: Case): number[] {
  const columns = [...(one.numbers ?? []), ...(one.groups ?? [])];
  const numbers = columns.flatMap((column) => {
    const sorted = [...column].sort((a, b) => a - b);
    const total = column.reduce((a, b) => a + b, 0);
    const middle = sorted.length / 2;
    const median = sorted.length % 2 ? sorted[Math.floor(middle)] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
    const first = column[0] ?? 0;
    const changes = column.map((value) => ((value - first) / first) * 100);
    return [
      ...column,
      total,
      total / column.length,
      median ?? 0,
      column.length,
      ...column.map((value) => (value / total) * 100),
      ...changes,
    ];
  });
  const groupTotals = (one.groups ?? []).map((group) => group.reduce((a, b) => a + b, 0));
  const grand = (one.numbers ?? []).flatMap((column) => groupTotals.map((total) => (total / column.reduce((a, b) => a + b, 0)) * 100));
  const counts = Array.from({ length: Math.max(one.rows ?? 0, 8) + 1 }, (_, i) => i);
  return [...numbers, ...grand, ...counts, ...(one.extra ?? [])];
}

function* texts(value: unknown): Generator<string | number> {
  if (typeof value === "string" || typeof value === "number") yield value;
  else if (Array.isArray(value)) for (const item of value) yield* texts(item);
  else if (isElement(value)) yield* elementTexts(value);
  else if (typeof value === "object" && value !== null) for (const item of Object.values(value)) yield* texts(item);
}

function* elementTexts(element: Element): Generator<string | number> {
  if (element.typeName === "FollowUpBlock" || element.typeName === "Button" || element.typeName === "Icon") return;
  for (const [name, value] of Object.entries(element.props)) if (name !== "id") yield* texts(value);
}

/** Every number a reader sees that neither the input nor the oracle knows. */
export function strangers(one: Case, outcome: Outcome): number[] {
  const known = allowed(one);
  const said = one.turns.join(" ") + (one.result ?? "");
  const shown = childrenOf(outcome.root).flatMap((child) => [...elementTexts(child)]);
  const numbers = shown.flatMap((item) =>
    typeof item === "number"
      ? [item]
      : isFromInput(item, said)
        ? []
        : (item.match(/-?\d[\d,]*(?:\.\d+)?/g) ?? []).map((text) => Number(text.replaceAll(",", ""))),
  );
  const written = new Set((said.match(/\d+(?:\.\d+)?/g) ?? []).map(Number));
  return numbers.filter(
    (number) =>
      !written.has(Math.abs(number)) &&
      !known.some((other) => Math.abs(Math.abs(other) - Math.abs(number)) <= Math.max(0.0051, Math.abs(other) * 1e-9)),
  );
}

/** A label or cell copied from the input is no number of the engine's. */
const isFromInput = (text: string, said: string): boolean =>
  text.length < 80 && said.toLowerCase().includes(text.toLowerCase().replaceAll("\\", ""));
