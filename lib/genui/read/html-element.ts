const TAG = /<(\/?)(table|ul|ol)(?=[\s>/])[^<>]*>/gi;
/** An element that goes on longer is taken for over. */
const CHARS_MAX = 100_000;

/** Follows a table or list in HTML, with those that stand in it, to its end. Linear, whatever pieces it comes in. */
export class HtmlElement {
  private depth = 0;
  private chars = 0;
  /** What was not looked at yet: the beginning of a tag. */
  private tail = "";

  /** Takes the next piece; returns how much of it stands behind the end of the element, -1 while that goes on. */
  push(piece: string): number {
    this.chars += piece.length;
    this.tail += piece;
    if (piece.includes(">")) {
      for (const tag of this.tail.matchAll(TAG)) {
        this.depth += tag[1] === "/" ? -1 : 1;
        if (this.depth <= 0) return this.tail.length - tag.index - tag[0].length;
      }
      const open = this.tail.lastIndexOf("<");
      this.tail = open !== -1 && !this.tail.includes(">", open) ? this.tail.slice(open) : "";
    }
    return this.chars > CHARS_MAX ? 0 : -1;
  }
}
