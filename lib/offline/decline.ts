import type { UiNode } from "@/lib/genui/tree";
import { CONNECT } from "./connect";
import { askedForm } from "./form/memory";
import { listAnswer, saidAnswer } from "./said/answer";
import { scaffoldAnswer } from "./scaffold/show";
import { buttons, callout, card, header, paragraph, say } from "./ui";

/** What a button sends must itself be something the engine can do. */
const EXAMPLES = {
  chart: "Chart these sales: Jan 120, Feb 150, Mar 90, Apr 180",
  table: "Show as a table: Rent 1200, Food 450, Transport 120, Fun 90",
  form: "Create a contact form with name, email and message",
  survey: "Create a survey form with name, rating 1-5 and comments",
  fact: "Show the world population 1950–2020",
  country: "What is the capital of France?",
  sum: "What is 15% of 240?",
  days: "How many days between 2024-01-01 and 2024-03-01?",
};

const SKILLS =
  "I can chart or tabulate data you paste, change it as you say, show lists, steps, plans and cards of your words, build forms, call your tools, do arithmetic and look up a few sourced facts.";
const LANGUAGES =
  "What asks for something is understood in English; for lists, forms and changes of data in German, French, Spanish and Portuguese too.";

type Need = "live" | "writing" | "code" | "image" | "mockup" | "data" | "fact" | "open";

const NEEDS: { need: Need; pattern: RegExp; missing: string; examples: (keyof typeof EXAMPLES)[] }[] = [
  {
    need: "live",
    pattern:
      /\b(?:weather|forecast|stock|share price|bitcoin|crypto|news|headlines?|today|tonight|tomorrow|right now|currently|latest|live|near me|flights?|hotels?|restaurants?|traffic)\b/i,
    missing: "That needs live information, and no tool that can fetch it was given with this request.",
    examples: ["chart", "fact", "form"],
  },
  {
    need: "code",
    pattern:
      /\b(?:code|function|script|program|regex|sql|python|javascript|typescript|java|rust|html|css|algorithm|debug|bug in|refactor|api endpoint)\b/i,
    missing: "Writing code needs a language model, and the offline engine is not one.",
    examples: ["form", "chart", "sum"],
  },
  {
    need: "image",
    pattern: /\b(?:image|picture|photo|drawing|logo|illustration|icon|painting)\b/i,
    missing: "The offline engine can neither read nor make images.",
    examples: ["chart", "table", "form"],
  },
  {
    need: "mockup",
    pattern:
      /\b(?:dashboard|mock-?up|prototype|landing page|pricing page|website|web page|screen|layout|tabs|kanban|slides?|presentation|report|artifact)\b/i,
    missing: "I only show what you give me, and found nothing in this request that would fill it.",
    examples: ["chart", "table", "form"],
  },
  {
    need: "writing",
    pattern:
      /\b(?:write|poem|story|essay|haiku|song|joke|email to|letter|blog|summari[sz]e|translate|rewrite|proofread|paraphrase|slogan|tweet|caption|explain|describe|brainstorm|ideas?|suggest|recommend|plan|itinerary|recipe|advice)\b/i,
    missing: "Writing, summarising, translating and explaining need a language model, and the offline engine is not one.",
    examples: ["chart", "form", "fact"],
  },
  {
    need: "data",
    pattern: /\b(?:chart|plot|graph|table|pie|bars?|visuali[sz]e|histogram|trend|compare|comparison|top \d+|list|show)\b/i,
    missing: "I found no data for this: paste it as CSV, JSON, a table or a list and I will show it.",
    examples: ["chart", "table", "fact"],
  },
  {
    need: "fact",
    pattern: /^(?:who|what|when|where|which|why|how|is|are|was|were|do|does|did|can|could|should|will)\b/i,
    missing:
      "I know only a few sourced facts – world population, and capitals, currencies, languages and populations of countries – and this is not among them.",
    examples: ["fact", "country", "chart"],
  },
];

const OPEN: { missing: string; examples: (keyof typeof EXAMPLES)[] } = {
  missing: "None of the rules of the offline engine fits this, and beyond them it takes a language model.",
  examples: ["chart", "form", "fact"],
};

/** A request stands before or behind what was pasted. */
const ENDS_CHARS = 4000;
const endsOf = (text: string): string =>
  text.length <= 2 * ENDS_CHARS ? text : `${text.slice(0, ENDS_CHARS)}\n${text.slice(-ENDS_CHARS)}`;

/** Who asks for what is new asks a question, or for it to be fetched. */
const ASKS = /^(?:what|how|show|get|find|check|tell|give|is|are|will|where|when|who|which|latest|current|any|search|look|summari[sz]e)\b/i;
const POLITE = /^(?:please|can you|could you)\s/i;
const isAsked = (text: string): boolean => text.trim().endsWith("?") || ASKS.test(text.trim().replace(POLITE, ""));
const WRITES =
  /^(?:please\s|can you\s|could you\s)?(?:write|summari|translat|rewrit|proofread|paraphras|explain|describ|brainstorm|suggest|recommend|generat|tell)/i;

/** The reason is true of what was said: a word in the middle of a list is no request for the news. */
function needOf(text: string, hasBody: boolean): { missing: string; examples: (keyof typeof EXAMPLES)[] } {
  const found = NEEDS.find(({ need, pattern }) => pattern.test(text) && (need !== "live" || (isAsked(text) && !hasBody)));
  if (!hasBody || (found && found.need !== "mockup" && found.need !== "data" && WRITES.test(text))) return found ?? OPEN;
  return { missing: "What this is to become was not named by a word that I know. It can be shown as one of these.", examples: [] };
}

/** What stands behind a colon, when it can be shown as a list. */
function bodyOf(text: string): string | null {
  const at = text.search(/:\s/);
  const body = at === -1 ? "" : text.slice(at + 1).trim();
  return body.length <= BODY_CHARS_MAX && !body.includes("\n") && listAnswer(`List: ${body}`) !== null ? body : null;
}

const BODY_CHARS_MAX = 100;

/** Says what is missing, and offers what lies nearest, with the words that were said. Never an attempt at the thing itself. */
export function decline(text: string): UiNode {
  const asked = endsOf(text);
  const body = bodyOf(asked);
  const { missing, examples } = needOf(asked, body !== null);
  const near =
    body === null
      ? nearestTo(asked)
      : [`List: ${body}`, `Steps: ${body}`].filter((offer) => (saidAnswer(offer) ?? listAnswer(offer)) !== null);
  const offers = [...near, ...examples.map((example) => EXAMPLES[example])].slice(0, 4);
  return card([
    callout("info", "The offline engine cannot do this", missing),
    paragraph(`This answer comes from rules, not from a language model. ${SKILLS} ${LANGUAGES}`),
    buttons([...offers.map((offer) => say(offer)), say(CONNECT)], "column"),
  ]);
}

const SMALL = new Set(
  "please can could would you i we want need like to me us a an the my our some this these show make create build give draw display add generate design write tell explain find get what which who when where why how is are was were do does did of about for with in on and it summarize summarise translate plan compare list top".split(
    " ",
  ),
);
const TOPIC_WORDS_MAX = 5;

/** Something like what was asked for, made of its words, which a skill answers. */
function nearestTo(text: string): string[] {
  const words = text.split("\n", 1)[0]?.match(/[\p{L}\d][\p{L}\d'’-]*/gu) ?? [];
  const from = words.findIndex((word) => !SMALL.has(word.toLowerCase()));
  const topic = from === -1 ? [] : words.slice(from, from + TOPIC_WORDS_MAX);
  while (SMALL.has((topic.at(-1) ?? "").toLowerCase())) topic.pop();
  if (topic.length === 0 || words.length > 24) return [];
  const named = topic.join(" ");
  const offers = [`Create a survey about ${named} with name, rating 1-5 and comments`, `Design a dashboard for ${named}`];
  const isShown = (offer: string): boolean => scaffoldAnswer(offer) !== null || askedForm(offer) !== null;
  return offers.filter((offer) => offer.length < 120 && isShown(offer)).slice(0, 1);
}

/** Says that the answer was given up for its cost. */
export function tooMuch(): UiNode {
  return card([
    callout(
      "warning",
      "This was too much at once",
      "The offline engine spends at most a quarter of a second on an answer and stopped there. A smaller part of the data, or one question at a time, will fit.",
    ),
    buttons([say(EXAMPLES.chart), say(CONNECT)], "column"),
  ]);
}

/** Says that only the beginning of a message was read. */
export function partNote(chars: number): UiNode {
  return callout(
    "warning",
    "Only a part was read",
    `The whole message would cost the offline engine more than a quarter of a second. This answer is about its first ${chars} characters.`,
  );
}

const GREETING =
  /^(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening|day)|greetings|yo|hallo|bonjour|hola|howdy)(?:[\s,]+(?:there|all|everyone|you|vitrine|friend))?(?:[\s!.,?]+how (?:are|is|do) (?:you|it|things)(?: (?:doing|going|do))?(?: today)?)?[\s!.?]*$|^how (?:are you|is it going|are things)(?: doing)?(?: today)?[\s!.?]*$|^(?:who|what) are you(?: exactly| really| again)?[\s!.?]*$|^what can (?:you|i|this) do\b.{0,40}$|^help(?: me)?[\s!.?]*$|^(?:how does this work|what is this|what (?:is|can) vitrine(?: do)?)[\s!.?]*$|^(?:ping|test|testing)[\s!.?]*$/i;
const ABOUT: readonly RegExp[] = [
  /^(?:who|what) are you[?.!]?$/i,
  /^(?:who|what) are you,? (?:and|exactly|really|again|built|made)\b/i,
  /^(?:which|what) (?:language |ai )?model (?:is this|are you|am i|do you)\b/i,
  /^are you (?:an? )?(?:ai|bot|robot|human|real|language model|llm|chatgpt|gpt|claude|gemini)\b/i,
  /^(?:wer bist du|was bist du|qui es-tu|qui êtes-vous|quién eres|qué eres|quem é você|quem és tu)(?!\p{L})/iu,
];
const ABOUT_CHARS_MAX = 80;
const isAbout = (text: string): boolean => text.length <= ABOUT_CHARS_MAX && ABOUT.some((pattern) => pattern.test(text.trim()));
const THANKS =
  /^(?:thanks?|thank you|thx|cheers|great|ok(?:ay)?|cool|nice|perfect|bye|goodbye)(?:[\s,]+(?:you|a lot|so much|very much|again|thanks|thank you))?[\s!.]*$/i;

/** A greeting or a question about the engine itself is answered with what it is; null for anything else. */
export function introduce(text: string): UiNode | null {
  if (THANKS.test(text)) return card([paragraph("You are welcome."), buttons([say(EXAMPLES.chart), say(EXAMPLES.form)], "column")]);
  if (!GREETING.test(text) && !isAbout(text) && text !== "") return null;
  return card([
    header("Vitrine’s offline engine", "Rules, not a language model"),
    paragraph(`${SKILLS} Everything shown comes from your own words and data, or from a table with a named source.`),
    buttons([say(EXAMPLES.chart, "primary"), say(EXAMPLES.form), say(EXAMPLES.fact), say(EXAMPLES.sum), say(CONNECT)], "column"),
  ]);
}
