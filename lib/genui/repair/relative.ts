import { type Call, type Draft, isCall, isFields } from "../draft";
import { type Relative, relativeOf, type Shape } from "../library/relatives";
import type { Param } from "../library/slot";
import { isNumeric } from "../read/numbers";
import { matchNames } from "./names";
import type { Peek } from "./fits";

const ARGUMENT = /\$(\d)/g;
const DIRECTIONS = new Set(["up", "down", "neutral", "flat", "positive", "negative", "increase", "decrease", "stable"]);
/** The name of a language of code. */
const LANGUAGE = /^[A-Za-z][\w+#.-]{0,19}$/;

/**
 * A call of a component that is told by others as a call of those, an empty list when it is nothing to be seen; null when nothing is known
 * of it, or its most important argument is missing.
 */
export function toldBy(call: Call, peek: Peek): Draft | null {
  const relative = relativeOf(call.name);
  if (!relative) return null;
  if (relative.becomes === null) return [];
  const values = argumentsOf(relative, call, peek);
  return values[1] === undefined ? null : fill(relative.becomes, values);
}

function argumentsOf({ takes }: Relative, call: Call, peek: Peek): (string | number | undefined)[] {
  const params = takes.map(([name = ""]): Param => ({ name, slot: { kind: "any" }, required: false, fallback: undefined }));
  const only = call.args.length === 1 ? peek(call.args[0]) : undefined;
  const given = [...call.named, ...(isFields(only) ? only.entries : [])];
  const entries = given.map(([key, value]): [string, Draft] => [
    takes.find((names) => names.some((name) => same(name, key)))?.[0] ?? key,
    value,
  ]);
  const named = matchNames(
    params,
    entries.filter(([, value]) => !isDirection(peek(value))),
  );
  const args = isFields(only) ? [] : call.args.map((arg) => peek(arg) ?? null);
  const plain = [...inOrder(args, takes[0]?.[0] ?? "")];
  return params.map(({ name }) => textOf(peek(named.has(name) ? named.get(name) : plain.shift())));
}

/** The figure stands second, and code after its language, whichever was written first. */
function inOrder(args: readonly Draft[], first: string): Draft[] {
  const [one = null, two, ...rest] = args;
  if (two === undefined) return first === "language" || isNumeric(one) ? ["", one] : args.slice();
  const isTurned = first === "language" ? !isLanguage(one) && isLanguage(two) : isNumeric(one) && !isNumeric(two);
  return isTurned ? [two, one, ...rest] : args.slice();
}

function isLanguage(draft: Draft): boolean {
  return typeof draft === "string" && LANGUAGE.test(draft);
}

/** A word for where a figure goes, which says nothing beside it. */
function isDirection(draft: Draft | undefined): boolean {
  return typeof draft === "string" && DIRECTIONS.has(draft.toLowerCase());
}

function textOf(draft: Draft | undefined): string | number | undefined {
  if (typeof draft === "string" || typeof draft === "number") return draft;
  // A change that is given as a record: its figure.
  if (isFields(draft)) return textOf(draft.entries.find(([key]) => key === "value")?.[1]);
  return isCall(draft) ? textOf(draft.args[0] ?? draft.named[0]?.[1]) : undefined;
}

function fill(shape: Shape, values: readonly (string | number | undefined)[]): Draft {
  if (shape === null) return null;
  if (typeof shape === "string") {
    const alone = /^\$(\d)$/.exec(shape)?.[1];
    if (alone !== undefined) return values[Number(alone)] ?? null;
    return filled(shape, values);
  }
  if (Array.isArray(shape)) return shape.map((item) => fill(item, values));
  const { is, ...props } = shape;
  const entries = Object.entries(props).map(([name, value]): [string, Draft] => [name, fill(value ?? null, values)]);
  return is === "" ? { kind: "fields", entries } : { kind: "call", name: is, args: [], named: entries };
}

/** A text with its arguments; a percent sign stands only behind a bare number. */
function filled(shape: string, values: readonly (string | number | undefined)[]): string {
  const text = shape.replace(ARGUMENT, (_, index: string) => String(values[Number(index)] ?? ""));
  return shape.endsWith("%") && !/^\d+(?:\.\d+)?%$/.test(text) ? text.slice(0, -1) : text;
}

function same(name: string, key: string): boolean {
  return name.toLowerCase() === key.toLowerCase().replace(/[^a-z0-9]/g, "");
}
