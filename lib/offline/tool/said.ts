import { countOf, stemsOf } from "../words";

/** What a request holds that could be an argument. Lists are used up from the front. */
export interface Said {
  text: string;
  places: string[];
  numbers: { value: number; around: string[] }[];
  emails: string[];
  urls: string[];
  dates: string[];
  dayWords: string[];
  times: string[];
  quoted: string[];
  codes: string[];
  symbols: string[];
  currencies: string[];
  units: string[];
  languages: string[];
  properNames: string[];
  from: string | null;
  to: string | null;
  expression: string | null;
  /** What stands behind "saying" or "that". */
  saying: string | null;
  /** The request without its verbs: what a search would look for. */
  topic: string | null;
  isOnlyText: boolean;
  isRequired: boolean;
}

export const PLACE =
  /\b(?:city|cities|location|place|town|country|destination|address|region|where|state|area)\b|cit(?:y|ies)|location|place|countr(?:y|ies)/i;

const PROPER = "\\p{Lu}[\\p{L}'’.-]*(?:\\s+(?:of|de|la|le|del|do|da|am|upon|the)\\s+(?=\\p{Lu})|\\s+(?=\\p{Lu}))?";
const PROPER_NAME = new RegExp(`(?:${PROPER}){1,4}`, "gu");
const LEADING = new Set(
  "what whats what's i'd i'm i've i'll we'd we're we'll let's it's that's here's there's how is are show tell give get find search send book please can could i will would do does which who when where check look fetch the a an in at for my me convert calculate create add translate schedule set remind invent imagine pick choose suggest compose produce design build read tool name count reply plan draft fix rewrite improve complete continue solve select rank compute evaluate return play call list display open hi hello hey and then also draw chart compare use email order cancel update delete roll make run write explain describe say tell respond answer return reply count summarize summarise generate think using based given today json yes no thanks if let translate extract classify parse fill take put turn celsius fahrenheit monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december".split(
    " ",
  ),
);

const dedupe = (list: string[]): string[] => [...new Set(list)];
const matches = (text: string, pattern: RegExp): string[] =>
  dedupe([...text.matchAll(pattern)].map((match) => (match[1] ?? match[0]).trim()));

/** Proper names; a capital at the start of a sentence counts only with more of them. */
function properNames(text: string): string[] {
  return matches(text, PROPER_NAME)
    .map((name) => {
      const words = name
        .replace(/(?<![.,])[.,]+$/, "")
        .replace(/['’]s$/, "")
        .split(/\s+/);
      while (words.length > 0 && LEADING.has((words[0] ?? "").toLowerCase())) words.shift();
      return words.join(" ");
    })
    .filter((name) => name.length > 1 && !LEADING.has(name.toLowerCase()));
}

const AFTER_PLACE = /\b(?:in|for|at|to|from|near|around|of|like in|over)\s+(?:the\s+)?(?:(?:city|town|country|state|area)(?: of)?\s+)?$/iu;

/** Places: names after "in", "for", "at"…, with what follows a comma ("Paris, France"); `isLoose` takes lower-case words too. */
export function placesOf(text: string, isLoose = false): string[] {
  const names = properNames(text);
  const after = names.filter((name) => AFTER_PLACE.test(text.slice(Math.max(0, text.indexOf(name) - 22), text.indexOf(name))));
  const listed =
    after.length > 0
      ? names.filter(
          (name) => after.includes(name) || /(?:,\s*(?:and\s+)?|\band\s+|\bor\s+|\bvs\.?\s+)$/.test(text.slice(0, text.indexOf(name))),
        )
      : names;
  const joined = joinRegions(text, listed);
  if (joined.length > 0 || !isLoose) return joined;
  const loose =
    /\b(?:in|for|at|near|of)\s+([\p{L}'-]{3,}(?:\s+(?!today|tomorrow|now|tonight|right|this|next|please|and|in)[\p{L}'-]{3,})?)(?=[\s?.!,]|$)/iu.exec(
      text,
    )?.[1];
  return loose && !/^(?:the|my|me|a|an|today|tomorrow|celsius|fahrenheit|degrees)\b/i.test(loose)
    ? [loose.replace(/(?:^|\s)\p{Ll}/gu, (letter) => letter.toUpperCase())]
    : [];
}

/** "Paris, France" and "Austin, TX" are one place; "Paris, Tokyo and Rome" are three. */
function joinRegions(text: string, names: string[]): string[] {
  const joined: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const [name, next] = [names[i] ?? "", names[i + 1]];
    const isPair =
      next !== undefined &&
      text.includes(`${name}, ${next}`) &&
      (names.length === 2 || /^[A-Z]{2}$/.test(next)) &&
      !new RegExp(`${escapeRegExp(next)}\\s*(?:,|and\\b)\\s*(?:and\\s+)?\\p{Lu}`, "u").test(text);
    joined.push(isPair ? `${name}, ${next}` : name);
    if (isPair) i++;
  }
  return joined;
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

const NUMBER = new RegExp(
  `(?<![\\p{L}\\d_-])(?:-?\\d[\\d,]*(?:\\.\\d+)?(?![\\d-])|(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty)(?![\\p{L}-]))`,
  "giu",
);

function numbersOf(text: string): Said["numbers"] {
  const bare = text.replace(/\S+@\S+|https?:\/\/\S+|\d{4}-\d{2}(?:-\d{2})?\S*|\d{1,2}:\d{2}/g, (match) => " ".repeat(match.length));
  return [...bare.matchAll(NUMBER)]
    .map((match) => ({
      value: countOf(match[0]) ?? Number(match[0].replaceAll(",", "")),
      around: stemsOf(text.slice(Math.max(0, match.index - 24), match.index + match[0].length + 18)),
    }))
    .filter(({ value }) => Number.isFinite(value));
}

const CURRENCY_WORDS: [RegExp, string][] = [
  [/\b(?:us )?dollars?\b|\$/gi, "USD"],
  [/\beuros?\b|€/gi, "EUR"],
  [/\b(?:british )?pounds?\b|£/gi, "GBP"],
  [/\byen\b|¥/gi, "JPY"],
  [/\bfrancs?\b/gi, "CHF"],
  [/\brupees?\b|₹/gi, "INR"],
];

function currenciesOf(text: string): string[] {
  const found = [...text.matchAll(/\b(?:USD|EUR|GBP|JPY|CHF|INR|CAD|AUD|CNY|SEK|NOK|DKK|PLN|BRL|MXN|NZD|KRW)\b/gi)].map((match) => ({
    at: match.index,
    code: match[0].toUpperCase(),
  }));
  for (const [pattern, code] of CURRENCY_WORDS) for (const match of text.matchAll(pattern)) found.push({ at: match.index, code });
  return dedupe(found.sort((a, b) => a.at - b.at).map(({ code }) => code));
}

function topicOf(text: string): string | null {
  const topic = text
    .replace(/^(?:please|can you|could you|would you|will you|i want to|i need to|i'd like to|help me)[\s,]+|^(?:hey|hi|hello),\s*/gi, "")
    .replace(
      /^(?:please\s+)?(?:search(?: the web| online| google)?(?: for)?|look up|find(?: me)?(?: out)?|google|get(?: me)?|fetch|show(?: me)?|tell me(?: about)?|what(?:'s| is| are)|who(?:'s| is)|translate|send|create|add|remind me to|set|run|call|play|read|write|list|give me|use the \S+ tool (?:to|for))\s+/i,
      "",
    )
    .replace(/^(?:about|for|the|a|an)\s+/i, "")
    .replace(/(?<![?.!\s])[?.!\s]+$/, "")
    .trim();
  return topic === "" ? null : topic.slice(0, 2000);
}

/** The first piece of arithmetic in a text: from a digit or a bracket to the last one, with a sign between them. */
function expressionIn(text: string): string | null {
  for (const run of text.match(/[\d\s.,+\-*/^()%×÷]+/g) ?? []) {
    const start = run.search(/[\d(]/);
    const part = start === -1 ? "" : run.slice(start);
    const end = part.search(/[\d)][^\d)]*$/);
    if (end > 0 && /[+\-*/^×÷]/.test(part.slice(1, end))) return part.slice(0, end + 1);
  }
  return null;
}

export function readSaid(text: string): Said {
  const between = /\bfrom\s+([\p{Lu}][\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)\s+to\s+([\p{Lu}][\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)/u.exec(text);
  const among = /\bbetween\s+([\p{Lu}][\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)\s+and\s+([\p{Lu}][\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)/u.exec(text);
  const to = /\bto\s+([\p{Lu}][\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)/u.exec(text);
  const from = /\bfrom\s+([\p{Lu}][\p{L}'-]*(?:\s+\p{Lu}[\p{L}'-]*)*)/u.exec(text);
  const expression = expressionIn(text);
  return {
    text,
    places: placesOf(text),
    numbers: numbersOf(text),
    emails: matches(text, /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g),
    urls: matches(text, /https?:\/\/[^\s"'<>)]+/g),
    dates: matches(text, /\b\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z?)?\b/g),
    dayWords: matches(
      text,
      /\b(?:today|tomorrow|tonight|yesterday|(?:next |this |on )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|next (?:week|month|year)|(?:january|february|march|april|may|june|july|august|september|october|november|december) \d{1,2}(?:st|nd|rd|th)?(?:,? \d{4})?|\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \d{4})?)\b/gi,
    ),
    times: matches(text, /\b\d{1,2}:\d{2}(?:\s?[ap]m)?\b|\b\d{1,2}\s?[ap]m\b/gi),
    quoted: matches(text, /["“]([^"”]{1,1000})["”]|(?<![\p{L}\d])'([^'\n]{1,1000})'(?![\p{L}\d])/gu).map((quote) =>
      quote.replace(/^'|'$/g, ""),
    ),
    codes: matches(text, /(?<![\p{L}\d@.-])#?((?=[A-Z\d_-]*\d)[A-Z\d]+(?:[-_][A-Z\d]+)*)(?![\p{L}\d@-])/giu),
    symbols: matches(text, /(?<![\p{L}\d])\$?([A-Z]{1,5}(?:\.[A-Z])?)(?![\p{L}\d'’])/gu).filter(
      (symbol) => symbol.length > 1 && !/^(?:I|A|UI|API|OK|PM|AM|USD|EUR)$/.test(symbol),
    ),
    currencies: currenciesOf(text),
    units: matches(
      text,
      /\b(?:celsius|fahrenheit|kelvin|met(?:er|re)s?|kilomet(?:er|re)s?|km|miles?|feet|foot|inches|inch|yards?|cm|mm|kg|kilograms?|grams?|pounds?|lbs?|ounces?|oz|lit(?:er|re)s?|gallons?)\b/gi,
    ),
    languages: matches(
      text,
      /\b(?:English|French|German|Spanish|Italian|Portuguese|Dutch|Russian|Chinese|Japanese|Korean|Arabic|Hindi|Turkish|Polish|Swedish|Greek|Czech|Danish|Finnish|Norwegian)\b/gi,
    ),
    properNames: properNames(text).filter((name) => !/\b(?:in|at|near)\s+$/i.test(text.slice(0, text.indexOf(name)))),
    from: between?.[1] ?? among?.[1] ?? from?.[1] ?? null,
    to: between?.[2] ?? among?.[2] ?? to?.[1] ?? null,
    expression: expression?.trim() ?? null,
    saying:
      /\b(?:saying|telling (?:him|her|them)|that says|which says|(?:text|tell|message|inform|let) \p{Lu}\p{L}+(?: know)? that)(?: that)?:?\s+(.{2,1000})$/isu
        .exec(text)?.[1]
        ?.replace(/^["“]|["”]$/g, "")
        .trim() ?? null,
    topic: topicOf(text),
    isOnlyText: false,
    isRequired: false,
  };
}
