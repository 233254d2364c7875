import type { Catalogue } from "../library/catalogue";
import { genericMarkdown } from "../library/generic-markdown";
import { block, oneLine, stack } from "../library/markdown-text";
import type { Sheet } from "../library/sheet";
import { isUiNode, type UiNode, type UiValue } from "../tree";

/** Below the title of the whole answer. */
const LEVEL = 2;

/** A valid and safe component as Markdown, each component as its definition says; empty when there is nothing to be read. */
export function markdownOf(node: UiNode, catalogue: Catalogue): string {
  return sheetOf(catalogue, LEVEL).blocks(node);
}

function sheetOf(catalogue: Catalogue, level: number): Sheet {
  const sheet: Sheet = {
    level,
    blocks: (value) => (Array.isArray(value) ? stack(sheet.each(value)) : one(value, catalogue, sheet)),
    line: (value) => oneLine(sheet.blocks(value)),
    each: (value) => (Array.isArray(value) ? value.map((item) => one(item, catalogue, sheet)) : []),
    below: (levels) => sheetOf(catalogue, level + levels),
  };
  return sheet;
}

function one(value: UiValue | undefined, catalogue: Catalogue, sheet: Sheet): string {
  if (typeof value === "string" || typeof value === "number") return block(String(value));
  if (value === undefined || !isUiNode(value)) return "";
  return (catalogue.specs.get(value.component)?.markdown ?? genericMarkdown)(value.props, sheet);
}
