import { titleOf } from "./caption";
import type { Found } from "./csv";
import { parseNumber } from "./number";
import { UNLISTED } from "./pairs";
import { rawTable } from "./table";

interface Pair {
  label: string;
  value: string;
}

const AMOUNT =
  "(?:US\\$|[$€£¥₹])?\\s?[-+]?\\d[\\d.,]*(?:\\s?(?:%|k|m|bn|b|million|billion|thousand|[$€£]|usd|eur|gbp|dollars|euros|pounds|kg|km|hours?|hrs?|min(?:utes)?|points?|votes?|units?|people|users?|h|°[CF]?|m?g|m?l|[mc]?m|mi|miles?|[gmkt]b|ms|s|sec|seconds?|steps?|pages?|pcs|pieces|orders?|goals?|wins?|tickets?|calls?|visits?|kwh|mph|km\\/h)(?![\\p{L}]))?";
const LABEL_FIRST = new RegExp(`^(.{1,80}?)\\s*(?:[:=→(–-]\\s*)?(${AMOUNT})\\)?[.!]?$`, "iu");
const NUMBER_FIRST = new RegExp(
  `^(${AMOUNT})\\s+(?:(?:in|for|of|on|to|from|were|are|at|chose|voted|prefer|said)\\s+)?(\\p{L}.{0,40}?)[.!]?$`,
  "iu",
);
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
    const segments = withoutCommonWord(afterLead(segmentsOf(candidate.list)));
    const pairs = segments.map((segment, i, all) => inlinePair(segment, i === 0 && !candidate.isIntroduced, all.length));
    // "I slept 7 hours on Monday, 6 on Tuesday": what leads up to the first number is no label when the others have theirs behind.
    if (pairs.length > 2 && !pairs[0]?.isNumberFirst && pairs.slice(1).every((pair) => pair?.isNumberFirst))
      pairs[0] = inlinePair((segments[0] ?? "").replace(/^[^\d$€£]*/, ""), false, pairs.length);
    const labelled = pairs.filter((pair) => pair !== null);
    const hasVerb = labelled.some(({ label }) => SENTENCE_WORDS.test(label));
    if (
      labelled.length !== pairs.length ||
      labelled.length < (isAsked || candidate.isIntroduced || labelled.every(({ value }) => value.endsWith("%")) ? 2 : 3) ||
      hasVerb
    )
      continue;
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
    .split(/;|\||•|·|,(?!\d{3}(?:\D|$))|(?<!\s)\s+(?:and|&|vs\.?|versus)\s+/i)
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
    word !== undefined && segments.length > 1 && segments.every((segment) => /^\p{L}/u.test(segment) && segment.endsWith(` ${word}`));
  return isCommon ? segments.map((segment) => segment.slice(0, -word.length - 1)) : segments;
}

/** "… draw that as a pie": the request behind the list. */
const COMMAND_TAIL =
  /[,;:–-]?\s*(?:and\s+|then\s+)?(?:please\s+|can you\s+|could you\s+)?\b(?:draw|show|plot|chart|make|visuali[sz]e|display|turn|put|graph)\b[^\d,;]*$/i;

interface InlinePair extends Pair {
  isNumberFirst: boolean;
  wasIntroduced: boolean;
}

/** "Show me a bar chart of …": the request before the list. */
const COMMAND =
  /^(?:please\s+)?(?:can you\s+|could you\s+)?(?:show|plot|chart|graph|draw|make|create|give|display|visuali[sz]e|compare|build|tabulate)\b(?:\s+(?:me|us|an?|the|this|these|my|our|simple|bars?|pie|line|donut|area|column|horizontal|stacked|chart|graph|plot|table|diagram|visuali[sz]ation|of|for|with|from|showing|using|data|values|numbers|following|as)(?=\s)(?!\s+[$€£]?\d))*\s*:?\s+/i;

function inlinePair(segment: string, isFirst: boolean, total: number): InlinePair | null {
  if (total < 2 || segment.length > 240) return null;
  const commanded = isFirst ? segment.replace(COMMAND, "") : segment;
  const stripped = isFirst && commanded === segment ? segment.replace(INTRO, "") : commanded;
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
      .replace(/(?<![:=(–-])[:=(–-]+$/, "")
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
