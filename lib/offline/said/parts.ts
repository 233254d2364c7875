import { arrow, closingOf, comma, lastAnd, numberedEntries, piecesOf, semicolon, sentenceEnd } from "./pieces";

/** One thing that was said: what it is called, and what was said of it. */
export interface Part {
  label: string;
  details: string[];
}

const PARTS_MAX = 60;

/** Reads a list in whatever form it was written: lines, numbers, semicolons, arrows, sentences or commas. */
export function partsOf(body: string): Part[] {
  return readParts(body.trim()).slice(0, PARTS_MAX);
}

function readParts(body: string): Part[] {
  const lines = body.split("\n").filter((line) => line.trim() !== "");
  if (lines.length > 1) return partsOfLines(lines);
  const numbered = numberedEntries(body);
  if (numbered.length > 1) return numbered.map((entry) => partOf(withoutEnd(entry), true));
  const groups = piecesOf(body, semicolon);
  if (groups.length > 1) return groups.map((group) => partOf(withoutEnd(group), true));
  const steps = piecesOf(body, arrow);
  if (steps.length > 1) return steps.map((step) => partOf(withoutEnd(step), false));
  const sentences = piecesOf(body, sentenceEnd);
  const isLabelled = sentences.length > 1 && sentences.every((one) => separatorIn(one) !== null);
  if (isLabelled) return sentences.map((one) => partOf(withoutEnd(one), true));
  const items = piecesOf(withoutEnd(body), comma);
  if (items.length === 1 && sentences.length > 1) return sentences.map((one) => partOf(withoutEnd(one), false));
  return grouped(lastAnd(items));
}

/** "To do: write, test, Done: ship": what has no label of its own belongs to the one before. */
function grouped(items: string[]): Part[] {
  const parts = items.map((item) => partOf(item, false));
  const labelled = items.map((item) => separatorIn(item) !== null);
  if (!labelled[0] || labelled.every(Boolean)) return parts;
  const groups: Part[] = [];
  for (const [i, part] of parts.entries()) {
    const group = groups.at(-1);
    if (labelled[i] || !group) groups.push(part);
    else group.details.push([part.label, ...part.details].join(" "));
  }
  return groups;
}

const BULLET = /^\s*(?:[-*•–▪]|\d{1,2}[.)]|\[[ x]\])\s+/i;

/** A line a part; bullets below a line without one belong to it. */
function partsOfLines(lines: string[]): Part[] {
  const isMixed = lines.some((line) => BULLET.test(line)) && lines.some((line) => !BULLET.test(line));
  const parts: Part[] = [];
  for (const line of lines) {
    const bare = line
      .replace(BULLET, "")
      .replace(/^#+\s+/, "")
      .replaceAll("**", "")
      .trim();
    const group = parts.at(-1);
    if (isMixed && BULLET.test(line) && group) group.details.push(withoutEnd(bare));
    else parts.push(partOf(bare.replace(/[;,]$/, ""), true));
  }
  return parts;
}

/** `isWide` when commas inside it divide its details, not the parts. */
function partOf(text: string, isWide: boolean): Part {
  const separator = separatorIn(text);
  if (separator === null) {
    if (text.endsWith(":")) return { label: unquoted(text.slice(0, -1)), details: [] };
    const bracket = text.endsWith(")") ? openingOf(text) : -1;
    if (bracket < 1) return { label: unquoted(text), details: [] };
    const inside = text.slice(bracket + 1, -1);
    return { label: unquoted(text.slice(0, bracket)), details: lastAnd(piecesOf(inside, comma)) };
  }
  const label = unquoted(text.slice(0, separator.at));
  const rest = text.slice(separator.at + separator.length).trim();
  const inner = rest.startsWith("(") && rest.endsWith(")") ? rest.slice(1, -1) : rest;
  const details = isWide ? piecesOf(inner, comma) : [inner];
  return { label, details: details.map(unquoted).filter((detail) => detail !== "") };
}

const openingOf = (text: string): number => {
  const at = text.indexOf("(");
  return closingOf(text, at) === text.length - 1 ? at : -1;
};

const LABEL_CHARS_MAX = 60;
const BEFORE_QUOTE = /\s(?:with|saying|says|mit|avec|con|com)?\s?$/i;

/** The mark between a label and what is said of it: a colon, a spaced dash, an equals sign, or the quote that follows. */
function separatorIn(text: string): { at: number; length: number } | null {
  for (let at = 1; at < Math.min(text.length, LABEL_CHARS_MAX); at++) {
    const end = closingOf(text, at);
    if (end > at && text[at] !== "(" && text[at] !== "[") {
      const words = BEFORE_QUOTE.exec(text.slice(0, at));
      if (words && words.index > 0) return { at: words.index, length: words[0].length };
    }
    if (end > at) {
      at = end;
      continue;
    }
    if (text[at] === ":" && text[at + 1] === " ") return { at, length: 1 };
    if (text[at] === "=" && text[at + 1] !== ">") return { at, length: 1 };
    if ("-–—".includes(text[at] ?? " ") && text[at - 1] === " " && text[at + 1] === " ") return { at, length: 1 };
  }
  return null;
}

const QUOTED = /^["“„«]\s?([^"“”„«»]*)\s?["”“»]$/;
export const unquoted = (text: string): string => (QUOTED.exec(text.trim())?.[1] ?? text).trim();
const withoutEnd = (text: string): string => text.trim().replace(/[.;,]$/, "");
