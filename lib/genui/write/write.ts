import { type ArgumentOrder, libraryOrder } from "../library/argument-order";
import { isUiNode, type UiNode, type UiValue } from "../tree";

/**
 * A tree as OpenUI Lang: `root = Card([…])` first, then one statement for each child of the root, each on one line, so that a reader
 * can show every child as soon as its line is there. Children that are not components stay inside the root statement.
 */
export function toStatements(root: UiNode, order: ArgumentOrder = libraryOrder): string[] {
  const children = root.props.children;
  if (!Array.isArray(children)) return [`root = ${writeNode(root, order)}`];
  const counts = new Map<string, number>();
  const statements: string[] = [];
  const items = children.map((child) => {
    if (!isUiNode(child)) return writeValue(child, order);
    const name = nextName(child.component, counts);
    statements.push(`${name} = ${writeNode(child, order)}`);
    return name;
  });
  return [`root = ${writeCall(root, order, { children: `[${items.join(", ")}]` })}`, ...statements];
}

/** One component as a call, everything inside it in place. */
export function writeNode(node: UiNode, order: ArgumentOrder = libraryOrder): string {
  return writeCall(node, order, {});
}

export function writeValue(value: UiValue, order: ArgumentOrder = libraryOrder): string {
  if (typeof value === "string") return writeString(value);
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : "null";
  if (typeof value === "boolean" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, order)).join(", ")}]`;
  if (isUiNode(value)) return writeNode(value, order);
  return `{${Object.entries(value)
    .map(([key, item]) => `${writeKey(key)}: ${writeValue(item, order)}`)
    .join(", ")}}`;
}

/** Texts that a literal holds as they are. */
const AS_IT_IS = /^[ !#-[\]-_a-~]*$/;

/** A string literal. Code fences are broken by an escape: a reader takes three backticks for the end of the program. */
export function writeString(value: string): string {
  return `"${writeStringPart(value)}"`;
}

/** The inside of a string literal; parts written one after the other make one string. */
export function writeStringPart(value: string): string {
  if (AS_IT_IS.test(value)) return value;
  const literal = JSON.stringify(value).slice(1, -1);
  return literal.includes("`") ? literal.replace(/``+|^`|`$/g, (run) => "\\u0060".repeat(run.length)) : literal;
}

function writeCall(node: UiNode, order: ArgumentOrder, written: Record<string, string>): string {
  const names = order(node.component) ?? Object.keys(node.props);
  const last = names.findLastIndex((name) => name in written || isPresent(node.props[name]));
  const args = names.slice(0, last + 1).map((name) => {
    const done = written[name];
    if (done !== undefined) return done;
    const value = node.props[name];
    return isPresent(value) ? writeValue(value, order) : "null";
  });
  return `${node.component}(${args.join(", ")})`;
}

function isPresent(value: UiValue | undefined): value is UiValue {
  return value !== undefined && value !== null;
}

function writeKey(key: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(key) && key !== "true" && key !== "false" && key !== "null" ? key : writeString(key);
}

function nextName(component: string, counts: Map<string, number>): string {
  const count = (counts.get(component) ?? 0) + 1;
  counts.set(component, count);
  return `${component.charAt(0).toLowerCase()}${component.slice(1)}${count}`;
}
