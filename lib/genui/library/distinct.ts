import { isUiNode, type UiNode, type UiValue } from "../tree";
import { list } from "./markdown-parts";

/** Returns the last touch on a component whose items are told apart by their `value`. */
export function distinctItems(key: string): (node: UiNode) => UiNode[] {
  return (node) => [{ ...node, props: { ...node.props, [key]: distinct(node.props[key], "value") } }];
}

/** Items are told apart by their key: the second of two equal keys gets a number. */
function distinct(items: UiValue | undefined, key: string): UiValue[] {
  const seen = new Set<string>();
  return list(items).map((item) => {
    if (!isUiNode(item)) return item;
    const own = item.props[key];
    const wanted = typeof own === "string" ? own : "";
    let value = wanted || "item";
    for (let count = 2; seen.has(value); count++) value = `${wanted}-${count}`;
    seen.add(value);
    return { ...item, props: { ...item.props, [key]: value } };
  });
}
