/** What a piece of a program takes on its way to the client. */
export type Measure = (text: string) => number;

/** Every transport sends a program as a string of JSON. */
export const measureJson: Measure = (text) => (UNESCAPED.test(text) ? text.length : JSON.stringify(text).length - 2);

/** Texts that JSON writes as they are. */
const UNESCAPED = /^[ !#-[\]-~]*$/;

/** No answer shows more than this, however much was written. */
const PROGRAM_CHARS_MAX = 200_000;

/** For each character that was read, and to begin with; together 4 times what was read and 62 KB. */
const LINES = { each: 2.25, base: 28_000 };
const WORDS = { each: 1.25, base: 8_000 };
const ROOTS = { each: 0.25, base: 6_000 };
const LAST_ROOT = { each: 0.25, base: 20_000 };

/**
 * What may be written for what was read, so that nothing a model writes is multiplied: references that repeat what they refer to, roots
 * that are written again, marks that are long when they are escaped. Words have a share of their own: repetition leaves them room.
 */
export class Allowance {
  private chars = PROGRAM_CHARS_MAX;
  private lines = LINES.base;
  private words = WORDS.base;
  private roots = ROOTS.base;
  private lastRoot = LAST_ROOT.base;

  constructor(private readonly measure: Measure = measureJson) {}

  /** Says that the model wrote as many characters more. */
  read(chars: number): void {
    this.lines += chars * LINES.each;
    this.words += chars * WORDS.each;
    this.roots += chars * ROOTS.each;
    this.lastRoot += chars * LAST_ROOT.each;
  }

  /** Whether a component fits, which then counts as written; one that only holds words has their share too. */
  takesLine(line: string, isWords = false): boolean {
    const left = isWords ? this.lines + this.words : this.lines;
    if (line.length > Math.min(this.chars, left)) return false;
    const cost = this.measure(line);
    if (cost > left) return false;
    this.chars -= line.length;
    if (isWords) this.takeCost(cost);
    else this.lines -= cost;
    return true;
  }

  /** As much of a text as fits, which then counts as written. `write` makes of it what will stand in the program. */
  takeWords(text: string, write: (text: string) => string): string {
    let taken = text.slice(0, Math.max(0, this.chars));
    const left = (): number => this.words + this.lines;
    let cost = this.measure(write(taken));
    while (taken !== "" && cost > left()) {
      taken = taken.slice(0, Math.floor(taken.length * Math.min(0.9, left() / cost)));
      cost = this.measure(write(taken));
    }
    if (taken.length < text.length && /[\ud800-\udbff]$/.test(taken)) taken = taken.slice(0, -1);
    this.chars -= taken.length;
    this.takeCost(cost);
    return taken;
  }

  private takeCost(cost: number): void {
    this.words -= cost;
    if (this.words >= 0) return;
    this.lines += this.words;
    this.words = 0;
  }

  /** Whether a root of about `length` characters may be written again. */
  hasRoomForRoot(length: number): boolean {
    return length <= this.roots;
  }

  /** Whether a root fits, which then counts as written; the last one has room of its own. */
  takesRoot(line: string, isLast: boolean): boolean {
    const cost = this.measure(line);
    if (cost <= this.roots) {
      this.roots -= cost;
      return true;
    }
    return isLast && cost <= this.lastRoot;
  }
}
