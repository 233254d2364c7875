import { escape } from "@/lib/genui/read/envelope";
import { safeText } from "@/lib/genui/safe/safe";

const OPEN_ITEM = '<thinkitem ephemeral="true"><thinkitemtitle>';
const OPEN_CONTENT = "</thinkitemtitle><thinkitemcontent>";
const CLOSE_ITEM = "</thinkitemcontent></thinkitem>";

const TITLE_CHARS_MAX = 80;
const CONTENT_CHARS_MAX = 400;
/** How much longer a word may make a title or a content. */
const WORD_CHARS_MAX = 30;
const STEPS_MAX = 40;

const HALF = /[\r\ud800-\udbff]/;
/** What may have to be cleaned; found sooner than it is cleaned. */
const UNUSUAL = /[^\n\x20-\x7e]/;
const SENTENCE_END = /[.!?…:]/;
const WIDE_SENTENCE_END = /[。！？]/;

/**
 * Writes what a model thinks as think items of the C1 envelope, in any pieces: every beginning of what was written renders, and nothing is
 * taken back. A heading (`**Like this**`, `# or this`) or the first sentence of a paragraph is a step's title, what follows its content, cut
 * at 400 characters. A paragraph begins the next step once enough was thought since the last one, and ever more is enough: an answer holds
 * at most 40 steps and some 20 KB, however long its model thinks. Blank thoughts write nothing. Linear in the length of the text.
 */
export class ThinkWriter {
  private state: "between" | "title" | "content" | "full" = "between";
  private mark: "" | "**" | "#" = "";
  private written = "";
  private plain = "";
  /** What can only be read with the next character: half a character or line end, and a star. */
  private half = "";
  private star = "";
  private blanks = "";
  private previous = "";
  private length = 0;
  private steps = 0;
  /** Characters since the step began. */
  private thought = 0;

  push(delta: string): string {
    const raw = this.half + delta;
    this.half = HALF.exec(raw.slice(-1))?.[0] ?? "";
    const whole = raw.slice(0, raw.length - this.half.length);
    const text = this.star + (UNUSUAL.test(whole) ? safeText(whole, Number.POSITIVE_INFINITY) : whole);
    this.star = text.endsWith("*") ? (/(?<!\*)(?:\*\*)*(\*)$/.exec(text)?.[1] ?? "") : "";
    for (let at = 0; at < text.length - this.star.length; ) {
      const isStars = text.startsWith("**", at);
      const character = isStars ? "**" : String.fromCodePoint(text.codePointAt(at) ?? 0);
      this.next(character);
      at += character.length;
    }
    return this.take();
  }

  /** The thought goes on in a paragraph of its own. */
  pause(): void {
    if (this.state === "title") this.endTitle();
    this.blanks = "\n\n";
  }

  /** Closes what is open; more may be thought later. */
  end(): string {
    this.closeStep();
    this.half = "";
    this.star = "";
    return this.take();
  }

  private next(character: string): void {
    this.thought += character.length;
    switch (this.state) {
      case "between":
        return this.between(character);
      case "title":
        return this.title(character);
      case "content":
      case "full":
        return this.content(character);
    }
  }

  private between(character: string): void {
    const isMark = character === "**" || character === "#";
    if (isMark) this.mark = character;
    if (isMark || isBlank(character) || this.steps >= STEPS_MAX) return;
    this.steps++;
    this.thought = 0;
    this.length = 0;
    this.previous = "";
    this.tag(OPEN_ITEM);
    this.state = "title";
    this.title(character);
  }

  private title(character: string): void {
    if (character === "\n" || (character === "**" && this.mark === "**")) return this.endTitle();
    const isLong = this.length >= TITLE_CHARS_MAX;
    const isSentence = this.mark === "" && SENTENCE_END.test(this.previous);
    if (isBlank(character) && (isSentence || isLong)) return this.endTitle(isSentence ? "" : "…");
    if (this.length >= TITLE_CHARS_MAX + WORD_CHARS_MAX) {
      this.endTitle("…");
      return this.content(character);
    }
    this.add(character);
    this.previous = character;
    if (this.mark === "" && WIDE_SENTENCE_END.test(character)) this.endTitle();
  }

  private content(character: string): void {
    if (isBlank(character)) {
      // More than an empty line says no more than that.
      if (this.blanks.length < 4) this.blanks += character;
      return;
    }
    const isParagraph = this.blanks !== "" && /\n[ \t]*\n/.test(this.blanks);
    if (isParagraph && this.isEnough(character)) {
      this.closeStep();
      return this.between(character);
    }
    if (this.state === "full") {
      this.blanks = "";
      return;
    }
    const isAtEnd = this.length >= CONTENT_CHARS_MAX && (this.blanks !== "" || this.length >= CONTENT_CHARS_MAX + WORD_CHARS_MAX);
    if (isAtEnd) {
      this.add(this.blanks === "" ? "…" : " …");
      this.state = "full";
    } else this.add((this.length === 0 ? "" : this.blanks) + character);
    this.blanks = "";
  }

  /** A heading always begins a step; a paragraph does when the step before was full, and later on only now and then. */
  private isEnough(character: string): boolean {
    if (this.steps >= STEPS_MAX) return false;
    return character === "**" || character === "#" || this.thought >= Math.max(CONTENT_CHARS_MAX, this.steps * 100);
  }

  private endTitle(more = ""): void {
    this.add(more);
    this.tag(OPEN_CONTENT);
    this.state = "content";
    this.length = 0;
    this.blanks = "";
  }

  private closeStep(): void {
    if (this.state === "title") this.endTitle();
    if (this.state !== "between") this.tag(CLOSE_ITEM);
    this.state = "between";
    this.mark = "";
    this.blanks = "";
  }

  private add(text: string): void {
    this.plain += text;
    this.length += text.length;
  }

  private tag(tag: string): void {
    this.written += escape(this.plain) + tag;
    this.plain = "";
  }

  private take(): string {
    if (this.plain !== "") this.tag("");
    const written = this.written;
    this.written = "";
    return written;
  }
}

const isBlank = (character: string): boolean => character === " " || character === "\n" || character.trim() === "";
