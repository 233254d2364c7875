import { trimmed } from "./trimmed";

export const DELIMITERS = ["\t", ";", "|", ",", "  ", " - "] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** The signs that terminals draw tables with are pipes and dashes as well. */
const BOX = /[\u2500-\u257f]/;
const UPRIGHT = /[│┃║]/g;

/** A line whose drawn borders are pipes. */
export const withPipes = (line: string): string => (BOX.test(line) ? line.replace(UPRIGHT, "|") : line);

const RULE = /^[\s|+:=_\u2500-\u257f-]*$/;
const DASHES = /[-=_\u2500-\u257f]{2}/;

/** Nothing, or a line drawn under a header. */
export const isBlankOrRule = (line: string): boolean =>
  RULE.test(line) && (trimmed(line) === "" || (line.length < 2000 && DASHES.test(line)));

/** Counts delimiters outside of quotes; the line may begin and end inside of one. */
export function quotedFields(line: string, delimiter: Delimiter, isQuoted: boolean): { count: number; endsQuoted: boolean } {
  let count = 1;
  let inside = isQuoted;
  const text = delimiter === "|" ? withoutEdges(line) : line;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') inside = !inside;
    else if (!inside && text.startsWith(delimiter, at)) count++;
  }
  return { count, endsQuoted: inside };
}

export function fieldsIn(line: string, delimiter: Delimiter | " "): number {
  if (delimiter === "  ") return line.trim().split(/\s{2,}/).length;
  let count = 1;
  for (let at = line.indexOf(delimiter); at !== -1; at = line.indexOf(delimiter, at + 1)) count++;
  return delimiter === "|" ? count - edgesOf(trimmed(line)) : count;
}

/** `scratch` holds the cells of one line after the other: a list that grew takes three times the space of its copy. */
export function split(line: string, delimiter: Delimiter, scratch: string[] = []): string[] {
  if (delimiter === "  ") return line.trim().split(/\s{2,}/);
  const inner = delimiter === "|" ? withoutEdges(line) : line;
  let count = 0;
  let from = 0;
  for (let at = inner.indexOf(delimiter); at !== -1; at = inner.indexOf(delimiter, from)) {
    scratch[count++] = trimmed(inner.slice(from, at));
    from = at + delimiter.length;
  }
  scratch[count++] = trimmed(inner.slice(from));
  return scratch.slice(0, count);
}

/** A line without the pipes that it may stand between. */
function withoutEdges(line: string): string {
  const text = trimmed(line);
  const from = text.startsWith("|") ? 1 : 0;
  return text.slice(from, edgesOf(text) > from ? -1 : undefined);
}

const edgesOf = (text: string): number => Number(text.startsWith("|")) + Number(text.length > 1 && text.endsWith("|"));
