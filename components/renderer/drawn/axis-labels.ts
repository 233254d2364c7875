const CHARACTER_PX = 6.6;
const BROADER_PX = 1.4;
const LINES_MAX = 4;
/** So much of a word stands on either side of a break within it. */
const PIECE_MIN = 3;
/** More labels than these have no room for their names. */
const NAMES_MAX = 12;

/** How the labels of an axis are written: each over one or more lines, and every how many is shown. */
export interface AxisLabels {
  lines: string[][];
  every: number;
  /** Of the tallest label. */
  lineCount: number;
}

/** Breaks labels to fit their places, between words where that does; numbers and dates that don't fit are shown now and then instead. */
export function fitLabels(labels: readonly string[], width: number): AxisLabels {
  const place = width / Math.max(1, labels.length);
  const broken = labels.map((label) => breakWords(label, Math.max(3, Math.floor((place - 4) / CHARACTER_PX))));
  const needed = Math.max(1, ...broken.map((lines) => Math.max(...lines.map((line) => line.length)))) * CHARACTER_PX + 8;
  if (needed <= place && broken.every((lines) => lines.length <= LINES_MAX)) return { lines: broken, every: 1, lineCount: tallest(broken) };
  const every = maySkip(labels) ? Math.max(1, Math.ceil((Math.max(...labels.map(({ length }) => length)) * CHARACTER_PX + 8) / place)) : 1;
  const room = Math.max(3, Math.floor((place * every - 4) / CHARACTER_PX));
  const lines = labels.map((label) => breakLabel(label, room));
  return { lines, every, lineCount: tallest(lines) };
}

/** Between days, years and months a reader knows what stands; a name that is left out is not known. */
function maySkip(labels: readonly string[]): boolean {
  return labels.length > NAMES_MAX || labels.every((label) => label.length <= 4 || (label.length <= 12 && /\d/.test(label)));
}

/** A label in lines of at most `room` characters; what four of them do not hold ends in "…". */
export function breakLabel(label: string, room: number): string[] {
  return cut(
    breakWords(label, room).flatMap((line) => breakWord(line, room)),
    room,
  );
}

function tallest(labels: readonly string[][]): number {
  return Math.max(1, ...labels.map(({ length }) => length));
}

function breakWords(label: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of label.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 0 ? lines : [""];
}

/** A word that is longer than its place, in pieces, as many as are shown; numbers are never broken. */
function breakWord(word: string, room: number): string[] {
  if (room <= PIECE_MIN || /\d/.test(word)) return [word];
  const pieces: string[] = [];
  let rest = word;
  while (rest.length > room && pieces.length < LINES_MAX) {
    const at = Math.min(room - 1, rest.length - PIECE_MIN);
    pieces.push(`${rest.slice(0, at)}-`);
    rest = rest.slice(at);
  }
  return [...pieces, rest];
}

/** How broad a label is, at most: digits and capitals are broader than what most of a word is made of. */
export function breadthOf(lines: readonly string[] | undefined): number {
  const broad = (line: string) => line.match(/[\dA-Z\u{2E80}-\u{10FFFF}]/gu)?.length ?? 0;
  return Math.max(0, ...(lines ?? []).map((line) => line.length * CHARACTER_PX + broad(line) * BROADER_PX));
}

function cut(lines: string[], room: number): string[] {
  const shown = lines.slice(0, LINES_MAX).map((line) => (line.length > room ? `${line.slice(0, Math.max(1, room - 1))}…` : line));
  const last = shown.at(-1) ?? "";
  return lines.length > LINES_MAX && !last.endsWith("…") ? [...shown.slice(0, -1), `${last.slice(0, Math.max(1, room - 1))}…`] : shown;
}
