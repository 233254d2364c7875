import { type Draft, isCall, isFields, isRef } from "../draft";
import { traitsOf } from "../library/library";
import { isUiNode, type UiNode, type UiValue } from "../tree";

/** Props whose values a reader never sees as words. */
export const SILENT: ReadonlySet<string> = new Set([
  "name",
  "type",
  "variant",
  "size",
  "layout",
  "src",
  "url",
  "id",
  "icon",
  "triggerIcon",
  "rules",
  "action",
  "unit",
  "mode",
  "direction",
  "imagesSrc",
  "bgImageSrc",
  "bgColor",
  "gap",
  "shape",
  "iconVariant",
  "iconSize",
  "subtextVariant",
  "rightVariant",
  "defaultValue",
  "category",
  "key",
  "placeholder",
]);

/** The words of a component, one line a text; numbers of charts are left out. */
export function visibleText(value: UiValue, key = ""): string {
  return lines(value, key).join("\n");
}

function lines(value: UiValue, key: string): string[] {
  if (SILENT.has(key)) return [];
  if (typeof value === "string") return value.trim() ? [value] : [];
  if (typeof value === "number") return key === "value" ? [String(value)] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    const texts = value.map((item) => visibleText(item, key)).filter(Boolean);
    return value.every((item) => typeof item !== "object" || item === null) && texts.length > 0 ? [texts.join(", ")] : texts;
  }
  if (isUiNode(value)) return traitsOf(value.component).isMute ? [] : entries(value);
  return Object.entries(value).flatMap(([name, item]) => lines(item, name));
}

function entries(node: UiNode): string[] {
  const { isValueRead } = traitsOf(node.component);
  return Object.entries(node.props).flatMap(([name, item]) => (name === "value" && !isValueRead ? [] : lines(item, name)));
}

/** Where a text ends that is made of repetitions, and the search for it. */
const CHARS_MAX = 200_000;
const VISITS_MAX = 20_000;

/** The words in something of which only the arguments are known: single lowercase words read as settings unless nothing else is there. */
export function draftText(draft: Draft, resolve: (name: string) => Draft | undefined): string {
  const texts: string[] = [];
  const words: string[] = [];
  let chars = 0;
  let visits = 0;
  const visit = (value: Draft | undefined, depth: number): void => {
    if (depth > 12 || texts.length > 200 || chars > CHARS_MAX || ++visits > VISITS_MAX) return;
    if (value === undefined || value === null) return;
    if (typeof value === "string") chars += value.length + 1;
    if (typeof value === "string") (/^(#|[a-z]+:|\/)?[a-z0-9_.-]*$/.test(value.trim()) ? words : texts).push(value.trim());
    if (typeof value === "number") texts.push(String(value));
    if (typeof value !== "object") return;
    for (const part of partsOf(value)) visit(part, depth + 1);
    if (isRef(value)) visit(resolve(value.name), depth + 3);
  };
  visit(draft, 0);
  return (texts.length > 0 ? texts : words).filter(Boolean).join("\n");
}

function partsOf(draft: Draft): Draft[] {
  if (Array.isArray(draft)) return draft;
  if (isCall(draft)) return [...draft.args, ...draft.named.map(([, value]) => value)];
  return isFields(draft) ? draft.entries.flatMap(([name, value]) => (SILENT.has(name) ? [] : [value])) : [];
}
