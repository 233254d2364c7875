import { unescape } from "./envelope";
import { type JsonPart, JsonScan } from "./json-scan";

/** JSON that a model writes, one value or several in a row, with what it put around them. */
export class JsonText {
  private readonly scan = new JsonScan();
  private ended: JsonPart[] = [];
  private isEscaped: boolean | null = null;
  /** The beginning of an entity. */
  private entity = "";
  private rest: string | null = null;

  /** Whether it is not in order. */
  get isLoose(): boolean {
    return this.scan.isLoose;
  }

  /** All values there are. */
  get source(): string {
    return this.scan.source;
  }

  /** Takes the next piece; returns what stands behind the values once something does that is none, null before. */
  push(piece: string): string | null {
    if (this.rest !== null) return (this.rest += piece);
    this.isEscaped ??= /^\s*[[{]\s*&(?:quot|#34);/.test(piece);
    this.ended.push(...this.scan.push(this.isEscaped ? this.decoded(piece) : piece));
    this.rest = this.scan.behind;
    return this.rest;
  }

  /** The parts that have ended since it was asked last. */
  take(): JsonPart[] {
    return this.ended.splice(0);
  }

  /** What has not ended, or is not in order; where the envelope closes is no part of it. */
  get open(): string {
    const open = this.source.slice(this.scan.open) + this.entity;
    const end = open.lastIndexOf("</content>");
    return end !== -1 && open.slice(end + "</content>".length).trim() === "" ? open.slice(0, end) : open;
  }

  private decoded(piece: string): string {
    const text = this.entity + piece;
    const last = text.lastIndexOf("&");
    const isBegun = last !== -1 && text.length - last < 10 && !text.includes(";", last);
    this.entity = isBegun ? text.slice(last) : "";
    return unescape(isBegun ? text.slice(0, last) : text);
  }
}
