import type { UiNode } from "@/lib/genui/tree";
import { paragraph, plain } from "./ui";

const SAY =
  /^(?:please\s+|can you\s+|could you\s+)*(say|reply|respond|answer|repeat|echo|output|print|return|write)\b((?:[\s,]+(?:back|to me|after me|with|only|just|exactly|verbatim|the|this|a|single|word|words|phrase|sentence|text|string|message|following|nothing but|and nothing else|nothing else|word for word|as is)(?![\p{L}]))*)\s*(?::\s*)?(?:["“'‘`]([^"”'’`]{1,500})["”'’`]|(\S[^\n]{0,200}?))(?:\s+(?:and nothing else|only|exactly|back|to me|please|once|in (?:exactly |just |only )?(?:one|a single) word))*[.!]?$/iu;
const COUNT =
  /^(?:please\s+|can you\s+|could you\s+)*(?:count|list (?:the )?numbers|give me (?:the )?numbers|say (?:the )?numbers)\s+(?:out loud\s+)?(?:(?:from\s+)?(\d{1,4}|one)\s*(?:up\s+)?(?:to|-|–|through)\s*|(?:up\s+)?to\s+)(\d{1,4}|three|five|ten|twenty)[\s.!]*(?:,? (?:one per line|separated by .*|in order|please))?\.?$/i;
const WORDS: Record<string, number> = { one: 1, three: 3, five: 5, ten: 10, twenty: 20 };
const NUMBERS_MAX = 500;

/** Says what it was told to say, and counts; null for anything else. */
export function echo(text: string): UiNode[] | null {
  const count = COUNT.exec(text.trim());
  if (count) {
    const [from, to] = [numberOf(count[1] ?? "1"), numberOf(count[2] ?? "1")];
    const length = Math.abs(to - from) + 1;
    if (length <= NUMBERS_MAX) return [paragraph(Array.from({ length }, (_, i) => from + Math.sign(to - from) * i).join(", "))];
  }
  const say = SAY.exec(text.trim());
  if (!say) return null;
  const [, verb = "", how = "", quoted, bare] = say;
  if (quoted !== undefined) return [paragraph(plain(quoted))];
  const isLiteral =
    /\b(?:exactly|only|just|verbatim|word|words|phrase|after me|nothing but)\b/i.test(how) || /:\s*\S/.test(text.slice(0, 60));
  const isShort = bare !== undefined && (/^\S+$/.test(bare) || (isLiteral && (/:/.test(text) || /^say|^repeat|^echo/i.test(verb))));
  return bare !== undefined && isShort && (isLiteral || /^say|^echo/i.test(verb)) ? [paragraph(plain(bare))] : null;
}

const numberOf = (text: string): number => WORDS[text.toLowerCase()] ?? Number(text);
