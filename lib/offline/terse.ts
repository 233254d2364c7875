import type { UiNode } from "@/lib/genui/tree";
import { isUiNode } from "@/lib/genui/tree";
import { card, paragraph, plain } from "./ui";

const TEXT_CHARS_MAX = 20_000;
const FORM =
  /^(?:please\s+)?(?:(?:reply|answer|respond|output|give(?: it)?|return|print)\b(?=.*\b(?:just|only|exactly|one|single|nothing else|brief(?:ly)?|short|concise(?:ly)?)\b).{0,120}|(?:just|only) (?:the|give|reply|answer)\b.{0,60}|(?:surname|name|number|city|symbol|word|code|value|answer) only|think\b.{0,60}|no (?:explanation|preamble|prose)\b.{0,60}|be (?:brief|concise)\b.{0,40})[.!]?$/is;

export interface Asked {
  text: string;
  /** True when nothing but the answer itself is wanted. */
  isTerse: boolean;
}

/** A question without the sentences behind it that say how to reply. */
export function withoutForm(text: string): Asked {
  if (text.length > TEXT_CHARS_MAX) return { text, isTerse: false };
  const sentences = text.split(/(?<=[.?!])\s+(?=\p{L})/u);
  let end = sentences.length;
  while (end > 1 && FORM.test(sentences[end - 1] ?? "")) end--;
  const dropped = sentences.slice(end).join(" ");
  return end === sentences.length
    ? { text, isTerse: false }
    : { text: sentences.slice(0, end).join(" "), isTerse: /\b(?:just|only|exactly|one word|single)\b/i.test(dropped) };
}

/** The answer alone, where the card holds one: its figures, with the sources they need. */
export function onlyFigures(root: UiNode): UiNode {
  const children = Array.isArray(root.props.children) ? root.props.children.filter(isUiNode) : [];
  const items = children.find(({ component }) => component === "OverviewCardBlock")?.props.items;
  const values = (Array.isArray(items) ? items.filter(isUiNode) : []).flatMap(({ props }) =>
    isUiNode(props.bottom) && typeof props.bottom.props.value === "string" ? [props.bottom.props.value] : [],
  );
  const isFigure = values.length > 0 && !children.some(({ component }) => component === "Table" || component === "Form");
  if (!isFigure) return root;
  const only = card([paragraph(plain(values.join(", ")))]);
  return root.props.sources === undefined ? only : { ...only, props: { ...only.props, sources: root.props.sources } };
}
