import type { Source, Sources } from "@/lib/generation/sources";
import { wholeLength } from "@/lib/text";
import { escape } from "./read/envelope";
import { isUiNode, type UiNode, type UiValue } from "./tree";

/** A mark: `[3]`, `[3, 4]`, also with the address that a model wrote behind it, and as some models set it: `【3†source】`. */
const MARK = /\[((?:\^?\d{1,3})(?:\s?,\s?\^?\d{1,3}){0,9})\](?:\([^()\s]{0,2000}\))?|【(\d{1,3})(?:[†:][^】\n]{0,80})?】/g;
/** Blanks that go with a mark that goes. */
const MARK_AND_BLANKS = new RegExp(`[ \\t]{0,9}(?:${MARK.source})`, "g");
/** What may become a mark with what comes. */
const BEGUN = /[ \t]{0,9}(?:\[[\^\d,\s]{0,60}|【[^】\n]{0,90})?$/;
const MARK_CHARS_MAX = 2_100;
const SHOWN_MAX = 8;
const TITLE_CHARS_MAX = 100;
/** Props in which nothing is a mark: code, and what readers do not read. */
const EXACT = new Set(["code", "codeString", "language", "name", "value", "id", "key", "type", "variant", "src", "href", "url"]);
/** What stands for a picture that was found, by its number, while a tree is made safe: an address of one's own. */
const PLACE = "/found-picture/";

/** An annotation, but for the places in the text that it belongs to. */
export type Cited =
  | { type: "url_citation"; url: string; title: string; start_index: number; end_index: number }
  | { type: "file_citation"; file_id: string; filename: string; index: number };

/** Where a run of text stands, for marks that are none. */
export interface RunState {
  isCode: boolean;
}

/**
 * The sources that one answer cites. A model writes numbers; the addresses are ours: in texts a number becomes a link, anywhere else it goes,
 * and one that no source has goes everywhere. What leaves is looked through for the links, so that each is told with its very place.
 */
export class Citations {
  readonly #shown = new Map<number, Source>();
  #tail = "";
  #sent = 0;

  constructor(private readonly sources: Pick<Sources, "find" | "size">) {}

  get #isIdle(): boolean {
    return this.sources.size === 0;
  }

  /** How much of a text that still comes can be read by itself: all but what may become a mark. */
  readyLength(text: string): number {
    return this.#isIdle ? text.length : (BEGUN.exec(text)?.index ?? text.length);
  }

  /** Markdown with its marks as links; `run` is where the text begins, and then where it ends. */
  inText(text: string, run: RunState = { isCode: false }): string {
    if (this.#isIdle) return text;
    const parts = text.split("`");
    const cited = parts.map((part, at) => {
      if (at > 0) run.isCode = !run.isCode;
      return run.isCode ? part : part.replace(MARK_AND_BLANKS, (mark, many?: string, one?: string) => this.#links(mark, many ?? one ?? ""));
    });
    return cited.join("`");
  }

  /** Components with what their texts cite; `textComponent` is the one that shows Markdown. */
  inNodes(nodes: UiNode[], textComponent: string | null): UiNode[] {
    return this.#isIdle ? nodes : nodes.map((node) => this.#inNode(node, textComponent));
  }

  #inNode(node: UiNode, textComponent: string | null): UiNode {
    const props = Object.entries(node.props).map(([key, value]): [string, UiValue] => [
      key,
      typeof value === "string" && node.component === textComponent && !EXACT.has(key)
        ? this.#withPictures(this.inText(value))
        : this.#inValue(value, key, textComponent),
    ]);
    return { component: node.component, props: Object.fromEntries(props) };
  }

  /** A statement of a program with a place for each picture that it shows by its number. */
  withPlaces(source: string): string {
    if (this.#isIdle) return source;
    return source.replace(/(["'])image:(\d{1,3})\1/g, (written, quote: string, number: string) =>
      this.sources.find(Number(number))?.type === "image" ? `${quote}${PLACE}${number}${quote}` : written,
    );
  }

  /** The sources that were cited, for the end of an answer; null when none was. */
  strip(): string | null {
    const shown = [...this.#shown.values()].filter(({ type }) => type === "url").slice(0, SHOWN_MAX);
    if (shown.length === 0) return null;
    return shown
      .flatMap((source) =>
        source.type === "url" ? [`${source.number}\\. [${plainTitle(source.title)}](${linkTo(source.url)}) ${siteOf(source.url)}`] : [],
      )
      .join(" · ");
  }

  /** What a piece of a message cites, as it is sent; every piece has to come, in order. */
  told(piece: string, isEscaped: boolean): Cited[] {
    if (this.#isIdle) {
      this.#sent += piece.length;
      return [];
    }
    const text = this.#tail + piece;
    const start = this.#sent - this.#tail.length;
    this.#sent += piece.length;
    const cited: Cited[] = [];
    let end = 0;
    for (const match of text.matchAll(/\[(\d{1,3})\]/g)) {
      const source = this.#shown.get(Number(match[1]));
      const link = source?.type === "url" ? `${match[0]}(${isEscaped ? escape(linkTo(source.url)) : linkTo(source.url)})` : match[0];
      if (!source || source.type === "image" || !text.startsWith(link, match.index)) continue;
      const at = start + match.index;
      end = match.index + link.length;
      if (source.type === "url")
        cited.push({ type: "url_citation", url: source.url, title: source.title, start_index: at, end_index: at + link.length });
      else cited.push({ type: "file_citation", file_id: source.fileId, filename: source.filename, index: at });
    }
    this.#tail = text.slice(Math.max(end, text.length - MARK_CHARS_MAX));
    return cited;
  }

  #inValue(value: UiValue, key: string, textComponent: string | null): UiValue {
    if (typeof value === "string") return EXACT.has(key) ? this.#withPictures(value) : this.#withPictures(this.#without(value));
    if (typeof value !== "object" || value === null) return value;
    if (Array.isArray(value)) return value.map((item) => this.#inValue(item, key, textComponent));
    if (isUiNode(value)) return this.#inNode(value, textComponent);
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.#inValue(item, name, textComponent)]));
  }

  #links(mark: string, numbers: string): string {
    const found = numbers
      .split(",")
      .map((number) => this.sources.find(Number(number.replace(/\D/g, ""))))
      .filter((source) => source !== null && source.type !== "image");
    if (found.length === 0) return "";
    const blanks = /^[ \t]*/.exec(mark)?.[0] ?? "";
    return blanks + found.map((source) => this.#linkOf(source)).join(" ");
  }

  #linkOf(source: Source | null): string {
    if (!source) return "";
    this.#shown.set(source.number, source);
    return source.type === "url" ? `[${source.number}](${linkTo(source.url)})` : `[${source.number}]`;
  }

  #without(text: string): string {
    return /[[【]/.test(text) ? text.replace(MARK_AND_BLANKS, "") : text;
  }

  #withPictures(value: string): string {
    if (!value.startsWith(PLACE)) return value;
    const source = this.sources.find(Number(value.slice(PLACE.length)));
    return source?.type === "image" ? source.url : value;
  }
}

/** An address as it stands in a link: nothing in it ends the link, a string or a fence. */
function linkTo(url: string): string {
  return url.replace(/[()<>"'`\\\s[\]]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

const siteOf = (url: string): string => new URL(url).hostname.replace(/^www\./, "");

function plainTitle(title: string): string {
  const plain = title
    .replace(/[[\]()<>`*_\\|~#!]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return plain.length <= TITLE_CHARS_MAX ? plain : `${plain.slice(0, wholeLength(plain.slice(0, TITLE_CHARS_MAX - 1)))}…`;
}
