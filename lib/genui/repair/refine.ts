import { ROOT, traitsOf } from "../library/library";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { visibleText } from "./visible";

/** What holds for single components beyond the types of their props. Returns the component, or what stands for it. */
export function refine(node: UiNode, names: readonly string[]): UiNode[] {
  const { contents, refine: refined } = traitsOf(node.component);
  if (contents?.every((name) => isEmpty(node.props[name]))) return [];
  // A second root inside the answer is its contents.
  if (node.component === ROOT && !names.includes(ROOT)) return childrenOf(node);
  return refined ? refined(node, visibleText) : [node];
}

function isEmpty(value: UiValue | undefined): boolean {
  return typeof value === "string" ? value.trim() === "" : !Array.isArray(value) || value.length === 0;
}

function childrenOf({ props }: UiNode): UiNode[] {
  return Array.isArray(props.children) ? props.children.filter(isUiNode) : [];
}
