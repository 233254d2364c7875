import { spend } from "../budget";

const CLOSING: Readonly<Record<string, string>> = {
  '"': '"',
  "“": "”",
  "„": "“",
  "«": "»",
  "(": ")",
  "[": "]",
};
const ENCLOSED_CHARS_MAX = 600;

/** Where what opens at `at` ends: quotes and brackets hold together. `at` itself when nothing opens there, or it never closes. */
export function closingOf(text: string, at: number): number {
  const closing = CLOSING[text[at] ?? ""];
  if (closing === undefined) return at;
  const end = text.indexOf(closing, at + 1);
  return end === -1 || end - at > ENCLOSED_CHARS_MAX ? at : end;
}

/** Splits a text outside quotes and brackets; `markAt` says how long the mark at a place is, 0 for none. */
export function piecesOf(text: string, markAt: (text: string, at: number) => number): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    at = closingOf(text, at);
    const length = markAt(text, at);
    if (length === 0) continue;
    spend();
    pieces.push(text.slice(from, at));
    from = at + length;
    at = from - 1;
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== "");
}

const isDigit = (char: string | undefined): boolean => char !== undefined && char >= "0" && char <= "9";
const isSpace = (char: string | undefined): boolean => char !== undefined && char.trim() === "";

export const semicolon = (text: string, at: number): number => (text[at] === ";" ? 1 : 0);

/** Not the comma of "1,200" or "12,50". */
export const comma = (text: string, at: number): number => ((text[at] === "," && !isDigit(text[at + 1])) || text[at] === "、" ? 1 : 0);

const ARROWS = ["→", "->", "=>", "|"];
export const arrow = (text: string, at: number): number => ARROWS.find((mark) => text.startsWith(mark, at))?.length ?? 0;

/** The end of a sentence: a point between digits, or behind a single letter or digit, is none. */
export function sentenceEnd(text: string, at: number): number {
  if (!".!?".includes(text[at] ?? " ") || !isSpace(text[at + 1])) return 0;
  if (text[at] !== ".") return 0;
  return isSpace(text[at - 2]) || at < 2 ? 0 : 1;
}

/** Where "1." or "2)" begins an entry, in their order; empty when there are fewer than two. */
export function numberedEntries(text: string): string[] {
  const starts: { at: number; to: number }[] = [];
  for (const match of text.matchAll(/(?<![^\s:,;])(\d{1,2})[.)]\s/g))
    if (Number(match[1]) === starts.length + 1) starts.push({ at: match.index, to: match.index + match[0].length });
  if (starts.length < 2) return [];
  return starts.map(({ to }, i) => text.slice(to, starts[i + 1]?.at ?? text.length)).map((entry) => entry.trim().replace(/[,;]$/, ""));
}

/** What leads in to numbered entries: "Steps 1. Open 2. Read" has "Steps". */
export function beforeNumbered(text: string): number {
  return text.search(/(?<![^\s:,;])1[.)]\s/);
}

const AND = [" and ", " und ", " et ", " y ", " e ", " & "];
const WORDS_MAX = 3;

/** "pears and plums" behind commas are two; "fish and chips with salt" stay one. */
export function lastAnd(pieces: string[]): string[] {
  const last = pieces.at(-1);
  if (last === undefined || /["“„«(]/.test(last)) return pieces;
  const rest = pieces.slice(0, -1);
  const bare = last.replace(/^(?:and|und|et|y|e|or|oder) /i, "");
  if (bare !== last) return [...rest, bare];
  for (const word of AND) {
    const halves = last.split(word).map((half) => half.trim());
    if (halves.length === 2 && halves.every((half) => half !== "" && wordCount(half) <= WORDS_MAX)) return [...rest, ...halves];
  }
  return pieces;
}

const wordCount = (text: string): number => text.split(" ").length;

/** The text without any of these characters at its end. */
export function withoutTail(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text[end - 1] ?? " ")) end--;
  return text.slice(0, end);
}
