import { AMOUNT, MAYBE_GROUPED, SURELY_GROUPED } from "./amount";
import { titleOf } from "./caption";
import type { Found } from "./csv";
import { asciiDigits } from "./digits";
import { parseNumber } from "./number";
import { UNLISTED } from "./pairs";
import { rawTable } from "./table";
import { parseTime } from "./time";

interface Pair {
  label: string;
  value: string;
}

/** What stands between a label and its amount. A dash with a blank before it alone is a sign, not a separator. */
const BETWEEN = "(?:\\s*(?:[:=→]|=>|->)\\s*|\\s+[–—-]\\s+|(?<=\\p{L})[–—-](?=[\\d$€£])|\\s*(?=\\()|\\s+)";
const labelFirst = (amount: string): RegExp => new RegExp(`^(.{1,80}?)${BETWEEN}(${amount})[.!]?$`, "iu");
const numberFirst = (amount: string): RegExp =>
  new RegExp(`^(${amount})\\s+(?:(?:in|for|of|on|to|from|were|are|at|chose|voted|prefer|said)\\s+)?(\\p{L}.{0,40}?)[.!]?$`, "iu");
const GLUED = new RegExp(`^(\\p{L}{1,40})(${AMOUNT.narrow})[.!]?$`, "iu");
const FORMS = {
  grouped: { labelFirst: labelFirst(AMOUNT.grouped), numberFirst: numberFirst(AMOUNT.grouped) },
  narrow: { labelFirst: labelFirst(AMOUNT.narrow), numberFirst: numberFirst(AMOUNT.narrow) },
};
type Form = keyof typeof FORMS;
const INTRO =
  /^.{0,200}?\b(?:are|is|were|was|spent|spend|sold|of|got|have|had|has|for|with|includes?|showing|shows|compare|chart|plot|graph|draw|visuali[sz]e|show|following|data)\s+/iu;
const LEAD = /^(?:the|a|an|my|our|in|on|for|and|then|plus|about|with|of|from|data|values|following|me|this|these)\s+/i;
const TAIL =
  /\s+(?:is|was|were|are|had|has|at|of|about|around|approximately|approx|got|sold|costs?|made|earned|with|for|scored|received|to|by|=|:|-|(?:this|last|per|each|every) (?:day|week|month|quarter|year)|today|yesterday|so far|altogether|in total)$/i;
const SENTENCE_WORDS =
  /\b(?:i|we|you|he|she|they|it|born|moved|married|met|ate|went|walked|since|until|who|which|that|because|after|before|when|during|between|year|add|what|how|convert|plus|minus|times|divided|percent|version|top|tip|days?|weeks?|months?|years?)\b/i;
export const CHART_WORDS =
  /\b(?:chart|plot|graph|draw|diagram|visuali[sz]e|visuali[sz]ation|display|show|pie|donut|bars?|table|tabulate|compare|comparison|summari[sz]e|breakdown|break down|analy[sz]e|expenses|budget|spending|costs|sales|revenue|votes|results|scores|data|numbers|figures|stats)\b/i;

/** Inline amounts: "Rent $1200, Food $450 and Transport 120", "40% cats, 35% dogs, 25% birds". */
export function findInline(text: string): Found | null {
  if (text.length > 4000) return null;
  const isAsked = CHART_WORDS.test(text);
  for (const candidate of inlineCandidates(text)) {
    const pairs = pairsOf(candidate, isAsked);
    if (!pairs) continue;
    const { rows, lead } = withoutLead(withSigns(pairs));
    return {
      table: rawTable(["Item", "Value"], rows, { title: candidate.title ?? (lead === null ? null : titleOf(lead)) }),
      rest: candidate.rest,
    };
  }
  return null;
}

/** The list's pairs; null when it is a sentence with numbers in it, or one that blanks in numbers leave open. */
function pairsOf(candidate: Candidate, isAsked: boolean): InlinePair[] | null {
  const segments = withoutCommonWord(afterLead(segmentsOf(candidate.list)));
  const isGrouped = segments.some((segment) => SURELY_GROUPED.test(segment));
  const read = (form: Form): (InlinePair | null)[] =>
    segments.map((segment, i, all) => inlinePair(segment, i === 0 && !candidate.isIntroduced, all.length, form));
  const pairs = read(isGrouped ? "grouped" : "narrow");
  // "I slept 7 hours on Monday, 6 on Tuesday": what leads up to the first number is no label when the others have theirs behind.
  if (pairs.length > 2 && !pairs[0]?.isNumberFirst && pairs.slice(1).every((pair) => pair?.isNumberFirst))
    pairs[0] = inlinePair((segments[0] ?? "").replace(/^[^\d$€£]*/, ""), false, pairs.length, "narrow");
  const labelled = pairs.filter((pair) => pair !== null);
  const hasVerb = labelled.some(({ label }) => SENTENCE_WORDS.test(label));
  const least = isAsked || candidate.isIntroduced || labelled.every(({ value }) => value.endsWith("%")) ? 2 : 3;
  if (labelled.length !== pairs.length || labelled.length < least || hasVerb) return null;
  if (!labelled.every(({ isNumberFirst }) => isNumberFirst === labelled[0]?.isNumberFirst)) return null;
  if (labelled[0]?.isNumberFirst && !isAsked && !candidate.isIntroduced) return null;
  if (isCoincidence(labelled) || (labelled[0]?.wasIntroduced && !isAsked)) return null;
  return !isGrouped && isOpenGrouping(segments, labelled) ? null : labelled;
}

/** "Rent 1 500, Food 2 300": one number each, or a label that ends with one. Labels that differ in it alone are numbered: "Week 1 200". */
function isOpenGrouping(segments: string[], pairs: InlinePair[]): boolean {
  if (!segments.every((segment) => MAYBE_GROUPED.test(segment))) return false;
  return new Set(pairs.map(({ label }) => label.replace(/\s*\d+$/, "").toLowerCase())).size > 1;
}

/** `A (5), B (7)` holds amounts in parentheses; where only some stand in them, those are negative. */
function withSigns(pairs: InlinePair[]): InlinePair[] {
  const isAll = pairs.every(({ value, hasSeparator }) => value.startsWith("(") && !hasSeparator);
  return isAll ? pairs.map((pair) => ({ ...pair, value: pair.value.slice(1, -1) })) : pairs;
}

/** "temperature Mon -3, Tue 4": the words before the first time name the list. */
function withoutLead(pairs: InlinePair[]): { rows: string[][]; lead: string | null } {
  const isTime = (label: string): boolean => parseTime(label, { yearAllowed: true, dayFirst: false }) !== null;
  const [first, ...others] = pairs;
  const words = first?.label.split(" ") ?? [];
  const at = words.findIndex((_, i) => i > 0 && isTime(words.slice(i).join(" ")));
  const isLed = first !== undefined && at > 0 && !isTime(first.label) && others.every(({ label }) => isTime(label));
  const rows = pairs.map(({ label, value }, i) => [i === 0 && isLed ? words.slice(at).join(" ") : label, value]);
  return { rows, lead: isLed ? words.slice(0, at).join(" ") : null };
}

interface Candidate {
  list: string;
  rest: string;
  title: string | null;
  isIntroduced: boolean;
}

function inlineCandidates(text: string): Candidate[] {
  const whole = asciiDigits(text)
    .trim()
    .replace(/[ \t\r\n\f\v]+/g, " ")
    .replace(/：/g, ": ");
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
    const behind = whole.slice(colon.index + 1);
    const isPlainPair = /^[^,;]{1,40}$/.test(intro) && /:\s/.test(behind) && /^\s*[-+(]?\s?[$€£¥₹]?\s?[-+]?\d/.test(behind);
    if (list && !isPlainPair) candidates.push({ list, rest: `${intro}. ${after.join(" ")}`, title: titleOf(intro), isIntroduced: true });
  }
  const dashed = /^([^:\d]{3,60}?)\s[—–]\s(.+)$/.exec(whole);
  if (dashed?.[1] && dashed[2] && dashed[2].split(/[:=]/).length > 2)
    candidates.push({ list: dashed[2], rest: dashed[1], title: titleOf(dashed[1]), isIntroduced: true });
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

function segmentsOf(list: string): string[] {
  return list
    .replace(COMMAND_TAIL, "")
    .split(/;|；|\||•|·|、|，|(?<!\d),|,(?!\d)|(?<!\s)\s+(?:and|&|vs\.?|versus|und|et|y|e)\s+/i)
    .map((part) => part.trim().replace(/^and\s+/i, ""))
    .filter(Boolean);
}

/** "In our survey, 120 people chose tea, …": what leads in holds no number. */
function afterLead(segments: string[]): string[] {
  const [lead, ...others] = segments;
  return lead !== undefined && others.length >= 2 && !/\d/.test(lead) && others.every((segment) => /\d/.test(segment)) ? others : segments;
}

/** "A 12 students, B 20 students": a word behind every number names what is counted, once. */
function withoutCommonWord(segments: string[]): string[] {
  const word = /\d\s+(\p{L}+)$/u.exec(segments[0] ?? "")?.[1];
  const isCommon =
    word !== undefined &&
    parseNumber(`1 ${word}`)?.value === 1 &&
    segments.length > 1 &&
    segments.every((segment) => /^\p{L}/u.test(segment) && segment.endsWith(` ${word}`));
  return isCommon ? segments.map((segment) => segment.slice(0, -word.length - 1)) : segments;
}

/** "… draw that as a pie": the request behind the list. */
const COMMAND_TAIL =
  /[,;:–-]?\s*(?:and\s+|then\s+)?(?:please\s+|can you\s+|could you\s+)?\b(?:draw|show|plot|chart|make|visuali[sz]e|display|turn|put|graph)\b[^\d,;]*$/i;

interface InlinePair extends Pair {
  isNumberFirst: boolean;
  wasIntroduced: boolean;
  /** A colon, an equals sign or a dash stands between the two. */
  hasSeparator: boolean;
}

/** "Show me a bar chart of …": the request before the list. */
const COMMAND =
  /^(?:please\s+)?(?:can you\s+|could you\s+)?(?:show|plot|chart|graph|draw|make|create|give|display|visuali[sz]e|compare|build|tabulate)\b(?:\s+(?:me|us|an?|the|this|these|my|our|simple|bars?|pie|line|donut|area|column|horizontal|stacked|chart|graph|plot|table|diagram|visuali[sz]ation|of|for|with|from|showing|using|data|values|numbers|following|as)(?=\s)(?!\s+[$€£]?\d))*\s*:?\s+/i;

function inlinePair(segment: string, isFirst: boolean, total: number, form: Form): InlinePair | null {
  if (total < 2 || segment.length > 240) return null;
  const commanded = isFirst ? segment.replace(COMMAND, "") : segment;
  const stripped = isFirst && commanded === segment ? segment.replace(INTRO, "") : commanded;
  const wasIntroduced = stripped !== segment;
  const first = FORMS[form].numberFirst.exec(stripped);
  if (first?.[1] && first[2]) return pairWith(first[2], first[1], { isNumberFirst: true, wasIntroduced, hasSeparator: false });
  const second = FORMS[form].labelFirst.exec(stripped) ?? GLUED.exec(stripped);
  if (!second?.[1] || !second[2]) return null;
  const hasSeparator = /[:=→]\s*$|\s[–—-]\s*$/.test(stripped.slice(0, stripped.lastIndexOf(second[2])));
  return pairWith(second[1], second[2], { isNumberFirst: false, wasIntroduced, hasSeparator });
}

/** An amount, or one in parentheses that have nothing to do with its sign. */
const isAmount = (value: string): boolean =>
  parseNumber(value) !== null || (/^\(.*\)$/.test(value) && parseNumber(value.slice(1, -1)) !== null);

function pairWith(rawLabel: string, value: string, how: Omit<InlinePair, keyof Pair>): InlinePair | null {
  let label = rawLabel.trim();
  for (let i = 0; i < 3; i++)
    label = label
      .replace(LEAD, "")
      .replace(TAIL, "")
      .replace(/(?<![:=(–-])[:=(–-]+$/, "")
      .replace(/^["']|["']$/g, "")
      .trim();
  if (label === "" || label.length > 40 || label.split(" ").length > 4 || !/[\p{L}\d]/u.test(label) || !isAmount(value)) return null;
  return { label, value: value.trim(), ...how };
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
