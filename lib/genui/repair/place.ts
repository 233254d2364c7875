import { type Catalogue, type ComponentSpec, childNames } from "../library/catalogue";
import { TEXT, traitsOf } from "../library/library";
import { textNode } from "../library/made";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { fill } from "./fill";
import { visibleText } from "./visible";

/** What was put around something, and which of its props nobody wrote, each with what it takes. */
const holders = new WeakMap<UiNode, Map<string, readonly string[]>>();

/** A component where only `names` are allowed: as it is, as its nearest relative, inside what may hold it, or taken apart. */
export function place(node: UiNode, names: readonly string[], catalogue: Catalogue, depth = 0): UiNode[] {
  if (names.includes(node.component)) return [node];
  const traits = traitsOf(node.component);
  for (const [name, props] of Object.entries(traits.standIns ?? {})) {
    if (names.includes(name) && catalogue.specs.has(name)) return [{ component: name, props: renamed(node.props, props) }];
  }
  if (!traits.isPart && depth < 3) {
    for (const spec of catalogue.holders(node.component)) {
      const holder = hold(node, spec, catalogue);
      if (!holder) continue;
      const placed = names.includes(spec.name)
        ? [holder]
        : place(holder, names, catalogue, depth + 1).filter((part) => part.component !== TEXT);
      if (placed.length > 0) return placed;
    }
  }
  return depth === 0 ? takenApart(node, names, catalogue) : [];
}

function hold(node: UiNode, spec: ComponentSpec, catalogue: Catalogue): UiNode | null {
  const slot = spec.params.find((param) => childNames(param.slot).includes(node.component));
  if (!slot) return null;
  const props: Record<string, UiValue> = { [slot.name]: slot.slot.kind === "list" ? [node] : node };
  const filled = new Map<string, readonly string[]>();
  for (const param of spec.params) {
    if (!param.required || param.name in props) continue;
    const value = fill(spec, param, props, catalogue);
    if (value === undefined) return null;
    props[param.name] = value;
    filled.set(param.name, childNames(param.slot));
  }
  const holder: UiNode = { component: spec.name, props: inOrder(spec, props) };
  holders.set(holder, filled);
  return holder;
}

function takenApart(node: UiNode, names: readonly string[], catalogue: Catalogue): UiNode[] {
  const parts: UiNode[] = [];
  let rest: Record<string, UiValue> = {};
  const flush = (): void => {
    const text = visibleText({ component: node.component, props: rest });
    if (text && names.includes(TEXT)) parts.push(textNode(text));
    rest = {};
  };
  for (const [key, value] of Object.entries(node.props)) {
    const children = Array.isArray(value) ? value.filter(isUiNode) : isUiNode(value) && !traitsOf(value.component).isMute ? [value] : [];
    if (children.length === 0) {
      rest[key] = value;
      continue;
    }
    flush();
    parts.push(...children.flatMap((child) => place(child, names, catalogue)));
  }
  flush();
  return joined(parts);
}

/** Neighbours that were put into the same kind of holder share one, and what one of them lacks the next may be. */
export function joined(nodes: UiNode[]): UiNode[] {
  const result: UiNode[] = [];
  for (const node of nodes) {
    const last = result.at(-1);
    const lists = last && last.component === node.component && holders.has(last) && holders.has(node) ? heldLists(last, node) : null;
    if (lists) lists.into.push(...lists.from);
    else if (!last || !holders.has(node) || !completes(last, node)) result.push(node);
  }
  return result;
}

/** Puts a component where another has a part that nobody wrote; false when there is no such place. */
function completes(holder: UiNode, node: UiNode): boolean {
  const filled = holders.get(holder);
  const name = [...(filled ?? [])].find(([, names]) => names.includes(node.component))?.[0];
  if (name === undefined) return false;
  holder.props[name] = node;
  filled?.delete(name);
  return true;
}

function heldLists(last: UiNode, node: UiNode): { into: UiValue[]; from: UiValue[] } | null {
  for (const [key, into] of Object.entries(last.props)) {
    const from = node.props[key];
    if (Array.isArray(into) && into.some(isUiNode) && Array.isArray(from)) return { into, from };
  }
  return null;
}

function renamed(props: Record<string, UiValue>, names: Readonly<Record<string, string>>): Record<string, UiValue> {
  return Object.fromEntries(
    Object.entries(names).flatMap(([from, to]): [string, UiValue][] => (props[from] === undefined ? [] : [[to, props[from]]])),
  );
}

function inOrder(spec: ComponentSpec, props: Record<string, UiValue>): Record<string, UiValue> {
  return Object.fromEntries(
    spec.params.flatMap((param): [string, UiValue][] => (props[param.name] === undefined ? [] : [[param.name, props[param.name] ?? null]])),
  );
}
