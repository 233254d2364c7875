import { Tokenizer, type TokenizerCallbacks } from "htmlparser2";
import { createPace } from "@/lib/pace";
import { type Block, chosenText, PageText } from "./page-text";

/** What a page says, as Markdown. */
export interface Page {
  title: string;
  /** When it was published, as it says itself; null where it doesn't. */
  date: string | null;
  text: string;
}

const SLICE_CHARS = 65_536;
const TITLE_CHARS_MAX = 300;
const VALUE_CHARS_MAX = 2_000;
/** Nothing in them is for readers. */
const UNREAD = new Set("script style template svg math iframe object canvas audio video select noscript textarea".split(" "));
/** What stands around the contents of a page. */
const AROUND = new Set("nav footer aside dialog menu".split(" "));
const AROUND_ROLES = new Set("navigation banner contentinfo complementary search menu dialog".split(" "));
const MAIN = new Set(["main", "article"]);
/** They end without saying so: nothing can be told of where. */
const ENDS_BY_ITSELF = new Set("p li dt dd tr td th option area base br col embed hr img input link meta source wbr body html".split(" "));
const HIDDEN = /display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden/i;
const TITLES = new Set(["og:title", "twitter:title"]);
const DATES = new Set(["article:published_time", "date", "dc.date", "datepublished", "pubdate"]);

/** An element that reaches until as many of its name have ended as have begun. */
interface Region {
  name: string;
  depth: number;
}

type Attributes = Map<string, string>;

/**
 * Resolves to what an HTML page says. It is read from its marks alone, without a tree, so that its time grows with its length however it nests;
 * other work of the process has its turn meanwhile. `url` is where it is from, for its links.
 */
export async function readHtml(html: string, url: string): Promise<Page> {
  const reader = new HtmlReader(html, url);
  const tokenizer = new Tokenizer({ decodeEntities: true }, reader);
  const pace = createPace();
  for (let from = 0; from < html.length && !reader.text.isFull; from += SLICE_CHARS) {
    tokenizer.write(html.slice(from, from + SLICE_CHARS));
    if (pace.isDue()) await pace.rest();
  }
  tokenizer.end();
  return reader.page();
}

class HtmlReader implements TokenizerCallbacks {
  readonly text: PageText;
  readonly #html: string;
  #tag = "";
  #attributes: Attributes = new Map();
  #attribute = "";
  #value = "";
  #unread: Region | null = null;
  #around: Region | null = null;
  #main: Region | null = null;
  #isTitle = false;
  #title = "";
  #saidTitle = "";
  #date: string | null = null;

  constructor(html: string, url: string) {
    this.#html = html;
    this.text = new PageText(url);
  }

  page(): Page {
    const blocks: Block[] = this.text.end();
    const heading = blocks.find(({ kind }) => kind === "h1")?.text ?? "";
    const title = (this.#saidTitle || this.#title || heading).replace(/\s+/g, " ").trim().slice(0, TITLE_CHARS_MAX);
    return { title, date: this.#date, text: chosenText(blocks) };
  }

  ontext(start: number, end: number): void {
    this.#take(this.#html.slice(start, end));
  }

  ontextentity(codepoint: number): void {
    this.#take(String.fromCodePoint(codepoint));
  }

  onopentagname(start: number, end: number): void {
    this.#tag = this.#html.slice(start, Math.min(end, start + 40)).toLowerCase();
    this.#attributes = new Map();
  }

  onattribname(start: number, end: number): void {
    this.#attribute = this.#html.slice(start, Math.min(end, start + 40)).toLowerCase();
    this.#value = "";
  }

  onattribdata(start: number, end: number): void {
    if (this.#value.length < VALUE_CHARS_MAX) this.#value += this.#html.slice(start, Math.min(end, start + VALUE_CHARS_MAX));
  }

  onattribentity(codepoint: number): void {
    if (this.#value.length < VALUE_CHARS_MAX) this.#value += String.fromCodePoint(codepoint);
  }

  onattribend(): void {
    if (this.#attributes.size < 50 && !this.#attributes.has(this.#attribute)) this.#attributes.set(this.#attribute, this.#value);
  }

  onopentagend(): void {
    this.#open(this.#tag, this.#attributes);
  }

  onselfclosingtag(): void {
    const isRegion = this.#unread;
    this.#open(this.#tag, this.#attributes);
    if (this.#unread !== isRegion || isRegion) this.#close(this.#tag);
  }

  onclosetag(start: number, end: number): void {
    this.#close(this.#html.slice(start, Math.min(end, start + 40)).toLowerCase());
  }

  oncdata(): void {}
  oncomment(): void {}
  ondeclaration(): void {}
  onprocessinginstruction(): void {}
  onend(): void {}

  #take(text: string): void {
    if (this.#isTitle) this.#title += text.slice(0, TITLE_CHARS_MAX - this.#title.length);
    else if (!this.#unread) this.text.add(text);
  }

  #open(name: string, attributes: Attributes): void {
    if (this.#unread) return grow(this.#unread, name);
    if (name === "title") this.#isTitle = this.#title === "";
    else if (name === "meta") this.#meta(attributes);
    else if (name === "base") this.text.rebase(attributes.get("href") ?? "");
    else if (UNREAD.has(name) || (isHidden(attributes) && !ENDS_BY_ITSELF.has(name))) this.#unread = { name, depth: 1 };
    else {
      this.#enter(name, attributes);
      this.text.open(name, attributes.get("href") ?? null);
    }
  }

  #enter(name: string, attributes: Attributes): void {
    const role = attributes.get("role")?.toLowerCase() ?? "";
    if (name === "time" && this.#date === null) this.#date = dateIn(attributes.get("datetime"));
    if (this.#main) grow(this.#main, name);
    else if (MAIN.has(name) || role === "main") this.#main = { name, depth: 1 };
    if (this.#around) grow(this.#around, name);
    else if (AROUND.has(name) || (AROUND_ROLES.has(role) && !ENDS_BY_ITSELF.has(name)) || (name === "header" && !this.#main))
      this.#around = { name, depth: 1 };
    this.#place(name);
  }

  #close(name: string): void {
    if (this.#unread) {
      if (shrinks(this.#unread, name)) this.#unread = null;
      return;
    }
    if (name === "title") this.#isTitle = false;
    this.text.close(name);
    if (this.#main && shrinks(this.#main, name)) this.#main = null;
    if (this.#around && shrinks(this.#around, name)) this.#around = null;
    this.#place(name);
  }

  /** Where what follows stands; only the beginning or the end of one of these changes it. */
  #place(name: string): void {
    const place = this.#around ? "around" : this.#main ? "main" : "page";
    if (place !== this.text.place) this.text.move(place, name);
  }

  #meta(attributes: Attributes): void {
    const name = (attributes.get("property") ?? attributes.get("name") ?? attributes.get("itemprop") ?? "").toLowerCase();
    const content = attributes.get("content") ?? "";
    if (TITLES.has(name)) this.#saidTitle ||= content;
    if (DATES.has(name)) this.#date ??= dateIn(content);
  }
}

function grow(region: Region, name: string): void {
  if (region.name === name) region.depth += 1;
}

/** Takes one from a region and returns whether it is over. */
function shrinks(region: Region, name: string): boolean {
  if (region.name !== name) return false;
  region.depth -= 1;
  return region.depth <= 0;
}

function isHidden(attributes: Attributes): boolean {
  return attributes.has("hidden") || attributes.get("aria-hidden") === "true" || HIDDEN.test(attributes.get("style") ?? "");
}

const dateIn = (text: string | undefined): string | null => /^\d{4}-\d{2}-\d{2}/.exec(text ?? "")?.[0] ?? null;
