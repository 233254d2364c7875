const CHARACTER_PX = 6.6;
const LINES_MAX = 3;

/** How the labels of an axis are written: each over one or more lines, and every how many is shown. */
export interface AxisLabels {
  lines: string[][];
  every: number;
  /** Of the tallest label. */
  lineCount: number;
}

/** Breaks labels between words to fit their places; where they don't, some are left out, and a long word alone is cut with "…". */
export function fitLabels(labels: readonly string[], width: number): AxisLabels {
  const place = width / Math.max(1, labels.length);
  const broken = labels.map((label) => breakWords(label, Math.max(3, Math.floor((place - 4) / CHARACTER_PX))));
  const needed = Math.max(1, ...broken.map((lines) => Math.max(...lines.map((line) => line.length)))) * CHARACTER_PX + 8;
  if (needed <= place && broken.every((lines) => lines.length <= LINES_MAX)) return { lines: broken, every: 1, lineCount: tallest(broken) };
  const isShort = labels.every((label) => label.length <= 12);
  const every = isShort ? Math.max(1, Math.ceil((Math.max(1, ...labels.map(({ length }) => length)) * CHARACTER_PX + 8) / place)) : 1;
  const room = Math.max(3, Math.floor((place * every - 4) / CHARACTER_PX));
  const lines = labels.map((label) => cut(breakWords(label, room), room));
  return { lines, every, lineCount: tallest(lines) };
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

function cut(lines: string[], room: number): string[] {
  const shown = lines.slice(0, LINES_MAX).map((line) => (line.length > room ? `${line.slice(0, Math.max(1, room - 1))}…` : line));
  const last = shown.at(-1) ?? "";
  return lines.length > LINES_MAX && !last.endsWith("…") ? [...shown.slice(0, -1), `${last.slice(0, Math.max(1, room - 1))}…`] : shown;
}
