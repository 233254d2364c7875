import { spend } from "../budget";
import { stem, wordsOf } from "../words";

/** Something the user said about themselves or asked to keep in mind. */
export interface Statement {
  /** What it is about, as compared words. */
  about: string[];
  label: string;
  value: string;
  sentence: string;
}

const TEXT_CHARS_MAX = 40_000;
const NAME = "\\p{Lu}[\\p{L}'’-]*(?:\\s+\\p{Lu}[\\p{L}'’-]*){0,3}";
const NOUN = "((?:[\\p{L}\\d'’-]+\\s+){0,5}?[\\p{L}\\d'’-]+)";
const VALUE = "(.{1,200})";

interface Rule {
  pattern: RegExp;
  /** Words it is about beside those of the first group. */
  about?: string;
  label?: string;
}

const RULES: Rule[] = [
  {
    pattern: new RegExp(`\\b(?:have|own|got|adopted)\\s+(?:an?|the|two|three)\\s+${NOUN}\\s+(?:called|named)\\s+${VALUE}`, "iu"),
    about: "name",
  },
  {
    pattern: new RegExp(
      `\\b(?:my name(?:'s|’s| is| was)|call me(?!\\s+(?:at|on|when|if|back|later|maybe|after|before|asap|in|by|please|today|tomorrow|tonight|anytime|any|under)\\b)|i(?:'m| am|’m) called|name's)\\s+(${NAME}|\\p{L}+)`,
      "iu",
    ),
    about: "name",
    label: "Name",
  },
  { pattern: new RegExp(`\\b(?:[Ii]['’]m|[Ii] am|[Tt]his is)\\s+(${NAME})(?=[\\s,.!;]|$)`, "u"), about: "name", label: "Name" },
  { pattern: /\bi(?:'m| am|’m)\s+(\d{1,3})(?:\s+years?(?:\s+old)?)?(?=[\s,.!;]|$)/iu, about: "age old", label: "Age" },
  {
    pattern: new RegExp(`\\b(?:my|our|the|his|her|their)\\s+${NOUN}\\s+(?:is|are|was|were)\\s+(?:called|named)\\s+${VALUE}`, "iu"),
    about: "name",
  },
  {
    pattern: new RegExp(
      `\\b(?:my|our|the|his|her|their)\\s+${NOUN}\\s+(?:is|are|was|were|will be|starts|begins|=)\\s+(?:at\\s+|going to be\\s+)?${VALUE}`,
      "iu",
    ),
  },
  {
    pattern: new RegExp(
      `^(?:please\\s+)?(?:remember|memori[sz]e|note|keep in mind|don['’]t forget|store|save)\\s+(?:that\\s+|down\\s+)?(?:this\\s+|the\\s+|my\\s+|these\\s+)?([\\p{L}]+(?:\\s[\\p{L}]+)?)?\\s*(?:is|:)?\\s*["“]?([\\p{L}\\d][\\p{L}\\d_.-]{0,60})["”]?$`,
      "iu",
    ),
  },
  {
    pattern: new RegExp(
      `\\b(?:thinking of|chose|choose|picked?|told you|give you|giving you|here is)\\s+(?:the|a|an|my)?\\s*([\\p{L}]+(?:\\s[\\p{L}]+)?)\\s*:?\\s*["“]?([\\p{L}\\d_.-]*\\d[\\p{L}\\d_.-]*)["”]?`,
      "iu",
    ),
  },
  { pattern: new RegExp(`^(?:the\\s+)?((?:secret|magic|code|pass)\\s?(?:number|word|code|phrase|key)?)\\s*(?:is|:)\\s*${VALUE}`, "iu") },
];

/** "My flight leaves at 6:45", "my sister lives in Graz". */
const DOES = new RegExp(
  `\\b(?:my|our|the)\\s+((?:[\\p{L}'’-]+\\s+){1,3}?)(\\p{L}{3,}s)\\s+((?:at|on|in|from|to|with|for|near)\\s+.{1,160})`,
  "iu",
);

const VERBS: [RegExp, string, string][] = [
  [/\bi(?:\s+\w+ly)?\s+(?:live|reside)\s+(?:in|at|near)\s+(.{1,120})/iu, "live home city", "Lives in"],
  [/\bi(?:'m| am|’m| come)\s+from\s+(.{1,120})/iu, "from come", "From"],
  [/\bi\s+work\s+(?:as|at|for|in|on)\s+(.{1,120})/iu, "work job", "Works"],
  [/\bi\s+was\s+born\s+(?:in|on)\s+(.{1,120})/iu, "born birthday", "Born"],
  [/\bi\s+(?:really\s+)?(?:like|love|enjoy)\s+(.{1,120})/iu, "like love enjoy", "Likes"],
  [/\bi\s+(?:really\s+)?prefer\s+(.{1,120})/iu, "prefer", "Prefers"],
  [/\bi\s+(?:really\s+)?(?:hate|dislike)\s+(.{1,120})/iu, "hate dislike", "Dislikes"],
  [/\bi\s+(?:have|own|drive|play|study|speak)\s+(.{1,120})/iu, "have own drive play study speak", "Has"],
  [/\bi(?:'m| am|’m)\s+allergic\s+to\s+(.{1,120})/iu, "allergic allergy", "Allergic to"],
];

/** The sentences of a turn; a second statement behind "and" counts as one of its own. */
export function sentencesOf(text: string): string[] {
  return text
    .slice(0, TEXT_CHARS_MAX)
    .split(
      /(?<=[.!?])\s+|\n+|;\s+|,\s+(?:and|but)\s+(?=(?:i|i['’]m|my|our|the)\b)|(?<![^\S\n])[^\S\n]+(?:and|but)\s+(?=(?:i|i['’]m|my|our|the)\b)|,\s+(?=(?:i|my|our)\b)/iu,
    )
    .map((part) => part.trim())
    .filter(Boolean);
}

/** What a turn says to keep in mind; questions and requests say nothing. */
export function statementsIn(text: string): Statement[] {
  return sentencesOf(text).flatMap((sentence) => {
    if (/\?\s*$/.test(sentence) || sentence.length > 400) return [];
    spend(4);
    const found = statementOf(sentence);
    return found ? [found] : [];
  });
}

function statementOf(sentence: string): Statement | null {
  for (const { pattern, about, label } of RULES) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    const subject = match.length > 2 ? (match[1] ?? "") : "";
    const value = cleaned(match.at(-1) ?? "");
    if (value === "" || /^(?:what|not|to|going|there|so|very|the same)\b/i.test(value)) continue;
    const words = keyWords(`${subject} ${about ?? ""}`);
    return { about: words.length > 0 ? words : ["this"], label: label ?? titled(subject), value, sentence };
  }
  const does = DOES.exec(sentence);
  if (does?.[1] && does[2] && does[3])
    return { about: keyWords(`${does[1]} ${does[2]}`), label: titled(`${does[1]}${does[2]}`), value: cleaned(does[3]), sentence };
  for (const [pattern, about, label] of VERBS) {
    const value = cleaned(pattern.exec(sentence)?.[1] ?? "");
    if (value !== "") return { about: about.split(" ").map(stem), label, value, sentence };
  }
  return null;
}

const cleaned = (value: string): string =>
  value
    .replace(/(?:\.\s.*|(?<![.!])[.!]+)$/su, "")
    .replace(/^["“”'`]|["“”'`]$/g, "")
    .replace(/,?(?<!\s)\s+(?:please|thanks|thank you)$/i, "")
    .trim();

const titled = (subject: string): string => (subject === "" ? "To remember" : subject.charAt(0).toUpperCase() + subject.slice(1));

const EMPTY = new Set(
  "a an the my our your his her their its i me we you us it is are was were be am do did doe does of to in on at for with and or that this what which who whose where when how why tell told say said ask asked give gave mention mentioned remember recall know remind again please can could would will you've i've just now today earlier before about s re m ll d call called named favourit many much".split(
    " ",
  ),
);

/** The words of a text that carry what it is about, in one spelling. */
export function keyWords(text: string): string[] {
  const spelled = text
    .replace(/['’](?:s|m|re|ve|d|ll)\b/gi, " ")
    .replace(/\b(?:like|love|prefer|enjoy)\s+(?:the\s+)?(?:best|most)\b/gi, "favorite")
    .replace(/favourite/gi, "favorite")
    .replace(/colour/gi, "color");
  return [...new Set(wordsOf(spelled).map((word) => word.stem))].filter((word) => !EMPTY.has(word));
}
