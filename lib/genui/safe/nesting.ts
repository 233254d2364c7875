const DEPTH_MAX = 12;
const MARKS = /(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$))[ \t]*/y;

/** Where a text that comes in pieces stands: how many marks of quotes and lists its line began with; null past them. */
export interface LineState {
  marks: number | null;
}

/** Markdown whose lines begin with at most a dozen marks of quotes and lists: a renderer's work grows with the square of their depth. */
export function withoutDeepNesting(text: string, state: LineState = { marks: 0 }): string {
  if (state.marks === null && !text.includes("\n")) return text;
  const lines = text.split("\n").map((line, index) => {
    if (index > 0) state.marks = 0;
    return limited(line, state);
  });
  return lines.join("\n");
}

function limited(line: string, state: LineState): string {
  let at = 0;
  while (line.charAt(at) === " " || line.charAt(at) === "\t") at++;
  let kept = line.slice(0, at);
  while (state.marks !== null && at < line.length) {
    MARKS.lastIndex = at;
    const mark = MARKS.exec(line)?.[0];
    if (mark === undefined) {
      state.marks = null;
      break;
    }
    state.marks++;
    if (state.marks <= DEPTH_MAX) kept += mark;
    at += mark.length;
  }
  return kept + line.slice(at);
}
