import type { UiNode } from "@/lib/genui/tree";
import { clipped } from "@/lib/text";
import type { Conversation } from "../turn";
import { figures, header, paragraph, plain, smallPrint } from "../ui";
import { keyWords, type Statement, statementsIn } from "./statement";

const QUESTION = /\?\s*$|^(?:what|which|who|where|when|how|do you|can you|could you|tell me|remind me|repeat|say|recall|name)\b/i;
/** "Reply with just the name." */
const BARE = /\b(?:just|only|nothing but)\s+(?:with\s+)?(?:the|my|that|this|its?|our)\b/i;
const TURNS_MAX = 200;

/** Answers from what the user said earlier in the conversation, in their own words; null when nothing there fits the question. */
export function recallAnswer(conversation: Conversation): UiNode[] | null {
  const { question: text, above } = parted(conversation.last.text);
  const said = [...spoken(conversation), ...(above === "" ? [] : [above])];
  if (text.length > 300 || said.length === 0 || !QUESTION.test(text)) return null;
  const quoted = above === "" ? quote(text, said) : null;
  if (quoted) return quoted;
  const wanted = wantedWords(text);
  if (wanted.length === 0) return null;
  const statements = said.flatMap(statementsIn).toReversed();
  const found = covering(statements, wanted);
  if (found.length === 0) return null;
  const [only, ...others] = found;
  if (only && others.length === 0 && BARE.test(text)) return [paragraph(plain(only.value))];
  const sentences = [...new Set(found.map(({ sentence }) => sentence))];
  return [
    header("From this conversation"),
    figures(found.map(({ label, value }) => ({ title: label, value, icon: "message-square" }))),
    paragraph(`You said: ${sentences.map((sentence) => `“${plain(clipped(sentence, 300))}”`).join(" ")}`),
  ];
}

/** A question behind a longer text is asked about that text too. */
function parted(text: string): { question: string; above: string } {
  const at = text.length > 40_000 ? -1 : Math.max(text.lastIndexOf("\n"), text.lastIndexOf(". "));
  const question = text.slice(at + 1).trim();
  return at > 0 && question.endsWith("?") ? { question, above: text.slice(0, at + 1) } : { question: text, above: "" };
}

function spoken(conversation: Conversation): string[] {
  return conversation.earlier
    .flatMap((entry) => (entry.type === "user" && entry.turn.text !== "" ? [entry.turn.text] : []))
    .slice(-TURNS_MAX);
}

/** "What did I just ask?", "what was my first message?" */
function quote(text: string, said: string[]): UiNode[] | null {
  const isAsked =
    /\bwhat (?:did|have) i (?:just |previously |last |first )?(?:say|said|ask|asked|write|wrote|written|tell you|told you)\b(?!.*\b(?:my|about|was|is)\b)/i.test(
      text,
    ) ||
    /\b(?:my|the) (?:first|last|previous|earlier) (?:message|question|prompt|request|input)\b/i.test(text) ||
    /^(?:please )?repeat (?:what i (?:just )?said|my (?:last )?(?:message|question))/i.test(text);
  if (!isAsked) return null;
  const chosen = /\bfirst\b/i.test(text) ? said[0] : said.at(-1);
  return chosen === undefined ? null : [header("From this conversation"), paragraph(`You said: “${plain(clipped(chosen, 1000))}”`)];
}

/** What a question asks for, as the words of the statement that would answer it. */
function wantedWords(text: string): string[] {
  if (/\bwho am i\b|\bwhat (?:am i|i['’]?m|i am) called\b|\bwhat i['’]?m called\b|\bremember me\b|\bknow who i am\b/i.test(text))
    return ["name"];
  if (/\bhow old (?:am i|i am)\b/i.test(text)) return ["age"];
  if (!/\b(?:my|our|i|me|we|us)\b/i.test(text) && !/\bthe\b/i.test(text)) return [];
  return keyWords(text.replace(/\b(?:what|which)\s+(?:time|day|date|year|place|kind of|type of)\b/gi, "when")).filter(
    (word) => !/^(?:person|thing|user|conversation|chat|message|exact|exactly|only|reply|answer|just)$/.test(word),
  );
}

/** The latest statements that together are about everything asked; none when a part of it was never said. */
function covering(statements: Statement[], wanted: string[]): Statement[] {
  const left = new Set(wanted);
  const chosen: Statement[] = [];
  const isAbout = ({ about, sentence }: Statement, word: string): boolean =>
    about.includes(word) || (about.some((part) => left.has(part)) && keyWords(sentence).includes(word));
  while (left.size > 0 && chosen.length < 4) {
    const best = statements
      .map((statement) => ({ statement, covered: [...left].filter((word) => isAbout(statement, word)) }))
      .filter(({ covered, statement }) => covered.some((word) => statement.about.includes(word)))
      .reduce<{ statement: Statement; covered: string[] } | null>(
        (top, next) => (next.covered.length > (top?.covered.length ?? 0) ? next : top),
        null,
      );
    if (!best) return [];
    chosen.push(best.statement);
    for (const word of best.covered) left.delete(word);
  }
  return left.size === 0 ? chosen : [];
}

const ABOUT_ME =
  /\b(?:what(?:['’]?s| is| was| are)?|where(?:['’]?s| is)?|when(?:['’]?s| is)?|who(?:['’]?s| is)?)\s+(?:my|our)\s+([\p{L}' -]{2,40})\??$/iu;

/** Says that what is asked about the user was not said; null for other questions. */
export function notSaid(text: string): UiNode[] | null {
  if (text.length > 120) return null;
  const noun = /\bwho am i\b/i.test(text) ? "name" : ABOUT_ME.exec(text.trim())?.[1]?.trim();
  if (noun === undefined) return null;
  return [
    header("Not said so far"),
    paragraph(`Nothing in this conversation says what your ${plain(noun)} is. The offline engine knows only what the conversation holds.`),
  ];
}

const REQUEST =
  /^(?:please\s+)?(?:can|could|would|will|write|tell|explain|summari[sz]e|translate|give|show|create|make|build|help|find|list|compare|describe|generate|draw|chart|plot|rewrite|fix|suggest|recommend|plan|compose|draft|analy[sz]e|classify|extract|what|who|why|how|when|where|which|is|are|do|does|did|should)\b/i;

/** Confirms what the user said to keep in mind; null when the turn asks for something. */
export function noted(text: string): UiNode[] | null {
  const isRemember = /^(?:please\s+)?(?:remember|memori[sz]e|note|keep in mind|don['’]t forget|store|save)\b/i.test(text);
  if (text.length > 600 || text.includes("?") || (REQUEST.test(text) && !isRemember)) return null;
  const isPersonal = /\b(?:my|our|i|i['’]m|me|we)\b/i.test(text) || isRemember || /\bsecret|\bcode\b/i.test(text);
  // A life in dates or a list of numbers is no fact to keep in mind.
  const isPlain = isRemember || (text.match(/\d+/g) ?? []).length <= 2;
  const statements = isPersonal && isPlain ? statementsIn(text) : [];
  if (statements.length === 0) return null;
  return [
    header("Noted"),
    figures(statements.slice(0, 4).map(({ label, value }) => ({ title: label, value, icon: "message-square" }))),
    smallPrint("It stands in this conversation, where you can ask for it. Nothing is kept beyond it."),
  ];
}
