import type { Found } from "./csv";
import { parseNumber } from "./number";
import { type Cell, type RawTable, rawTable } from "./table";

interface Pair {
  label: string;
  value: string;
}

/** Lines of `key: value`: numbers become a series, other values a record, blocks with the same keys rows. */
export function findKeyLines(text: string): Found | null {
  const lines = text.split(/\r\n|\r|\n/);
  let best: { from: number; to: number; pairs: (Pair | null)[]; size: number } | null = null;
  for (let i = 0; i < lines.length; i++) {
    const pairs: (Pair | null)[] = [];
    let at = i;
    for (; at < lines.length; at++) {
      const line = lines[at] ?? "";
      const pair = line.trim() === "" ? null : pairOf(line);
      if (pair === null && (line.trim() !== "" || pairs.length === 0)) break;
      pairs.push(pair);
    }
    const size = pairs.filter((pair) => pair !== null).length;
    if (size > (best?.size ?? 0)) best = { from: i, to: at, pairs, size };
    if (at > i) i = at - 1;
  }
  if (!best || best.size < 2) return null;
  const table = tableOfPairs(best.pairs);
  return table && { table, rest: [...lines.slice(0, best.from), ...lines.slice(best.to)].join("\n") };
}

function pairOf(line: string): Pair | null {
  if (line.length > 200) return null;
  const bare = line
    .trim()
    .replace(/^(?:[-*•–]\s+|\d{1,2}[.)]\s+)/, "")
    .replace(/\*\*/g, "")
    .replace(/[,;]$/, "");
  const separator = /\s*(?:=>|->|→|:|=|\t)\s*|\s+[-–—]\s+/.exec(bare);
  if (separator && separator.index > 0) {
    const label = bare
      .slice(0, separator.index)
      .replace(/^["']|["']$/g, "")
      .trim();
    const value = bare
      .slice(separator.index + separator[0].length)
      .replace(/^["']|["']$/g, "")
      .trim();
    const isClock = separator[0] === ":" && /\d$/.test(label) && /^\d{2}/.test(value);
    const isUrl = separator[0] === ":" && value.startsWith("//");
    return value !== "" && label.split(" ").length <= 6 && label.length <= 60 && !isClock && !isUrl ? { label, value } : null;
  }
  const spaced = /^(\S.{0,58}?)\s+(\S{1,20}(?: ?(?:%|k|m|million|billion|[$€£]|kg|km|cm|g))?)$/i.exec(bare);
  if (!spaced?.[1] || !spaced[2] || parseNumber(spaced[2]) === null || !/\p{L}|^\d{4}$/u.test(spaced[1])) return null;
  return spaced[1].split(" ").length <= 4 && !UNLISTED.test(spaced[1]) ? { label: spaced[1], value: spaced[2] } : null;
}

const UNLISTED =
  /^(?:section|chapter|page|room|version|act|scene|step|line|verse|figure|fig|table|article|paragraph|call|dial|tel|phone|fax|in|since|by|until|on|at|from|top|part|volume|vol|nr|number|apartment|suite|route|flight|gate|note)\b\.?/i;

function tableOfPairs(pairs: (Pair | null)[]): RawTable | null {
  const filled = pairs.filter((pair) => pair !== null);
  const labels = new Set(filled.map(({ label }) => label.toLowerCase()));
  if (labels.size < filled.length) return rowsOfBlocks(filled, labels.size);
  const numbers = filled.filter(({ value }) => parseNumber(value) !== null).length;
  if (numbers === filled.length)
    return rawTable(
      ["Item", "Value"],
      filled.map(({ label, value }) => [label, value]),
    );
  if (numbers >= filled.length * 0.7 && filled.length >= 4 && filled.every(({ value }) => value.length <= 20))
    return rawTable(
      ["Item", "Value"],
      filled.map(({ label, value }) => [label, value]),
    );
  if (filled.length < 3 || filled.some(({ value }) => value.length > 120)) return null;
  return rawTable(
    filled.map(({ label }) => label),
    [filled.map(({ value }) => value)],
    { isRecord: true },
  );
}

/** `name: A, age: 3` again and again: one row each time the first key comes round. */
function rowsOfBlocks(pairs: Pair[], width: number): RawTable | null {
  const [first] = pairs;
  if (!first || width < 2) return null;
  const header = [...new Map(pairs.map(({ label }) => [label.toLowerCase(), label])).values()];
  const rows: Cell[][] = [];
  for (const { label, value } of pairs) {
    if (label.toLowerCase() === first.label.toLowerCase()) rows.push(header.map(() => null));
    const row = rows.at(-1);
    const at = header.findIndex((name) => name.toLowerCase() === label.toLowerCase());
    if (row) row[at] = value;
  }
  return rows.length >= 2 ? rawTable(header, rows) : null;
}

const AMOUNT =
  "(?:US\\$|[$€£¥₹])?\\s?[-+]?\\d[\\d.,]*(?:\\s?(?:%|k|m|bn|b|million|billion|thousand|[$€£]|usd|eur|gbp|dollars|euros|pounds|kg|km|hours?|hrs?|min(?:utes)?|points?|votes?|units?|people|users?|h)(?![\\p{L}]))?";
const LABEL_FIRST = new RegExp(`^(.{1,80}?)\\s*(?:[:=→(–-]\\s*)?(${AMOUNT})\\)?[.!]?$`, "iu");
const NUMBER_FIRST = new RegExp(
  `^(${AMOUNT})\\s+(?:(?:in|for|of|on|to|from|were|are|at|chose|voted|prefer|said)\\s+)?(\\p{L}.{0,40}?)[.!]?$`,
  "iu",
);
const INTRO =
  /^.{0,200}?\b(?:are|is|were|was|spent|spend|sold|of|got|have|had|has|for|with|includes?|showing|shows|compare|chart|plot|graph|draw|visuali[sz]e|show|following|data)\s+/iu;
const LEAD = /^(?:the|a|an|my|our|in|on|for|and|then|plus|about|with|of|from|data|values|following|me|this|these)\s+/i;
const TAIL =
  /\s+(?:is|was|were|are|had|has|at|of|about|around|approximately|approx|got|sold|costs?|made|earned|with|for|scored|received|to|by|=|:|-)$/i;
const SENTENCE_WORDS =
  /\b(?:i|we|you|he|she|they|it|born|moved|married|met|ate|went|walked|since|until|who|which|that|because|after|before|when|during|between|year|add|what|how|convert|plus|minus|times|divided|percent|version|top|tip|days?|weeks?|months?|years?)\b/i;
export const CHART_WORDS =
  /\b(?:chart|plot|graph|draw|diagram|visuali[sz]e|visuali[sz]ation|display|show|pie|donut|bars?|table|tabulate|compare|comparison|summari[sz]e|breakdown|break down|analy[sz]e|expenses|budget|spending|costs|sales|revenue|votes|results|scores|data|numbers|figures|stats)\b/i;

/** Inline amounts: "Rent $1200, Food $450 and Transport 120", "40% cats, 35% dogs, 25% birds". */
export function findInline(text: string): Found | null {
  if (text.length > 4000) return null;
  const isAsked = CHART_WORDS.test(text);
  for (const candidate of inlineCandidates(text)) {
    const pairs = segmentsOf(candidate.list).map((segment, i, all) => inlinePair(segment, i === 0 && !candidate.isIntroduced, all.length));
    const labelled = pairs.filter((pair) => pair !== null);
    const hasVerb = labelled.some(({ label }) => SENTENCE_WORDS.test(label));
    if (labelled.length !== pairs.length || labelled.length < (isAsked || candidate.isIntroduced ? 2 : 3) || hasVerb) continue;
    if (!labelled.every(({ isNumberFirst }) => isNumberFirst === labelled[0]?.isNumberFirst)) continue;
    if (labelled[0]?.isNumberFirst && !isAsked && !candidate.isIntroduced) continue;
    if (isCoincidence(labelled) || (labelled[0]?.wasIntroduced && !isAsked)) continue;
    return {
      table: rawTable(
        ["Item", "Value"],
        labelled.map(({ label, value }) => [label, value]),
        { title: candidate.title },
      ),
      rest: candidate.rest,
    };
  }
  return null;
}

interface Candidate {
  list: string;
  rest: string;
  title: string | null;
  isIntroduced: boolean;
}

function inlineCandidates(text: string): Candidate[] {
  const whole = text.trim().replace(/\s+/g, " ");
  const candidates: Candidate[] = [];
  const colon = /:\s/.exec(whole);
  if (
    colon &&
    colon.index > 0 &&
    !/\d/.test(
      whole
        .slice(0, colon.index)
        .split(/[.!?]\s/)
        .at(-1) ?? "",
    ) &&
    whole.slice(0, colon.index).split(" ").length > 0
  ) {
    const [list, ...after] = sentences(whole.slice(colon.index + 1));
    const intro = whole.slice(0, colon.index);
    const isPlainPair = /^[^,;]{1,40}$/.test(intro) && /:\s/.test(whole.slice(colon.index + 1));
    if (list && !isPlainPair) candidates.push({ list, rest: `${intro}. ${after.join(" ")}`, title: titleOf(intro), isIntroduced: true });
  }
  const all = sentences(whole);
  for (const [i, sentence] of all.entries())
    candidates.push({
      list: sentence,
      rest:
        all.length > 1
          ? all.filter((_, j) => j !== i).join(" ")
          : CHART_WORDS.exec(sentence)
            ? `${sentence.replace(/\d.*$/s, "")} ${COMMAND_TAIL.exec(sentence)?.[0] ?? ""}`
            : "",
      title: null,
      isIntroduced: false,
    });
  return candidates;
}

const sentences = (text: string): string[] =>
  text
    .split(/(?<=\D[.!?]|\d[.!?](?=\s\p{Lu}))\s+/u)
    .map((part) => part.trim())
    .filter(Boolean);

/** A short noun phrase before the colon names the data; an instruction does not. */
export function titleOf(intro: string): string | null {
  const words = intro
    .trim()
    .replace(/^(?:here (?:are|is)|these are|this is|my|our|the)\s+/i, "")
    .replace(/^(?:my|our|the)\s+/i, "")
    .replace(/\s+(?:is|are|was|were)$/i, "");
  if (words.length < 3 || words.split(" ").length > 6 || /[.!?\n]/.test(words)) return null;
  return /\b(?:chart|plot|graph|show|draw|make|create|visuali[sz]e|display|compare|data|following|table|please|turn|can|could|summari[sz]e|analy[sz]e|give|what|this|these|use|from|as|i|we|have|had|has|got)\b/i.test(
    words,
  )
    ? null
    : words.charAt(0).toUpperCase() + words.slice(1);
}

function segmentsOf(list: string): string[] {
  return list
    .replace(COMMAND_TAIL, "")
    .split(/;|\||•|·|,(?!\d{3}(?:\D|$))|\s+and\s+|\s+&\s+|\s+vs\.?\s+|\s+versus\s+/i)
    .map((part) => part.trim().replace(/^and\s+/i, ""))
    .filter(Boolean);
}

/** "… draw that as a pie": the request behind the list. */
const COMMAND_TAIL =
  /[,;]?\s*(?:and\s+|then\s+)?(?:please\s+|can you\s+|could you\s+)?\b(?:draw|show|plot|chart|make|visuali[sz]e|display|turn|put|graph)\b[^\d,;]*$/i;

interface InlinePair extends Pair {
  isNumberFirst: boolean;
  wasIntroduced: boolean;
}

function inlinePair(segment: string, isFirst: boolean, total: number): InlinePair | null {
  if (total < 2 || segment.length > 240) return null;
  const stripped = isFirst ? segment.replace(INTRO, "") : segment;
  const wasIntroduced = stripped !== segment;
  const numberFirst = NUMBER_FIRST.exec(stripped);
  if (numberFirst?.[1] && numberFirst[2]) return pairWith(numberFirst[2], numberFirst[1], true, wasIntroduced);
  const labelFirst = LABEL_FIRST.exec(stripped);
  return labelFirst?.[1] && labelFirst[2] ? pairWith(labelFirst[1], labelFirst[2], false, wasIntroduced) : null;
}

function pairWith(rawLabel: string, value: string, isNumberFirst: boolean, wasIntroduced: boolean): InlinePair | null {
  let label = rawLabel.trim();
  for (let i = 0; i < 3; i++)
    label = label
      .replace(LEAD, "")
      .replace(TAIL, "")
      .replace(/[:=(–-]+$/, "")
      .replace(/^["']|["']$/g, "")
      .trim();
  if (label === "" || label.length > 40 || label.split(" ").length > 4 || !/[\p{L}\d]/u.test(label) || parseNumber(value) === null)
    return null;
  return { label, value: value.trim(), isNumberFirst, wasIntroduced };
}

/** Years in a sentence, numbered sections, phone numbers: numbers that are not amounts. */
function isCoincidence(pairs: Pair[]): boolean {
  const labels = new Set(pairs.map(({ label }) => label.toLowerCase()));
  const isYears = pairs.every(({ value }) => /^(?:1[5-9]|20|21)\d\d$/.test(value));
  return (
    labels.size < pairs.length ||
    isYears ||
    pairs.some(({ label }) => UNLISTED.test(label)) ||
    pairs.every(({ label }) => /^[\d.]+$/.test(label) && label.length < 4)
  );
}
