import { type Call, type Draft, isCall, isFields, isRef } from "../draft";
import { isTransparent } from "../library/alias";
import type { Catalogue } from "../library/catalogue";
import { relativeOf } from "../library/relatives";
import type { Slot } from "../library/slot";
import { matchArguments } from "../repair/arguments";
import type { Peek } from "../repair/fits";
import { repairValue } from "../repair/repair";
import type { Scope } from "../repair/scope";
import { safeNode } from "../safe/safe";
import type { UiNode, UiValue } from "../tree";
import { writeValue } from "./write";

/** What stands in a root: its children, and its other arguments by name. */
export interface RootParts {
  children: Draft[];
  rest: Map<string, Draft>;
}

/** What a root shows, whatever stands there: the root component, a wrapper, a list or a single thing. */
export function rootParts(value: Draft, catalogue: Catalogue, peek: Peek): RootParts {
  const none = new Map<string, Draft>();
  if (Array.isArray(value)) return { children: together(value, catalogue), rest: none };
  const isRoot = isCall(value) && catalogue.find(value.name)?.name === catalogue.root.name;
  const isWrapper = isCall(value) && isTransparent(value.name) && !catalogue.specs.has(value.name);
  if (!isCall(value) || (!isRoot && !isWrapper) || catalogue.root.children === null) return { children: [value], rest: none };
  const children = together(childrenOf(value, isRoot, catalogue.root.children), catalogue);
  return { children, rest: isRoot ? restOf(value, catalogue, peek) : none };
}

/** Neighbours that may not stand in a root as they are, as one: what goes around them may go around all of them. */
function together(children: readonly Draft[], catalogue: Catalogue): Draft[] {
  const isLoose = (child: Draft | undefined): child is Call => {
    const name = isCall(child) ? (catalogue.find(child.name)?.name ?? becomes(child.name)) : undefined;
    return name !== undefined && name !== catalogue.root.name && !catalogue.rootChildren.has(name);
  };
  const groups: Draft[] = [];
  let open: Draft[] | null = null;
  for (const [index, child] of children.entries()) {
    if (!isLoose(child)) open = null;
    else if (open) open.push(child);
    else if (isLoose(children[index + 1])) groups.push((open = [child]));
    if (open === null) groups.push(child);
  }
  return groups;
}

/** The component that tells one of no library here. */
function becomes(name: string): string | undefined {
  const shape = relativeOf(name)?.becomes;
  return shape && typeof shape === "object" && !Array.isArray(shape) ? shape.is : undefined;
}

function childrenOf(value: Call, isRoot: boolean, position: number): Draft[] {
  const named = value.named.find(([name]) => name === "children")?.[1];
  const props = value.args.length === 1 && isFields(value.args[0]) ? value.args[0].entries : [];
  const first = value.args[position] ?? value.args[0];
  const lists = Array.isArray(first) || isRef(first) || isCall(first) ? [] : value.args.filter(Array.isArray);
  const children = named ?? props.find(([key]) => key === "children")?.[1] ?? lists[0] ?? first ?? [];
  if (Array.isArray(children)) return children;
  // `Card(a, b)` instead of `Card([a, b])`.
  const loose = !isRef(children) && isRoot ? value.args.filter((arg) => isCall(arg) || isRef(arg)) : [];
  if (loose.length > 0) return loose;
  return isRef(children) && value.args.every(isRef) ? value.args : [children];
}

function restOf(value: Call, catalogue: Catalogue, peek: Peek): Map<string, Draft> {
  const spec = catalogue.specs.get(catalogue.root.name);
  if (!spec) return new Map();
  // What holds the children says nothing else.
  const held = value.args[catalogue.root.children ?? 0];
  const args = Array.isArray(held) ? value.args.map((arg) => (arg === held ? null : arg)) : value.args;
  const matched = matchArguments(spec, { ...value, args }, catalogue, peek);
  matched.delete(spec.params[catalogue.root.children ?? 0]?.name ?? "");
  return matched;
}

/** What a root may not be without, when nobody said it: without it there would be no root at all. */
function emptyOf(slot: Slot): UiValue | undefined {
  if (slot.kind === "text") return "";
  if (slot.kind === "number") return 0;
  if (slot.kind === "flag") return false;
  if (slot.kind === "choice") return slot.values[0];
  return slot.kind === "either" && slot.slots[0] ? emptyOf(slot.slots[0]) : undefined;
}

/** The root without its children: its other arguments, safe; what can't be read of them is left out. */
export function rootNode(rest: ReadonlyMap<string, Draft>, scope: Scope): UiNode {
  const { root, specs } = scope.catalogue;
  const props: Record<string, UiValue> = {};
  for (const [index, param] of (specs.get(root.name)?.params ?? []).entries()) {
    const draft = index === root.children ? undefined : rest.get(param.name);
    const read = draft === undefined ? undefined : repairValue(draft, param.slot, scope);
    const needed = param.required && index !== root.children ? (param.fallback ?? emptyOf(param.slot)) : undefined;
    const value = read ?? needed;
    const safe = value === undefined ? undefined : safeNode({ component: root.name, props: { [param.name]: value } }, [root.name])[0];
    const kept = safe?.props[param.name];
    if (kept !== undefined && kept !== null && !(Array.isArray(kept) && kept.length === 0)) props[param.name] = kept;
  }
  return { component: root.name, props };
}

/** The statement of the root with the names of its children. */
export function writeRootLine(names: readonly string[], rest: ReadonlyMap<string, Draft>, scope: Scope): string {
  const { root, specs, order } = scope.catalogue;
  const { props } = rootNode(rest, scope);
  const args = (specs.get(root.name)?.params ?? []).map((param, index) => {
    const value = props[param.name];
    if (index === root.children) return `[${names.join(", ")}]`;
    return value === undefined ? "null" : writeValue(value, order);
  });
  const last = args.findLastIndex((arg) => arg !== "null");
  return `root = ${root.name}(${args.slice(0, last + 1).join(", ")})`;
}
