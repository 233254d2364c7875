import { type Draft, DYNAMIC, type ExpressionNode as Ast, isCall, isExpression, isFields, isRef } from "../draft";
import { NAMED_KEY } from "./token";

type Lower = (node: Ast) => Draft;
type Names = ReadonlyMap<string, Draft>;

const ITEMS_MAX = 200;
const TEXT_CHARS_MAX = 20_000;
const DEPTH_MAX = 60;

/** What expressions are worked out with: the values of names, how a part is read, and how much more may be made. */
export interface World {
  resolve: (name: string) => Draft | undefined;
  lower: Lower;
  left: number;
}

/**
 * What an expression comes to with the values that stand in the program: state as it begins, data of a query as its default. What nothing is
 * known of is null, as for a running program; what would be too much is left out. Components and data in it stay as they are.
 */
export function evaluated(node: Ast, world: World, names: Names = new Map(), depth = 0): Draft {
  if (depth > DEPTH_MAX || world.left-- <= 0) return DYNAMIC;
  const of = (part: Ast): Draft => evaluated(part, world, names, depth + 1);
  const known = (part: Ast): Draft => settled(of(part), world, depth);
  switch (node.k) {
    case "Ref":
    case "StateRef":
    case "RuntimeRef":
      return names.get(node.n) ?? valueOf(node.n, world) ?? { kind: "ref", name: node.n };
    case "Arr":
      return node.els.map(of);
    case "Obj":
      return { kind: "fields", entries: node.entries.map(([key, value]) => [key, of(value)]) };
    case "Comp":
      return call(node, world, names, of, known, depth);
    case "BinOp":
      return binary(node.op, known, node.left, node.right);
    case "UnaryOp":
      return node.op === "-" ? negated(known(node.operand)) : !isTrue(known(node.operand));
    case "Ternary":
      return isTrue(known(node.cond)) ? of(node.then) : of(node.else);
    case "Member":
      return member(known(node.obj), node.field, world);
    case "Index": {
      const index = known(node.index);
      return typeof index === "number" ? (listOf(known(node.obj))[index] ?? null) : member(known(node.obj), textOf(index), world);
    }
    case "Assign":
      return DYNAMIC;
    case "Str":
    case "Num":
    case "Bool":
    case "Null":
    case "Ph":
      return world.lower(node);
  }
}

function valueOf(name: string, world: World): Draft | undefined {
  const value = world.resolve(name);
  return value === undefined || isCall(value) ? undefined : settled(value, world, 0);
}

/** A value that is followed to what it stands for. */
function settled(draft: Draft, world: World, depth: number): Draft {
  let value: Draft = draft;
  for (let hop = 0; hop < 20 && isRef(value); hop++) value = world.resolve(value.name) ?? null;
  if (isExpression(value)) return evaluated(value.node, world, new Map(), depth + 1);
  return value;
}

function call(
  node: Extract<Ast, { k: "Comp" }>,
  world: World,
  names: Names,
  of: (part: Ast) => Draft,
  known: (part: Ast) => Draft,
  depth: number,
): Draft {
  const [first, second, third] = node.args;
  if (node.name === "Query") return third ? of(third) : null;
  if (node.name === "Mutation") return null;
  if (node.name === "Each" && first && second && third) {
    const name = second.k === "Str" ? second.v : second.k === "Ref" ? second.n : "";
    const items = listOf(known(first)).slice(0, ITEMS_MAX);
    return items.map((item) => evaluated(third, world, new Map([...names, [name, settled(item, world, depth)]]), depth + 1));
  }
  const builtin = FUNCTIONS[node.name];
  if (builtin) return builtin(node.args.map(known), world);
  const lowered = world.lower({ ...node, args: [] });
  if (!isCall(lowered)) return lowered;
  const isNamed = (arg: Ast): arg is Extract<Ast, { k: "Obj" }> => arg.k === "Obj" && arg.entries[0]?.[0] === NAMED_KEY;
  const named = node.args.filter(isNamed).flatMap(({ entries }) => entries.slice(1));
  return {
    ...lowered,
    args: node.args.filter((arg) => !isNamed(arg)).map(of),
    named: named.map(([key, value]): [string, Draft] => [key, of(value)]),
  };
}

/** A value with every expression in it worked out. */
export function withoutExpressions(draft: Draft, world: World, depth = 0): Draft {
  if (typeof draft !== "object" || draft === null || depth > DEPTH_MAX) return draft;
  const each = (item: Draft): Draft => withoutExpressions(item, world, depth + 1);
  const entry = ([key, item]: [string, Draft]): [string, Draft] => [key, each(item)];
  if (Array.isArray(draft)) return draft.map(each);
  if (draft.kind === "expression") return each(evaluated(draft.node, world));
  if (draft.kind === "call") return { ...draft, args: draft.args.map(each), named: draft.named.map(entry) };
  return draft.kind === "fields" ? { ...draft, entries: draft.entries.map(entry) } : draft;
}

/** Whether a value has an expression in it. */
export function holdsExpression(draft: Draft): boolean {
  if (typeof draft !== "object" || draft === null) return false;
  if (Array.isArray(draft)) return draft.some(holdsExpression);
  if (draft.kind === "call") return draft.args.some(holdsExpression) || draft.named.some(([, item]) => holdsExpression(item));
  return draft.kind === "expression" || (draft.kind === "fields" && draft.entries.some(([, item]) => holdsExpression(item)));
}

const FUNCTIONS: Record<string, (args: Draft[], world: World) => Draft> = {
  Count: ([list]) => listOf(list).length,
  Sum: ([list]) => numbersOf(list).reduce((sum, one) => sum + one, 0),
  Avg: ([list]) => {
    const numbers = numbersOf(list);
    return numbers.length === 0 ? 0 : numbers.reduce((sum, one) => sum + one, 0) / numbers.length;
  },
  Min: ([list]) => extreme(numbersOf(list), (one, two) => Math.min(one, two)),
  Max: ([list]) => extreme(numbersOf(list), (one, two) => Math.max(one, two)),
  First: ([list]) => listOf(list)[0] ?? null,
  Last: ([list]) => listOf(list).at(-1) ?? null,
  Take: ([list, count]) => listOf(list).slice(0, typeof count === "number" ? Math.max(0, count) : 0),
  Round: ([value, digits]) => rounded(value, typeof digits === "number" ? digits : 0),
  Abs: ([value]) => (typeof value === "number" ? Math.abs(value) : null),
  Floor: ([value]) => (typeof value === "number" ? Math.floor(value) : null),
  Ceil: ([value]) => (typeof value === "number" ? Math.ceil(value) : null),
  Sort: ([list, field, direction], world) => {
    const sign = direction === "desc" ? -1 : 1;
    const key = (item: Draft): Draft => (typeof field === "string" && field !== "" ? member(item, field, world) : item);
    return listOf(list).toSorted((one, two) => sign * compared(key(one), key(two)));
  },
  Filter: ([list, field, op, wanted], world) =>
    listOf(list).filter((item) => compare(textOf(op ?? ""), typeof field === "string" ? member(item, field, world) : item, wanted ?? null)),
};

function binary(op: string, known: (part: Ast) => Draft, left: Ast, right: Ast): Draft {
  const one = known(left);
  if (op === "&&") return isTrue(one) ? known(right) : one;
  if (op === "||") return isTrue(one) ? one : known(right);
  const two = known(right);
  if (op === "+" && (typeof one === "string" || typeof two === "string")) return joined(one, two);
  if (!"+-*/%".includes(op)) return compare(op, one, two);
  if (typeof one !== "number" || typeof two !== "number") return typeof one === "object" || typeof two === "object" ? null : DYNAMIC;
  const value = op === "+" ? one + two : op === "-" ? one - two : op === "*" ? one * two : op === "/" ? one / two : one % two;
  return Number.isFinite(value) ? value : 0;
}

function joined(one: Draft, two: Draft): Draft {
  const text = textOf(one) + textOf(two);
  return text.length > TEXT_CHARS_MAX ? DYNAMIC : text;
}

function compare(op: string, one: Draft, two: Draft): boolean {
  if (op === "==" || op === "===") return isSame(one, two);
  if (op === "!=" || op === "!==") return !isSame(one, two);
  if (op === "contains") return Array.isArray(one) ? one.some((item) => isSame(item, two)) : textOf(one).includes(textOf(two));
  const order = compared(one, two);
  return op === "<" ? order < 0 : op === ">" ? order > 0 : op === "<=" ? order <= 0 : op === ">=" ? order >= 0 : false;
}

function compared(one: Draft, two: Draft): number {
  if (typeof one === "number" && typeof two === "number") return one - two;
  const [left, right] = [textOf(one), textOf(two)];
  const [first, second] = [Number(left), Number(right)];
  if (left !== "" && right !== "" && !Number.isNaN(first) && !Number.isNaN(second)) return first - second;
  return left < right ? -1 : left > right ? 1 : 0;
}

function isSame(one: Draft, two: Draft): boolean {
  return one === two || (typeof one !== "object" && typeof two !== "object" && String(one) === String(two));
}

function isTrue(value: Draft): boolean {
  return Array.isArray(value)
    ? value.length > 0
    : typeof value === "object"
      ? value !== null && (isFields(value) || isCall(value))
      : Boolean(value);
}

function negated(value: Draft): Draft {
  return typeof value === "number" ? -value : DYNAMIC;
}

function rounded(value: Draft | undefined, digits: number): Draft {
  const factor = 10 ** Math.min(12, Math.max(0, digits));
  return typeof value === "number" ? Math.round(value * factor) / factor : null;
}

function extreme(numbers: readonly number[], pick: (one: number, two: number) => number): Draft {
  return numbers.length === 0 ? 0 : numbers.reduce(pick);
}

/** A member of an object; of a list, that of each of its entries. */
function member(value: Draft, field: string, world: World): Draft {
  if (Array.isArray(value)) {
    if (field === "length") return value.length;
    world.left -= value.length;
    return value.map((item) => member(settled(item, world, 0), field, world));
  }
  return isFields(value) ? (value.entries.find(([key]) => key === field)?.[1] ?? null) : null;
}

function listOf(value: Draft | undefined): Draft[] {
  return Array.isArray(value) ? value : [];
}

function numbersOf(value: Draft | undefined): number[] {
  return listOf(value).flatMap((item) => (typeof item === "number" ? [item] : []));
}

function textOf(value: Draft): string {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}
