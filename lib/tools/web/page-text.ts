/** Where a block of a page stands: in what it calls its contents, around them, or somewhere. */
export type Place = "main" | "page" | "around";

export interface Block {
  /** The element that it is: `p`, `li`, `h1`, `tr`, `pre`, … */
  kind: string;
  text: string;
  /** How long its words are, and how much of that are the words of links. */
  chars: number;
  linkChars: number;
  place: Place;
}

/** As much of a page is kept, before anything is chosen of it. */
const CHARS_MAX = 400_000;
const BLOCKS_MAX = 20_000;
const LINKS_MAX = 300;
const LINK_CHARS_MAX = 500;
const BLOCKS = new Set(
  "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul".split(
    " ",
  ),
);
const CELLS = new Set(["td", "th"]);
const KEPT_KINDS = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "li", "tr", "pre"]);

/** The text of a page while it is read, block by block. */
export class PageText {
  isFull = false;
  place: Place = "page";
  readonly #blocks: Block[] = [];
  #base: string;
  #pieces: string[] = [];
  #linkChars = 0;
  #wordChars = 0;
  #chars = 0;
  #links = 0;
  #kind = "p";
  #link: { url: string | null; at: number } | null = null;
  #preDepth = 0;

  constructor(url: string) {
    this.#base = url;
  }

  rebase(href: string): void {
    if (URL.canParse(href, this.#base)) this.#base = new URL(href, this.#base).href;
  }

  add(text: string): void {
    if (this.isFull) return;
    this.#pieces.push(text);
    this.#chars += text.length;
    const words = text.trim().length;
    this.#wordChars += words;
    if (this.#link) this.#linkChars += words;
    this.isFull = this.#chars >= CHARS_MAX || this.#blocks.length >= BLOCKS_MAX;
  }

  open(name: string, href: string | null): void {
    if (name === "a") this.#openLink(href);
    else if (name === "br") this.#pieces.push("\n");
    else if (CELLS.has(name)) {
      if (this.#pieces.length > 0) this.#pieces.push(" | ");
    } else if (BLOCKS.has(name)) {
      this.#flush();
      if (name === "pre") this.#preDepth += 1;
      this.#kind = KEPT_KINDS.has(name) ? name : this.#preDepth > 0 ? "pre" : "p";
    }
  }

  close(name: string): void {
    if (name === "a") this.#closeLink();
    else if (BLOCKS.has(name)) {
      this.#flush();
      if (name === "pre") this.#preDepth = Math.max(0, this.#preDepth - 1);
      this.#kind = this.#preDepth > 0 ? "pre" : "p";
    }
  }

  /** What follows stands elsewhere; `name` is the element that begins or ends there. */
  move(place: Place, name: string): void {
    if (!BLOCKS.has(name)) this.#flush();
    const kind = this.#kind;
    this.#flush();
    this.#kind = kind;
    this.place = place;
  }

  end(): Block[] {
    this.#flush();
    return this.#blocks;
  }

  #openLink(href: string | null): void {
    this.#closeLink();
    const isUsable = href !== null && href !== "" && !href.startsWith("#") && this.#links < LINKS_MAX && URL.canParse(href, this.#base);
    const url = isUsable ? new URL(href, this.#base) : null;
    const isShown = url !== null && /^https?:$/.test(url.protocol) && url.href.length <= LINK_CHARS_MAX;
    this.#link = { url: isShown ? url.href : null, at: this.#pieces.length };
  }

  #closeLink(): void {
    const link = this.#link;
    this.#link = null;
    if (!link?.url || this.#pieces.length <= link.at) return;
    const words = this.#pieces.splice(link.at).join("").replace(/\s+/g, " ").trim();
    if (words === "") return;
    this.#links += 1;
    this.#pieces.push(`[${words.replace(/[[\]]/g, "")}](${link.url.replaceAll("(", "%28").replaceAll(")", "%29")})`);
  }

  #flush(): void {
    this.#closeLink();
    if (this.#pieces.length === 0) return;
    const raw = this.#pieces.join("");
    const text = this.#kind === "pre" ? raw.replace(/^\n+/, "").trimEnd() : collapsed(raw);
    if (text.trim() !== "")
      this.#blocks.push({ kind: this.#kind, text, chars: this.#wordChars, linkChars: this.#linkChars, place: this.place });
    this.#pieces = [];
    this.#wordChars = 0;
    this.#linkChars = 0;
  }
}

/** Blanks as a browser has them; line ends are those of `br`, which stand between blanks that are none. */
const collapsed = (text: string): string => text.replace(/\s+/g, " ").trim();

const MAIN_CHARS_MIN = 200;
const MAIN_SHARE_MIN = 0.2;
const LINK_SHARE_MAX = 0.7;
const MENU_CHARS_MAX = 300;

/** The blocks that are the contents of a page, as Markdown. */
export function chosenText(blocks: readonly Block[]): string {
  const inPage = blocks.filter(({ place }) => place !== "around");
  const inMain = inPage.filter(({ place }) => place === "main");
  const isMain = charsOf(inMain) >= Math.max(MAIN_CHARS_MIN, charsOf(inPage) * MAIN_SHARE_MIN);
  const contents = isMain ? inMain : charsOf(inPage) > 0 ? inPage : blocks;
  const prose = contents.filter((block) => !isMenu(block));
  return written(charsOf(prose) * 3 >= charsOf(contents) ? prose : contents);
}

const charsOf = (blocks: readonly Block[]): number => blocks.reduce((sum, { chars }) => sum + chars, 0);

/** Short and made of links, where a page does not say that it is its contents: what leads elsewhere. */
function isMenu({ kind, chars, linkChars, place }: Block): boolean {
  return place !== "main" && !kind.startsWith("h") && chars < MENU_CHARS_MAX && linkChars > 0 && linkChars >= chars * LINK_SHARE_MAX;
}

function written(blocks: readonly Block[]): string {
  const lines: string[] = [];
  let before = "";
  for (const { kind, text } of blocks) {
    const isTight = kind === before && (kind === "li" || kind === "tr");
    lines.push(lines.length === 0 ? "" : isTight ? "\n" : "\n\n", marked(kind, text));
    before = kind;
  }
  return lines.join("");
}

function marked(kind: string, text: string): string {
  if (kind === "li") return `- ${text}`;
  if (kind === "pre") return `\`\`\`\n${text}\n\`\`\``;
  return kind.startsWith("h") ? `${"#".repeat(Number(kind.slice(1)))} ${text}` : text;
}
