import type { LineState } from "./nesting";

/** As far as a link or an address is read. */
const TARGET_CHARS_MAX = 2100;
/** What begins something that is judged by what follows it. */
const MARK = /\]\(|\]:|<|`{3,}|~{3,}/g;
/** What may become such a mark, or longer, with the next character; and half a character or line end. */
const UNFINISHED = /(?:[[<!]+|\]|`+|~+|\r|[\ud800-\udbff])$/;
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
  let end = openMark(text);
  end -= UNFINISHED.exec(text.slice(Math.max(0, end - TARGET_CHARS_MAX), end))?.[0].length ?? 0;
  const start = text.lastIndexOf("\n", end - 1) + 1;
  const isMarks = start > 0 || line.marks !== null;
  const begun = text.slice(start, end);
  if (isMarks && LINE_MARKS.test(begun)) return start + begun.search(/[^ \t]*$/);
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
      return rest.includes("](") || (rest.includes(")") && TARGET.test(rest)) || /^\s*[^\s<]\S*\s+[^\s"'()]/.test(rest);
    case "]:":
      return /^\s*<?[^\s<>\]]*[\s<>\]](?<=\S\s|[<>\]])/.test(rest);
    case "<":
      return /[\s<>]/.test(rest);
    default:
      return rest.includes("\n");
  }
}

/** Where the last character begins as a reader sees it. */
function lastCluster(text: string): number {
  const from = Math.max(0, text.length - CLUSTER_CHARS);
  let at = from;
  for (const { index } of clusters.segment(text.slice(from))) at = from + index;
  return at;
}
