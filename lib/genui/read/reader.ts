import type { Catalogue } from "../library/catalogue";
import { Brackets } from "./brackets";
import { beginsStatement, classifyLine, endsProgram, type Fence, fenceOf, type LineKind } from "./classify";
import { decoded, type Escaping, escapingOf } from "./escaping";
import { HtmlElement } from "./html-element";
import { JsonReader } from "./json-reader";
import { kindOfMarker, MARKER } from "./message";
import { plainLine } from "./quotes";
import type { ReaderSink } from "./reader-sink";
import { markAt, splitThought } from "./thought";

type Mode = "line" | "prose" | "skip" | "statement" | "json" | "html" | "code" | "thought";

const STATEMENT_CHARS_MAX = 200_000;

/**
 * Tells statements from prose in text that comes in any pieces. A statement ends with the line on which its last bracket and string are
 * closed, or where the next one clearly begins. Linear in the length of the text.
 */
export class Reader {
  private mode: Mode = "line";
  private line = "";
  private statement = "";
  private brackets = new Brackets();
  private isProgram = false;
  private isFenced = false;
  private isFirst = true;
  private isEnvelope = false;
  private element = new HtmlElement();
  private json: JsonReader;
  /** Under a line of marks that begins something else than content. */
  private isAside = false;
  /** The mark that ends the thought that is being read. */
  private close = "";
  /** How the whole program is escaped, as its envelope or its first quote says. */
  private escaping: Escaping = "none";
  private fence: Fence | null = null;
  /** What stands behind a mark or a tag on its line, to be read next: there may be as many of them as fit. */
  private behind: string | null = null;

  constructor(
    private readonly catalogue: Catalogue,
    private readonly sink: ReaderSink,
  ) {
    this.json = new JsonReader(sink, false);
  }

  push(text: string): void {
    for (let from = 0; from < text.length; ) {
      const end = text.indexOf("\n", from);
      const piece = end === -1 ? text.slice(from) : text.slice(from, end + 1);
      this.piece(piece, end !== -1);
      from += piece.length;
    }
  }

  /** No more text comes; `isCut` when there should have been more. */
  end(isCut: boolean): void {
    if (this.mode === "line" && this.line !== "") {
      this.decide(true);
      this.readBehind(true);
    }
    if ((this.mode === "statement" || this.mode === "code") && this.line !== "") {
      this.wholeLine();
      this.readBehind(true);
    }
    if (this.mode === "statement") this.finish(this.statement, isCut);
    if (this.mode === "json") this.endJson("");
    if (this.mode === "html") this.sink.html(this.line);
    if (this.mode === "thought") this.sink.thought(this.line);
    if (this.mode === "code" && this.fence) this.endCode("");
    this.mode = "line";
    this.line = "";
    this.fence = null;
  }

  private piece(piece: string, isWhole: boolean): void {
    this.take(piece, isWhole);
    this.readBehind(isWhole);
  }

  private readBehind(isWhole: boolean): void {
    for (let next = this.behind; next !== null; next = this.behind) {
      this.behind = null;
      this.take(next, isWhole || next.endsWith("\n"));
    }
  }

  private take(piece: string, isWhole: boolean): void {
    if (this.mode === "prose") {
      this.sink.prose(piece);
      if (isWhole) this.mode = "line";
      return;
    }
    this.line += piece;
    if (this.mode === "code" && !/^\s*[`~]/.test(this.line)) this.json.push(piece);
    if (this.mode === "thought") return this.thoughtPiece();
    if (this.mode === "html") return this.htmlPiece(piece);
    if (this.mode === "json") return this.jsonPiece();
    if (this.mode === "line") this.decide(isWhole);
    else if (isWhole) this.wholeLine();
  }

  private wholeLine(): void {
    const line = this.line;
    this.line = "";
    if (this.mode === "statement") this.statementLine(line);
    else if (this.mode === "code") this.codeLine(line);
    else this.mode = "line";
  }

  /** Passes on what can't be the beginning of the mark that ends the thought. */
  private thoughtPiece(): void {
    const { thought, rest: after, isOver } = splitThought(this.line, this.close);
    if (thought !== "") this.sink.thought(thought);
    this.line = after;
    if (isOver) this.begin(after);
  }

  /** Takes a line of marks, and what stands under one that is no content; true as well while more of the line must be seen. */
  private takesMarker(isWhole: boolean): boolean {
    const { line } = this;
    if (!isWhole && line !== "" && (MARKER.startsWith(line) || line.startsWith(MARKER))) return true;
    const kind = kindOfMarker(line);
    if (kind !== null && kind !== "end") this.isAside = kind !== "content";
    if (kind === null && !this.isAside) return false;
    this.line = "";
    this.mode = isWhole ? "line" : "skip";
    return true;
  }

  private htmlPiece(piece: string): void {
    const after = this.element.push(piece);
    if (after === -1) return;
    this.sink.html(this.line.slice(0, this.line.length - after));
    const rest = piece.slice(piece.length - after);
    this.begin(rest.trim() === "" ? "" : rest);
  }

  /** Reads on with another line; the rest of this one comes first. */
  private begin(rest: string): void {
    this.mode = "line";
    this.line = "";
    this.behind = rest || null;
  }

  private jsonPiece(): void {
    const behind = this.json.push(this.line);
    this.line = "";
    if (this.json.isNone) {
      this.sink.prose(this.json.source);
      this.mode = this.json.source.endsWith("\n") ? "line" : "prose";
    } else if (behind !== null) this.endJson(behind);
  }

  private endJson(behind: string): void {
    if (!this.json.end()) this.sink.json(this.json.source);
    this.begin(behind);
  }

  private decide(isWhole: boolean): void {
    if (!this.fence && this.takesMarker(isWhole)) return;
    const mark = this.fence || this.isFenced ? null : markAt(this.line, isWhole);
    if (mark === "unknown") return;
    if (mark) {
      this.begin(this.line.slice(mark.length));
      this.mode = mark.close === null ? "line" : "thought";
      this.close = mark.close ?? "";
      return;
    }
    const kind = classifyLine(this.line, isWhole, {
      catalogue: this.catalogue,
      isProgram: this.isProgram || this.isFenced,
      isFirst: this.isFirst,
    });
    if (kind === "unknown") return;
    if (this.fence) return this.insideFence(kind, isWhole);
    this.act(kind, isWhole);
  }

  private act(kind: LineKind, isWhole: boolean): void {
    const { isFirst } = this;
    if (kind !== "blank" && kind !== "tag" && kind !== "fence") this.isFirst = false;
    switch (kind) {
      case "statement":
        this.mode = "statement";
        this.isProgram = true;
        if (isWhole) this.wholeLine();
        return;
      case "fence":
        return this.fenceLine();
      case "tag":
        return this.tagLine(isWhole);
      case "json":
        this.mode = "json";
        this.json = new JsonReader(this.sink, !isFirst);
        return this.jsonPiece();
      case "html":
        this.mode = "html";
        this.element = new HtmlElement();
        return this.htmlPiece(this.line);
      case "comment":
      case "closing":
        this.mode = isWhole ? "line" : "skip";
        this.line = "";
        return;
      case "blank":
      case "prose":
      case "unknown":
        this.toProse(isWhole);
    }
  }

  private toProse(isWhole: boolean): void {
    const line = this.line;
    this.line = "";
    this.mode = isWhole ? "line" : "prose";
    if (this.isFenced && /^\s*#/.test(line)) {
      // A comment of the program; only its beginning is here when the line is still coming.
      this.mode = isWhole ? "line" : "skip";
      return;
    }
    if (line.trim() !== "") this.isProgram = false;
    this.sink.prose(line);
  }

  private fenceLine(): void {
    const { line } = this;
    this.begin("");
    if (!this.isFenced) this.fence = fenceOf(line);
    else [this.isFenced, this.isProgram] = [false, false];
  }

  /** The first line inside a fence says whether it is a program, JSON or code to be shown. */
  private insideFence(kind: LineKind, isWhole: boolean): void {
    const fence = this.fence;
    if (!fence || (kind === "blank" && isWhole)) {
      this.line = "";
      return;
    }
    if (kind === "statement" || fence.language.startsWith("openui")) {
      [this.fence, this.isFenced] = [null, true];
      return kind === "fence" ? this.fenceLine() : this.decide(isWhole);
    }
    this.isFirst = false;
    this.mode = "code";
    this.statement = "";
    this.json = new JsonReader(this.sink, true);
    this.json.push(this.line);
    if (isWhole) this.wholeLine();
  }

  private codeLine(line: string): void {
    if (this.fence && line.trim().startsWith(this.fence.marker) && /^[`~\s]+$/.test(line)) this.endCode(line);
    else this.statement += line;
  }

  private endCode(close: string): void {
    const code = this.statement + this.line;
    const { fence } = this;
    this.statement = "";
    this.fence = null;
    this.begin("");
    if (this.json.end() || code.trim() === "") return;
    this.sink.prose(`${fence?.open ?? "```\n"}${code.endsWith("\n") ? code : `${code}\n`}${close || fence?.marker || "```"}\n\n`);
  }

  /** A wrapper that the model wrote itself goes; what stands behind it on the line stays. */
  private tagLine(isWhole: boolean): void {
    const end = this.line.indexOf(">");
    this.isEnvelope ||= this.line.slice(0, end === -1 ? undefined : end).includes("<content");
    const rest = end === -1 ? "" : this.line.slice(end + 1);
    this.begin(rest === "\n" ? "" : rest);
    if (rest === "\n" && !isWhole) this.line = rest;
  }

  private statementLine(line: string): void {
    if (this.statement !== "" && !this.brackets.isClosed && this.isOver(line)) {
      this.finish(this.statement, false);
      this.line = line;
      this.decide(true);
      return;
    }
    if (this.statement === "") this.escaping = escapingOf(line, this.isEnvelope);
    this.statement += this.brackets.scan(plainLine(decoded(line, this.escaping), this.brackets.quote));
    if (this.brackets.isClosed || this.statement.length > STATEMENT_CHARS_MAX) this.finish(this.statement, false);
  }

  private isOver(line: string): boolean {
    return endsProgram(line) ? this.brackets.quote === "" || this.isFenced : beginsStatement(line, this.catalogue);
  }

  private finish(source: string, isCut: boolean): void {
    this.mode = "line";
    this.statement = "";
    this.line = "";
    this.brackets = new Brackets();
    this.sink.statement(source, isCut);
  }
}
