import type { Found } from "./csv";
import { parseNumber } from "./number";
import { rawTable } from "./table";

const NUMBERS_MIN = 4;

/** A column of bare numbers, one a line, with or without a name above it. */
export function findColumn(text: string): Found | null {
  const lines = text.split(/\r\n|\r|\n/);
  const isNumber = (line: string | undefined): boolean => line !== undefined && /^\s*\S+\s*$/.test(line) && parseNumber(line) !== null;
  const from = lines.findIndex((line, i) => isNumber(line) && isNumber(lines[i + 1]));
  if (from === -1) return null;
  let to = from;
  while (isNumber(lines[to])) to++;
  if (to - from < NUMBERS_MIN) return null;
  const above = lines[from - 1]?.trim() ?? "";
  const isName = above !== "" && above.length <= 40 && above.split(/\s+/).length <= 3 && !/[.:?!]$/.test(above);
  const body = lines.slice(from, to).map((line, i) => [`#${i + 1}`, line.trim()]);
  return {
    table: rawTable(["Position", isName ? above : "Value"], body),
    rest: [...lines.slice(0, isName ? from - 1 : from), ...lines.slice(to)].join("\n"),
  };
}
