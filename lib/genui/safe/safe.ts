import { rasterPicture } from "@/lib/generation/picture";
import { clipped } from "@/lib/text";
import { TEXT, traitsOf } from "../library/library";
import { PICTURE_WORDS, textNode } from "../library/made";
import { remembered } from "../remembered";
import { isUiNode, type UiNode, type UiValue } from "../tree";
import { isForeign, safeUrl } from "../url";
import { safeMarkdown } from "./markdown";

const TEXT_CHARS_MAX = 20_000;
const LABEL_CHARS_MAX = 1000;
const CELL_URL_CHARS_MAX = 200;
const PATTERN_CHARS_MAX = 100;
const LIST_MAX = 500;

/** Texts in which nothing is unseen, as most are. */
const PLAIN = /^[\n\t -~]*$/;
/** A line of plain words, in which nothing is unseen and no mark of Markdown stands that matters. */
const QUIET = /^[A-Za-z][ "-;=-Z\\^_a-}]*$/;
/** Controls but for line feed and tab, marks that turn the direction of text, and halves of characters. */
const UNSEEN = /(?![\n\t])\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;
/** Props of a component that load something: only addresses on the same site stay. */
const LOADED = new Set(["src", "bgImageSrc"]);
/** Props that a reader never sees as Markdown. */
const VERBATIM = new Set(["name", "value", "id", "key", "type", "variant", "language"]);
/** Props that hold code, which is shown as it is. */
const CODE = new Set(["codeString", "code"]);

/**
 * Makes a valid tree safe to show anywhere, whatever the client does with it: no address but http, https, mailto and relative ones, nothing
 * that loads from another site (a picture becomes a link), no hidden or turned text, bounded lengths. `names` are the components allowed in
 * the place of the node.
 */
export function safeNode(node: UiNode, names: readonly string[]): UiNode[] {
  const linked = withoutForeignImages(node, names);
  if (linked.length !== 1 || linked[0] !== node) return linked.flatMap((part) => safeNode(part, names));
  const parts = names.includes(node.component) ? partsOf(node) : [node];
  if (parts.length > 1) return parts.flatMap((part) => safeNode(part, names));
  const props: Record<string, UiValue> = {};
  for (const [key, value] of Object.entries(node.props)) {
    const safe = safeProp(node.component, key, value);
    if (safe !== undefined) props[key] = safe;
  }
  return [{ component: node.component, props }];
}

/** A component that is nothing but one text, as several of them when it is too long for one. */
function partsOf(node: UiNode): UiNode[] {
  const text = node.props.text;
  if (typeof text !== "string" || text.length <= TEXT_CHARS_MAX || Object.keys(node.props).some((key) => key !== "text" && key !== "size"))
    return [node];
  const parts: UiNode[] = [];
  for (let at = 0; at < text.length; ) {
    const rest = text.slice(at, at + TEXT_CHARS_MAX);
    const end = at + rest.length >= text.length ? rest.length : Math.max(rest.lastIndexOf("\n"), rest.lastIndexOf(" ")) + 1 || rest.length;
    parts.push({ component: node.component, props: { ...node.props, text: rest.slice(0, end) } });
    at += end;
  }
  return parts;
}

/** Text for a reader: nothing unseen in it, and not endless. */
export function safeText(text: string, charsMax: number = TEXT_CHARS_MAX): string {
  const clean = PLAIN.test(text) ? text : text.replace(/\r\n?|[\u2028\u2029]/g, "\n").replace(UNSEEN, "");
  return clipped(clean, charsMax);
}

function safeProp(component: string, key: string, value: UiValue): UiValue | undefined {
  if (LOADED.has(key)) return typeof value === "string" ? ownUrl(value) : undefined;
  if (key === "imagesSrc")
    return Array.isArray(value) ? value.map((url) => (typeof url === "string" ? (ownUrl(url) ?? "") : "")) : undefined;
  if (key === "action") return safeAction(value);
  if (key === "rules") return safeRules(value);
  if (key === "sources") return safeSources(value);
  const { cellsIn, isPanel } = traitsOf(component);
  if (key === cellsIn) return safeCells(value);
  if (isPanel && (key === "children" || key === "content") && Array.isArray(value)) {
    return value.filter(isUiNode).flatMap((child) => safeNode(child, [child.component, TEXT]));
  }
  return safeValue(value, key);
}

function safeValue(value: UiValue, key: string): UiValue {
  if (typeof value === "string") return safeString(value, key);
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value))
    return value.slice(0, LIST_MAX).flatMap((item) => (isUiNode(item) ? safeNode(item, placesOf(item, key)) : [safeValue(item, key)]));
  if (isUiNode(value)) return safeNode(value, [value.component])[0] ?? null;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      safeText(name, LABEL_CHARS_MAX),
      isAddress(name) && typeof item === "string" ? ((LOADED.has(name) ? ownUrl(item) : safeUrl(item)) ?? "") : safeValue(item, name),
    ]),
  );
}

/** What may stand where a component of a list stands: where there are contents, its words too. */
function placesOf(item: UiNode, key: string): string[] {
  return key === "children" || key === "content" ? [item.component, TEXT] : [item.component];
}

function safeString(value: string, key: string): string {
  if (isAddress(key)) return safeUrl(value) ?? "";
  if (QUIET.test(value) && value.length <= LABEL_CHARS_MAX) return value;
  if (VERBATIM.has(key)) return safeText(value, LABEL_CHARS_MAX);
  if (CODE.has(key)) return safeText(value);
  return safeMarkdown(safeText(value));
}

/** Props of custom components are named as their author likes: whatever is called an address is treated as one. */
const isAddress = remembered((key) => /(?:^|_|[a-z])(?:url|href|src|link)s?$/i.test(key) && !/hyperlink_?text$/i.test(key));

function ownUrl(value: string): string | undefined {
  const url = rasterPicture(value) ?? safeUrl(value);
  return url === null || (isForeign(url) && !url.startsWith("data:")) ? undefined : url;
}

function safeAction(value: UiValue): UiValue | undefined {
  if (isUiNode(value)) return value.component === "Action" ? safeValue(value, "steps") : undefined;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  if (value.type !== "open_url") return safeValue(value, "action");
  const url = typeof value.url === "string" ? safeUrl(value.url) : null;
  return url === null ? undefined : { type: "open_url", url };
}

/** A pattern runs in the reader's browser at every key press: what could run for ever is left out. */
function safeRules(value: UiValue): UiValue | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value) || isUiNode(value)) return undefined;
  const { pattern, ...rest } = value;
  return typeof pattern === "string" && isTamePattern(pattern) ? { ...rest, pattern } : rest;
}

function isTamePattern(pattern: string): boolean {
  const unbounded = pattern.match(/[*+]|\{\d+,\d*\}/g)?.length ?? 0;
  if (pattern.length > PATTERN_CHARS_MAX || unbounded > 3 || /[)][*+{]|\\[1-9]|\(\?</.test(pattern)) return false;
  try {
    return new RegExp(pattern).source !== "";
  } catch {
    return false;
  }
}

/** The client fetches the icon of a source's site from a third party: the address is told as text. */
function safeSources(value: UiValue): UiValue | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.slice(0, 50).flatMap((source): UiValue[] => {
    if (typeof source !== "object" || source === null || Array.isArray(source) || isUiNode(source)) return [];
    const text = (key: string): string => (typeof source[key] === "string" ? safeMarkdown(safeText(source[key], LABEL_CHARS_MAX)) : "");
    const url = typeof source.url === "string" ? (safeUrl(source.url) ?? "") : "";
    const address = url
      .replace(/^https?:\/\/(www\.)?/i, "")
      .replace(/\/$/, "")
      .slice(0, 120);
    const name = text("sourceName");
    return [
      {
        title: text("title"),
        sourceName: address === "" || name.includes(address) ? name : name === "" ? address : `${name} · ${address}`,
      },
    ];
  });
}

/** The client checks an address cell with an expression that takes exponential time: long ones are cut, strange ones emptied. */
function safeCells(value: UiValue): UiValue {
  if (!Array.isArray(value)) return [];
  return value.slice(0, LIST_MAX).map((row) => {
    if (typeof row !== "object" || row === null || Array.isArray(row) || isUiNode(row)) return row;
    const values = Array.isArray(row.values) ? row.values.map((cell) => (typeof cell === "string" ? safeCell(cell) : cell)) : [];
    return { id: typeof row.id === "string" ? safeText(row.id, LABEL_CHARS_MAX) : "", values };
  });
}

function safeCell(cell: string): string {
  const text = safeMarkdown(safeText(cell, LABEL_CHARS_MAX));
  if (!/^[a-z][a-z0-9+.-]*:/i.test(text) && !/^\w{14,}/.test(text)) return text;
  if (/\s/.test(text) && !/^\s*[a-z]+:/i.test(text)) return text;
  const url = safeUrl(text.slice(0, CELL_URL_CHARS_MAX));
  return url !== null && URL.canParse(url, "https://example.com") && !/(?<![a-z0-9-])[a-z0-9-]{13,}[^a-z0-9./?#:_-]/i.test(url) ? url : "";
}

/** A picture from elsewhere is not fetched: its words stay, as a link where text may stand. */
function withoutForeignImages(node: UiNode, names: readonly string[]): UiNode[] {
  const { picture } = traitsOf(node.component);
  if (!picture || !names.includes(TEXT)) return [node];
  const [words, address] = [node.props[picture.words], node.props[picture.address]];
  if (!picture.isMany) return isLoadable(address) ? [node] : [textNode(link(words, address))];
  if (words === undefined) return [node];
  const addresses = Array.isArray(address) ? address : [];
  if (addresses.length > 0 && addresses.every(isLoadable)) return [node];
  const texts = Array.isArray(words) ? words : [];
  const lines = Array.from({ length: Math.max(addresses.length, texts.length) }, (_, at) => `- ${link(texts[at], addresses[at])}`);
  return [textNode(lines.slice(0, 100).join("\n"))];
}

function isLoadable(value: UiValue | undefined): boolean {
  return typeof value === "string" && ownUrl(value) !== undefined;
}

function link(alt: UiValue | undefined, src: UiValue | undefined): string {
  const words = (typeof alt === "string" && alt.trim() ? alt : PICTURE_WORDS).replace(/[[\]()<>\\]/g, " ");
  const url = typeof src === "string" ? safeUrl(src) : null;
  return url === null ? words : `[${words}](${url})`;
}
