import { HTMLElement, type Node, NodeType, parse } from "node-html-parser";
import type { Block, ReadDocument } from "./document";

/** What a reader of the page does not see as text. */
const UNSEEN = new Set(
  "script style template noscript head iframe object embed svg math canvas audio video select option button input textarea".split(" "),
);
const BLOCKS = new Set(
  "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const DOCTYPE = /^\s*<!doctype[^>]*>/i;
const HIDDEN = /(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)/i;
/** Deeper than a page is nested; what is deeper still is left out. */
const DEPTH_MAX = 400;

/** Returns the text of a page in headings and paragraphs. Nothing of it is run or fetched, and what is hidden is left out. */
export function readHtml(html: string): ReadDocument {
  const reader = new PageReader();
  reader.walk(
    parse(html.replace(DOCTYPE, ""), { comment: false, blockTextElements: { script: false, style: false, noscript: false, pre: true } }),
    0,
  );
  reader.endBlock();
  return { blocks: reader.blocks };
}

class PageReader {
  readonly blocks: Block[] = [];
  private text = "";
  private level: number | undefined;
  private cells: string[] | null = null;

  walk(node: Node, depth: number): void {
    if (node.nodeType === NodeType.TEXT_NODE) {
      this.text += node.text;
      return;
    }
    if (!(node instanceof HTMLElement) || depth > DEPTH_MAX) return;
    const name = (node.rawTagName ?? "").toLowerCase();
    if (UNSEEN.has(name) || isHidden(node)) return;
    if (name === "br") this.text += "\n";
    const isBlock = BLOCKS.has(name);
    if (isBlock) this.endBlock();
    if (/^h[1-6]$/.test(name)) this.level = Number(name[1]);
    if (name === "tr") this.cells = [];
    for (const child of node.childNodes) this.walk(child, depth + 1);
    if (isBlock) this.endBlock();
    if (name !== "tr" || !this.cells) return;
    if (this.cells.length > 0) this.blocks.push({ text: this.cells.join(" | ") });
    this.cells = null;
  }

  endBlock(): void {
    const text = this.text
      .split("\n")
      .map((line) => line.trim().replace(/[ \t\u00a0]+/g, " "))
      .filter((line) => line !== "")
      .join("\n");
    const { level } = this;
    this.text = "";
    this.level = undefined;
    if (text === "") return;
    if (this.cells) this.cells.push(text);
    else this.blocks.push(level === undefined ? { text } : { text, level });
  }
}

function isHidden(node: HTMLElement): boolean {
  return node.hasAttribute("hidden") || HIDDEN.test(node.getAttribute("style") ?? "");
}
