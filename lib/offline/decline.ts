import type { UiNode } from "@/lib/genui/tree";
import { CONNECT } from "./connect";
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

const SKILLS = "I can chart or tabulate data you paste, build forms, call your tools, do arithmetic and look up a few sourced facts.";

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
    missing: "I only show values that you give me, and there are none in this request.",
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
    missing: "There is no data in this conversation to show: paste it as CSV, JSON, a table or a list and I will.",
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
  missing: "Open questions need a language model, and the offline engine is not one.",
  examples: ["chart", "form", "fact"],
};

/** A request stands before or behind what was pasted. */
const ENDS_CHARS = 4000;
const endsOf = (text: string): string =>
  text.length <= 2 * ENDS_CHARS ? text : `${text.slice(0, ENDS_CHARS)}\n${text.slice(-ENDS_CHARS)}`;

/** Says what is missing, and offers what lies nearest. Never an attempt at the thing itself. */
export function decline(text: string): UiNode {
  const asked = endsOf(text);
  const { missing, examples } = NEEDS.find(({ pattern }) => pattern.test(asked)) ?? OPEN;
  return card([
    callout("info", "The offline engine cannot do this", missing),
    paragraph(`This answer comes from rules, not from a language model. ${SKILLS} Intent words are understood in English only.`),
    buttons([...examples.map((example) => say(EXAMPLES[example])), say(CONNECT)], "column"),
  ]);
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
const THANKS =
  /^(?:thanks?|thank you|thx|cheers|great|ok(?:ay)?|cool|nice|perfect|bye|goodbye)(?:[\s,]+(?:you|a lot|so much|very much|again|thanks|thank you))?[\s!.]*$/i;

/** A greeting or a question about the engine itself is answered with what it is; null for anything else. */
export function introduce(text: string): UiNode | null {
  if (THANKS.test(text)) return card([paragraph("You are welcome."), buttons([say(EXAMPLES.chart), say(EXAMPLES.form)], "column")]);
  if (!GREETING.test(text) && text !== "") return null;
  return card([
    header("Vitrine’s offline engine", "Rules, not a language model"),
    paragraph(`${SKILLS} Everything shown comes from your own words and data, or from a table with a named source.`),
    buttons([say(EXAMPLES.chart, "primary"), say(EXAMPLES.form), say(EXAMPLES.fact), say(EXAMPLES.sum), say(CONNECT)], "column"),
  ]);
}
