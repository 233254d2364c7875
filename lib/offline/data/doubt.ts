import type { UiNode } from "@/lib/genui/tree";
import { buttons, callout, say } from "../ui";
import { parseNumber } from "./number";
import { type Doubt, type Reading, UNSAID } from "./table";
import { parseTime } from "./time";

const said = (sample: string, way: string): string => `Read ${sample} as ${way}`;

/** Says what can be read two ways, with a button for each; nothing when nothing can. One answer decides for the whole table. */
export function doubtNodes(doubts: Doubt[]): UiNode[] {
  const [first] = doubts;
  if (!first) return [];
  const { column, sample, ways } = first;
  const text = `${sample} in ${column} can be ${ways[0]} or ${ways[1]}, and nothing in the data tells which. Until you say, it stays as it was written.`;
  return [callout("info", "I can read this two ways", text), buttons(ways.map((way) => say(said(sample, way))))];
}

const SAID = /^\W*read\s+(\S.{0,40}?)\s+as\s+(\S.{0,40}?)[.!]?\s*$/i;

/** Which of two readings someone chose; null when the text chooses none. */
export function readingSaid(text: string): Partial<Reading> | null {
  const match = text.length > 120 ? null : SAID.exec(text);
  if (!match?.[1] || !match[2]) return null;
  const [sample, way] = [match[1], match[2]];
  const day = parseTime(way, { yearAllowed: false, dayFirst: true });
  if (day?.kind === "date") {
    const [asDay, asMonth] = [true, false].map((dayFirst) => parseTime(sample, { yearAllowed: false, dayFirst })?.key);
    return asDay === asMonth ? null : day.key === asDay ? { isDayFirst: true } : day.key === asMonth ? { isDayFirst: false } : null;
  }
  const value = parseNumber(way, ".")?.value;
  const [asComma, asPoint] = [parseNumber(sample, ",")?.value, parseNumber(sample, ".")?.value];
  if (value === undefined || asComma === asPoint) return null;
  return value === asComma ? { decimal: "," } : value === asPoint ? { decimal: "." } : null;
}

/** The readings that several texts chose, the later before the earlier. */
export function readingOf(texts: string[]): Reading {
  return texts.reduce<Reading>((reading, text) => ({ ...reading, ...readingSaid(text) }), UNSAID);
}
