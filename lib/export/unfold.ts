import { createParser } from "@openuidev/lang-core";
import { DEFAULT_UI } from "@/lib/generation/request";
import { EXPERIMENTAL, library, ROOT, traitsOf } from "@/lib/genui/library/library";
import { headingNode, titleNode } from "@/lib/genui/library/made";
import { contentOf, wrap } from "@/lib/genui/read/envelope";
import { createStage } from "@/lib/genui/stage";
import { isUiNode, type UiNode, type UiValue } from "@/lib/genui/tree";
import { toStatements } from "@/lib/genui/write/write";

/** An answer as a page of paper can show it. */
export interface Unfolded {
  /** The program in its envelope. */
  response: string;
  /** The header it began with, which is not in the program any more: a document has its own place for that. */
  header: { title: string; subtitle: string | null } | null;
  /** The first heading of anything in it; null where nothing has one. */
  heading: string | null;
}

/**
 * An answer, in its envelope or bare, checked and made safe like one that a model has just written, and laid open: nobody can click on
 * paper, so tabs and what folds stand one below the other with their titles, and what scrolls sideways doesn't. Null when there is
 * nothing in it to show.
 */
export function unfold(answer: string): Unfolded | null {
  const stage = createStage({ ...DEFAULT_UI, includedComponents: [...EXPERIMENTAL] });
  const program = stage.push(contentOf(answer)) + stage.end("whole", true);
  if (!stage.isShown) return null;
  const { root } = createParser(library.toJSONSchema(), ROOT).parse(program);
  const card = root === null ? null : toValue(root);
  if (!isUiNode(card)) return null;
  const [opened] = open(card);
  const children = opened?.props.children;
  if (!opened || !Array.isArray(children)) return null;
  const [begin, ...others] = children;
  const header = isUiNode(begin) && traitsOf(begin.component).isTitle ? begin : null;
  const shown: UiNode = { ...opened, props: { ...opened.props, children: header ? others : children } };
  return {
    response: wrap(toStatements(shown).join("\n")),
    heading: headingOf(shown),
    header: header && { title: textOf(header.props.title), subtitle: textOf(header.props.subtitle) || null },
  };
}

function open(node: UiNode): UiNode[] {
  const props = Object.fromEntries(Object.entries(node.props).map(([key, value]) => [key, openValue(value)]));
  const { heading, description } = props;
  const title: UiNode[] = heading || description ? [headingNode(heading ?? "", description ?? "")] : [];
  const panels = traitsOf(node.component).panels;
  if (panels) return [...title, ...laidOpen(props[panels.list], panels.content, panels.isSection ? titleNode : headingNode)];
  if (props.layout === "carousel") props.layout = "grid";
  if (props.type === "scrollable") props.type = "default";
  return [{ component: node.component, props }];
}

function openValue(value: UiValue): UiValue {
  if (Array.isArray(value)) return value.flatMap((item) => (isUiNode(item) ? open(item) : [openValue(item)]));
  if (isUiNode(value)) return open(value)[0] ?? null;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, openValue(item)]));
}

/** Each panel as its title and what was in it. */
function laidOpen(items: UiValue | undefined, content: string, toTitle: (text: string) => UiNode): UiNode[] {
  if (!Array.isArray(items)) return [];
  return items.filter(isUiNode).flatMap(({ props }) => {
    const title = textOf(props.triggerText ?? props.trigger);
    const inside = props[content];
    return [...(title ? [toTitle(title)] : []), ...(Array.isArray(inside) ? inside.filter(isUiNode) : [])];
  });
}

function headingOf(value: UiValue | undefined): string | null {
  if (Array.isArray(value)) return first(value, headingOf);
  if (!isUiNode(value)) return null;
  const { heading, title } = value.props;
  return textOf(heading) || textOf(title) || first(Object.values(value.props), headingOf);
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

function textOf(value: UiValue | undefined): string {
  return typeof value === "string" ? value : "";
}

/** What the parser makes of a program without expressions, as our tree. */
function toValue(parsed: unknown): UiValue {
  if (typeof parsed === "string" || typeof parsed === "number" || typeof parsed === "boolean") return parsed;
  if (Array.isArray(parsed)) return parsed.map(toValue);
  if (typeof parsed !== "object" || parsed === null) return null;
  const isElement = "typeName" in parsed && typeof parsed.typeName === "string" && "props" in parsed;
  const entries = Object.entries(isElement ? Object(parsed.props) : parsed).map(([key, value]) => [key, toValue(value)] as const);
  const values: Record<string, UiValue> = Object.fromEntries(entries);
  return isElement ? { component: String(parsed.typeName), props: values } : values;
}
