import { wholeLength } from "@/lib/text";
import type { Citations, RunState } from "./citations";
import type { Program } from "./program";
import { safeMarkdown } from "./safe/markdown";
import type { LineState } from "./safe/nesting";
import { readyLength } from "./safe/ready";
import { safeText } from "./safe/safe";
import type { Writer } from "./write/writer";

const BLOCK_CHARS_MAX = 20_000;
const HELD_CHARS_MAX = 8000;

/**
 * Prose on its way to the client: one `TextContent` for a run of it, its string written as it comes. What can be judged by itself leaves at
 * once, in every script; what may be part of a link or another mark waits for the end of that mark.
 */
export class Prose {
  /** The name of the text that is open. */
  private key: string | null = null;
  private held = "";
  /** How long what is held must be before it is looked at again: so a mark without an end costs linear time. */
  private lookAt = 0;
  private blanks = "";
  /** A run for which there is no place but at the end. */
  private late = "";
  private blockChars = 0;
  private readonly line: LineState = { marks: 0 };
  private readonly run: RunState = { isCode: false };

  constructor(
    private readonly program: Program,
    private readonly writer: Writer,
    private readonly citations: Citations | null = null,
  ) {}

  get isEmpty(): boolean {
    return this.key === null && this.held.trim() === "";
  }

  push(text: string): void {
    if (this.program.textComponent === null) {
      this.held += text;
      return;
    }
    for (let at = 0; at < text.length; at += HELD_CHARS_MAX) this.piece(text.slice(at, at + HELD_CHARS_MAX));
  }

  private piece(text: string): void {
    this.held += text;
    if (this.held.length < this.lookAt) return;
    const judged = readyLength(this.held, this.line);
    const ready = this.citations?.readyLength(this.held.slice(0, judged)) ?? judged;
    if (ready > 0) this.release(ready);
    else if (this.held.length > HELD_CHARS_MAX) this.release(lastBlank(this.held) + 1 || wholeLength(this.held));
    this.lookAt = this.held.length + Math.floor(this.held.length / 8);
  }

  /** Ends the run: what is held leaves, and the statement is closed. */
  end(): void {
    if (this.program.textComponent === null) {
      const text = this.held;
      this.held = "";
      return this.program.addWords(this.program.allow(text));
    }
    this.release(this.held.length);
    if (this.key !== null) this.writer.closeText(this.key);
    if (this.late !== "") this.program.addLater(this.late.trim());
    this.late = "";
    this.key = null;
    this.blanks = "";
    this.blockChars = 0;
  }

  private release(length: number): void {
    if (length === 0) return;
    const piece = safeText(this.held.slice(0, length), Number.POSITIVE_INFINITY);
    const text = safeMarkdown(this.citations?.inText(piece, this.run) ?? piece, this.line);
    this.held = this.held.slice(length);
    if (this.key === null && this.program.isFull) {
      this.late += text;
      return;
    }
    const words = text.trimEnd();
    if (words === "") {
      if (this.key !== null) this.blanks += text;
      return;
    }
    if (this.blockChars > BLOCK_CHARS_MAX && this.blanks.includes("\n\n")) this.end();
    const out = this.program.allow(this.key !== null ? this.blanks + words : words.replace(/^\s*\n/, ""));
    if (out === "") return;
    if (this.key === null) {
      this.key = this.program.addText();
      this.writer.openText(this.key, this.program.textComponent ?? "");
    }
    this.writer.text(this.key, out);
    this.blockChars += out.length;
    this.blanks = text.slice(words.length);
  }
}

/** Where the last blank is; -1 when there is none. */
function lastBlank(text: string): number {
  for (let index = text.length - 1; index >= 0; index--) if (text.charCodeAt(index) <= 32) return index;
  return -1;
}
