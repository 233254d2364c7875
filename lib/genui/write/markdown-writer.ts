import type { Catalogue } from "../library/catalogue";
import { HtmlFree } from "../library/markdown-text";
import type { UiNode } from "../tree";
import { markdownOf } from "./markdown";
import type { Writer } from "./writer";

/** A child of the root: what of it waits to be written, and whether more comes. */
interface Place {
  pieces: { text: string; isBlock: boolean }[];
  isDone: boolean;
  html: HtmlFree;
  /** The last line of a text, which is not whole yet. */
  line: string;
  hasText: boolean;
}

/**
 * Writes an answer as Markdown, in the order in which its parts stand: a block once it is complete and all before it are, a text line by
 * line. What was written never changes.
 */
export class MarkdownWriter implements Writer {
  private readonly places: Place[] = [];
  private readonly byKey = new Map<string, Place>();
  /** The first place of which not everything is written. */
  private at = 0;
  private hasWritten = false;

  constructor(
    private readonly put: (text: string) => void,
    private readonly catalogue: Catalogue,
  ) {}

  place(key: string): void {
    if (!this.byKey.has(key)) this.add(key);
  }

  root(): void {}

  node(key: string, _name: string, _line: string, node: UiNode): void {
    this.addBlock(this.open(key), markdownOf(node, this.catalogue));
    this.flush();
  }

  done(key: string): void {
    this.open(key).isDone = true;
    this.flush();
  }

  openText(key: string): void {
    this.open(key);
  }

  text(key: string, text: string): void {
    const place = this.open(key);
    const lines = (place.line + text).split("\n");
    place.line = lines.pop() ?? "";
    for (const line of lines) this.addLine(place, line);
    this.flush();
  }

  closeText(key: string): void {
    const place = this.open(key);
    if (place.line !== "") this.addLine(place, place.line);
    const end = place.html.end();
    if (end !== "") place.pieces.push({ text: end, isBlock: false });
    place.line = "";
    this.done(key);
  }

  end(rest: UiNode | null): void {
    for (const place of this.places) place.isDone = true;
    this.flush();
    if (rest === null) return;
    const place = this.add("root");
    this.addBlock(place, markdownOf(rest, this.catalogue));
    this.flush();
  }

  private open(key: string): Place {
    const place = this.byKey.get(key);
    // What comes of a child after its place was passed stands at the end.
    return place && this.places.indexOf(place, this.at) !== -1 ? place : this.add(key);
  }

  private add(key: string): Place {
    const place: Place = { pieces: [], isDone: false, html: new HtmlFree(), line: "", hasText: false };
    this.places.push(place);
    this.byKey.set(key, place);
    return place;
  }

  private addBlock(place: Place, text: string): void {
    if (text.trim() !== "") place.pieces.push({ text, isBlock: true });
  }

  private addLine(place: Place, line: string): void {
    const text = place.html.line(line);
    if (!place.hasText && line.trim() === "") return;
    place.pieces.push(place.hasText ? { text: `\n${text}`, isBlock: false } : { text, isBlock: true });
    place.hasText = true;
  }

  private flush(): void {
    for (let place = this.places[this.at]; place; place = this.places[this.at]) {
      for (const { text, isBlock } of place.pieces.splice(0)) {
        this.put(isBlock && this.hasWritten ? `\n\n${text}` : text);
        this.hasWritten = true;
      }
      if (!place.isDone) return;
      this.at++;
    }
  }
}
