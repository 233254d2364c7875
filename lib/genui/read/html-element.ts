const TAG = /<(\/?)(table|ul|ol)(?=[\s>\/])[^<>]*>/gi;
/** An element that goes on longer is taken for over. */
const CHARS_MAX = 100_000;

/** Follows a table or list in HTML, with those that stand in it, to its end. Each character is looked at once. */
export class HtmlElement {
  private depth = 0;
  private at = 0;

  /** Where the element ends in all of its text so far; -1 while it goes on. */
  endIn(text: string): number {
    TAG.lastIndex = this.at;
    for (let tag = TAG.exec(text); tag; tag = TAG.exec(text)) {
      this.at = TAG.lastIndex;
      this.depth += tag[1] === "/" ? -1 : 1;
      if (this.depth <= 0) return this.at;
    }
    // A tag that is not whole is looked at again.
    const open = text.lastIndexOf("<");
    this.at = Math.max(this.at, open === -1 || text.indexOf(">", open) !== -1 ? text.length : open);
    return text.length > CHARS_MAX ? text.length : -1;
  }
}
