import type { Call, Draft } from "../draft";
import { columnCall, headingCall, tableCall, textCall } from "../library/made";
import { unescape } from "./envelope";
import { isNumeric } from "./numbers";

const SPAN_MAX = 20;
const WIDTH_MAX = 50;
const DEPTH_MAX = 10;
/** Tags, what is not said, and texts between them; each character is looked at once. */
const TOKEN = /<(\/?)([a-z][a-z0-9]*)(?![a-z0-9])([^<>]*)>|<[!?][^<>]*>|[^<]+|</gi;
const UNSAID = new Set(["script", "style", "template"]);
/** Tags between which a word ends. */
const BREAKS = new Set(["br", "p", "div", "li", "td", "th", "tr"]);

interface Row {
  cells: string[];
  isHeading: boolean;
}

/**
 * Returns the table or list that stands in HTML as components: cells that span columns or rows stand in each of them, lists are Markdown,
 * links keep their addresses. What is said between cells and items follows as a text; null when nothing is said at all.
 */
export function readHtml(source: string): Call[] | null {
  const page = new Page();
  for (const [token, slash = "", name = "", attributes = ""] of source.matchAll(TOKEN)) {
    if (name !== "") page.tag(name.toLowerCase(), slash !== "", attributes);
    else if (!token.startsWith("<!") && !token.startsWith("<?")) page.text(unescape(token));
  }
  const parts = page.end();
  return parts.length > 0 ? parts : null;
}

// A class, because rows, lists and the words in them are read at the same time.
class Page {
  private readonly rows: Row[] = [];
  private readonly items: string[] = [];
  private readonly lists: { isOrdered: boolean; count: number }[] = [];
  private readonly hanging = new Map<number, { words: string; left: number }>();
  private caption = "";
  private loose = "";
  private words = "";
  private tables = 0;
  private unsaid = "";
  private link = "";
  private cell: { across: number; down: number } | null = null;

  text(text: string): void {
    if (this.unsaid === "") this.words += text;
  }

  tag(name: string, isEnd: boolean, attributes: string): void {
    if (UNSAID.has(name)) this.unsaid = isEnd ? "" : name;
    if (this.unsaid !== "") return;
    if (name === "table") this.tables = Math.max(0, this.tables + (isEnd ? -1 : 1));
    if (name === "a") this.anchor(isEnd, attributes);
    if (name === "img" && !isEnd) this.words += ` ${attribute(attributes, "alt")} `;
    if (BREAKS.has(name)) this.words += " ";
    // What stands in a cell belongs to it, another table too.
    if (this.tables > 1) return;
    if (name === "tr" && !isEnd) this.row();
    else if (name === "td" || name === "th") this.cellTag(name, isEnd, attributes);
    else if (name === "caption") this.caption = isEnd ? this.take() : this.put();
    else if (this.tables === 0 && (name === "ul" || name === "ol")) this.list(name === "ol", isEnd);
    else if (this.tables === 0 && name === "li") this.item(isEnd);
  }

  end(): Call[] {
    this.close();
    const rows = this.rows.filter(({ cells }) => cells.length > 0);
    const parts = this.caption === "" ? [] : [headingCall(this.caption)];
    if (rows.length > 0) parts.push(tableOf(rows));
    if (this.items.length > 0) parts.push(textCall(this.items.join("\n")));
    if (this.loose !== "") parts.push(textCall(this.loose));
    return parts;
  }

  private anchor(isEnd: boolean, attributes: string): void {
    if (!isEnd) {
      this.link = unescape(attribute(attributes, "href"));
      this.words += this.link === "" ? "" : "[";
    } else if (this.link !== "") {
      this.words += `](${this.link})`;
      this.link = "";
    }
  }

  private row(): void {
    this.close();
    this.rows.push({ cells: [], isHeading: true });
  }

  private cellTag(name: string, isEnd: boolean, attributes: string): void {
    this.close();
    if (isEnd) return;
    if (this.rows.length === 0) this.row();
    const row = this.rows.at(-1);
    if (row && name === "td") row.isHeading = false;
    const span = (of: string): number => Math.min(Math.max(Number(attribute(attributes, of)) || 1, 1), SPAN_MAX);
    this.cell = { across: span("colspan"), down: span("rowspan") };
  }

  private list(isOrdered: boolean, isEnd: boolean): void {
    this.close();
    if (isEnd) this.lists.pop();
    else if (this.lists.length < DEPTH_MAX) this.lists.push({ isOrdered, count: 0 });
  }

  private item(isEnd: boolean): void {
    this.close();
    const list = this.lists.at(-1);
    if (isEnd || !list) return;
    list.count++;
    this.items.push(`${"   ".repeat(this.lists.length - 1)}${list.isOrdered ? `${list.count}.` : "-"} `);
  }

  /** The words so far belong to the cell or the item that is open, or to none. */
  private close(): void {
    const words = this.take();
    if (this.cell) this.closeCell(this.cell, words);
    else if (this.lists.length > 0 && this.items.length > 0) this.items.push(`${this.items.pop()}${words}`);
    else if (words !== "") this.loose += `${this.loose === "" ? "" : "\n\n"}${words}`;
    this.cell = null;
  }

  private closeCell({ across, down }: { across: number; down: number }, words: string): void {
    const cells = this.rows.at(-1)?.cells ?? [];
    for (let held = this.hanging.get(cells.length); held && held.left > 0; held = this.hanging.get(cells.length)) {
      held.left--;
      cells.push(held.words);
    }
    for (let column = 0; column < across && cells.length < WIDTH_MAX; column++) {
      if (down > 1) this.hanging.set(cells.length, { words, left: down - 1 });
      cells.push(words);
    }
  }

  private put(): string {
    this.close();
    return "";
  }

  private take(): string {
    const words = this.words.replace(/\s+/g, " ").trim();
    this.words = "";
    return words;
  }
}

function tableOf(rows: readonly Row[]): Call {
  const headings = rows.findIndex(({ isHeading }) => !isHeading);
  const heads = rows.slice(0, headings === -1 ? 1 : headings);
  const body = rows.slice(heads.length).map(({ cells }) => cells);
  const width = Math.max(...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, at): Draft => {
    const label = [...new Set(heads.map(({ cells }) => cells[at] ?? ""))].filter(Boolean).join(" ");
    const cells = body.map((row) => row[at] ?? "").filter(Boolean);
    return columnCall(label, cells.length > 0 && cells.every(isNumeric) ? "number" : "string");
  });
  return tableCall(columns, body);
}

const ATTRIBUTE = /(?<![a-z])([a-z]+)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"']+))/gi;

function attribute(attributes: string, name: string): string {
  const found = [...attributes.matchAll(ATTRIBUTE)].find((one) => one[1]?.toLowerCase() === name);
  return found?.[2] ?? found?.[3] ?? found?.[4] ?? "";
}
