import type { LineState } from "./nesting";

/** As far as a link or an address is read. */
const TARGET_CHARS_MAX = 2100;
/** What begins something that is judged by what follows it. */
const MARK = /\]\(|\]:|<|`{3,}|~{3,}/g;
/** Characters that neither begin nor join anything. */
const QUIET = /^[ "-;=-Z^_a-}]*$/;
/** What may become such a mark, or longer, with the next character. */
const BEGINNINGS = ["[<!", "`", "~"];
/** What does so by itself, and half a character or line end. */
const HALF = /[\]\r\ud800-\udbff]/;
/** Marks of quotes and lists at the beginning of a line. */
const LINE_MARKS = /^[ \t>*+\-\d.)]*$/;
/** What a character may join that comes after it: parts of emoji, and scripts whose vowels stand behind. */
const JOINING = /[\p{Extended_Pictographic}\p{Regional_Indicator}\p{M}\u200d\u0e00-\u0eff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff]$/u;
const CLUSTER_CHARS = 32;
/** The whole of an inline link behind its bracket. */
const TARGET = /^\s{0,20}(?:<[^<>\n]*>|(?:\\.|[^\s()\\]|\([^\s()]*\))*)(?:\s{1,20}(?:"[^"]*"|'[^']*'|\([^()]*\)))?\s{0,20}\)/;

const clusters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/**
 * How much of a text that still comes can be judged by itself: all but what may be part of a link, an address, a fence, the marks that a line
 * begins with, or a character that is not whole. `line` is where the text begins.
 */
export function readyLength(text: string, line: LineState): number {
  if (line.marks === null && QUIET.test(text)) return text.length;
  let end = openMark(text);
  end -= unfinishedLength(text, end);
  const start = text.lastIndexOf("\n", end - 1) + 1;
  const isMarks = start > 0 || line.marks !== null;
  const begun = text.slice(start, end);
  if (isMarks && LINE_MARKS.test(begun)) return start + begun.length - wordLength(begun);
  return end === text.length && JOINING.test(text.slice(-2)) ? lastCluster(text) : end;
}

/** Where the first mark stands of which the end is not there. */
function openMark(text: string): number {
  MARK.lastIndex = 0;
  for (let mark = MARK.exec(text); mark; mark = MARK.exec(text)) {
    const rest = text.slice(MARK.lastIndex, MARK.lastIndex + TARGET_CHARS_MAX);
    if (rest.length < TARGET_CHARS_MAX && !isOver(mark[0], rest)) return mark.index;
  }
  return text.length;
}

function isOver(mark: string, rest: string): boolean {
  switch (mark) {
    case "](":
      // The next one ends what may belong to it. A title begins with a quote or a parenthesis; after anything else this is no link.
      return rest.includes("](") || (rest.includes(")") && TARGET.test(rest)) || /^\s{0,99}[^\s<]\S*\s+[^\s"'()]/.test(rest);
    case "]:":
      return /^\s*<?[^\s<>\]]*[\s<>\]](?<=\S\s|[<>\]])/.test(rest);
    case "<":
      return /[\s<>]/.test(rest);
    default:
      return rest.includes("\n");
  }
}

/** How many characters before `end` may be the beginning of a mark. */
function unfinishedLength(text: string, end: number): number {
  const last = text.charAt(end - 1);
  if (last === "") return 0;
  if (HALF.test(last)) return 1;
  const marks = BEGINNINGS.find((some) => some.includes(last)) ?? "";
  let start = end;
  while (start > 0 && marks.includes(text.charAt(start - 1))) start--;
  return end - start;
}

/** How long the last word is. */
function wordLength(text: string): number {
  return text.length - 1 - Math.max(text.lastIndexOf(" "), text.lastIndexOf("\t"));
}

/** Where the last character begins as a reader sees it. */
function lastCluster(text: string): number {
  const from = Math.max(0, text.length - CLUSTER_CHARS);
  let at = from;
  for (const { index } of clusters.segment(text.slice(from))) at = from + index;
  return at;
}
