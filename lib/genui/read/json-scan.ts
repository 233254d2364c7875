/** What stands around a part of JSON: an object or a list, and where it stands itself. */
export interface Around {
  /** Its name in the object around it, its place in a list; null for a value that stands alone. */
  key: string | number | null;
  isList: boolean;
  start: number;
  /** The component that an object says it is. */
  name: string | null;
}

/** An object or list that has ended, with what is around it from the outside in. */
export interface JsonPart extends Around {
  end: number;
  around: readonly Around[];
}

interface Frame extends Around {
  isKeyNext: boolean;
  /** The key that was read last. */
  word: string;
  index: number;
}

/** What is deeper is a piece of something that is read as one. */
const DEPTH_MAX = 60;
const PART_DEPTH_MAX = 12;
const NAMES = new Set(["component", "typeName", "type"]);
/** What numbers and constants are made of. */
const PLAIN = /[\s\d+\-.eEtrufalsn]/;
/** What may stand behind a value and says nothing. */
const BETWEEN = /[\s\]}),;]/;

/**
 * Follows JSON while it comes and tells each object and list as it ends, in as many values as there are in a row. Only of JSON that is in
 * order: from the first mark on that does not belong it is loose, and nothing is told any more. Linear, whatever pieces it comes in.
 */
export class JsonScan {
  source = "";
  isLoose = false;
  /** Where the value begins that is not over yet. */
  open = 0;
  /** What stands behind the last value and is none. */
  behind: string | null = null;
  private at = 0;
  private readonly frames: Frame[] = [];
  /** Where the string began that is being read; -1 outside of strings. */
  private quoted = -1;

  /** Takes the next piece; returns what has ended in it. */
  push(piece: string): JsonPart[] {
    this.source += piece;
    const parts: JsonPart[] = [];
    while (this.at < this.source.length && !this.isLoose && this.behind === null) {
      if (this.quoted === -1) this.mark(this.source.charAt(this.at++), parts);
      else if (!this.takesString()) break;
    }
    return parts;
  }

  /** Up to where the string closes; false when that has not come. */
  private takesString(): boolean {
    for (; this.at < this.source.length; this.at++) {
      const character = this.source.charAt(this.at);
      if (character === '"') {
        this.said(this.source.slice(this.quoted + 1, this.at++));
        this.quoted = -1;
        return true;
      }
      if (character !== "\\") continue;
      if (this.at + 1 === this.source.length) return false;
      this.at++;
    }
    return false;
  }

  private said(text: string): void {
    const frame = this.frames.at(-1);
    if (!frame || frame.isList) return;
    if (frame.isKeyNext) frame.word = text;
    else if (NAMES.has(frame.word) && text !== "") frame.name = text;
  }

  private mark(mark: string, parts: JsonPart[]): void {
    const frame = this.frames.at(-1);
    if (mark === '"' && frame) this.quoted = this.at - 1;
    else if (mark === "{" || mark === "[") this.begin(mark === "[", frame);
    else if ((mark === "}" || mark === "]") && frame?.isList === (mark === "]")) this.end(parts);
    else if (mark === ":" && frame && !frame.isList && frame.isKeyNext) frame.isKeyNext = false;
    else if (mark === "," && frame) {
      frame.index++;
      frame.isKeyNext = true;
    } else if (!frame && mark !== '"' && !BETWEEN.test(mark)) this.over();
    else if (frame ? !PLAIN.test(mark) : mark === '"') this.isLoose = true;
  }

  private over(): void {
    this.behind = this.source.slice(this.at - 1);
    this.source = this.source.slice(0, this.at - 1);
  }

  private begin(isList: boolean, around: Frame | undefined): void {
    const start = this.at - 1;
    if (!around) this.open = start;
    const key = around ? (around.isList ? around.index : around.word) : null;
    this.frames.push({ key, isList, start, name: null, isKeyNext: true, word: "", index: 0 });
    if (this.frames.length > DEPTH_MAX) this.isLoose = true;
  }

  private end(parts: JsonPart[]): void {
    const frame = this.frames.pop();
    if (!frame) return;
    const { key, isList, start, name } = frame;
    if (this.frames.length < PART_DEPTH_MAX) parts.push({ key, isList, start, name, end: this.at, around: this.frames.slice() });
    if (this.frames.length === 0) this.open = this.at;
  }
}
