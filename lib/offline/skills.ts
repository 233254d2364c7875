import { calcAnswer } from "./calc/answer";
import { connectAnswer } from "./connect";
import { followData, showPasted } from "./data/memory";
import { decline, introduce } from "./decline";
import { echo } from "./echo";
import { factAnswer } from "./facts/answer";
import { askedForm, followForm } from "./form/memory";
import { showSubmitted } from "./form/submitted";
import { noted, notSaid, recallAnswer } from "./recall/answer";
import { listAnswer, saidAnswer } from "./said/answer";
import { followScaffold, scaffoldAnswer } from "./scaffold/show";
import { searchAsked, searchQuestion } from "./search/choose";
import type { Ask, Call, Skill } from "./skill";
import { jsonAnswer } from "./structured/json";
import { type ToolStep, toolStep } from "./tool/call";
import { showResults } from "./tool/result";
import { formStep } from "./tool/submitted";

/** Every skill, in the order in which they are asked: the first that answers is the answer, and the last always does. */
export const SKILLS: readonly Skill[] = [
  {
    name: "tool-form",
    because: "a form that asked for the arguments of a tool was filled in",
    isAlone: true,
    answer: (ask) => (hasResults(ask) ? null : stepAnswer(toolFormStep(ask))),
  },
  {
    name: "search",
    because: "a search was asked for, and a tool searches there",
    answer: (ask) => (hasResults(ask) ? null : callsAnswer(searchAsked(ask.request, ask.text))),
  },
  {
    name: "tool-call",
    because: "a tool fits what was said, or must be called",
    answer: (ask) => {
      const step = callStep(ask);
      return step?.type === "calls" ? step : null;
    },
  },
  {
    name: "json",
    because: "JSON was asked for",
    answer: ({ request, conversation }) => {
      const text = jsonAnswer(request, conversation);
      return text === null ? null : { type: "json", text };
    },
  },
  {
    name: "tool-result",
    because: "a tool has answered",
    isAlone: true,
    answer: (ask) => (hasResults(ask) ? showResults(ask.conversation.results) : null),
  },
  {
    name: "said",
    because: "what to show stands in the message, beside what to show it as",
    answer: ({ text }) => saidAnswer(text),
  },
  {
    name: "design-of-data",
    because: "a design was asked for, and the data for it stands in the message",
    answer: ({ text }) => (text.includes("\n") && scaffoldAnswer(text) !== null ? showPasted(text) : null),
  },
  {
    name: "design",
    because: "a design was asked for",
    answer: ({ text }) => scaffoldAnswer(text),
  },
  {
    name: "submitted-form",
    because: "a form was sent",
    answer: ({ conversation }) => showSubmitted(conversation),
  },
  {
    name: "data-first",
    because: "data stands in the message, whose words are about data",
    answer: ({ text }) => (isAboutData(text) ? showPasted(text) : null),
  },
  { name: "form", because: "a form was asked for", answer: ({ text }) => askedForm(text) },
  {
    name: "data",
    because: "data stands in the message",
    answer: ({ text }) => (isAboutData(text) ? null : showPasted(text)),
  },
  {
    name: "tool-question",
    because: "a tool fits, and what it needs was not said",
    answer: (ask) => {
      const step = callStep(ask);
      // A question that can be searched for is not answered with a form.
      return step?.type === "ask" && !searchQuestion(ask.request, ask.text) ? step.nodes : null;
    },
  },
  { name: "calc", because: "there is something to compute", answer: ({ text }) => calcAnswer(text) },
  {
    name: "said-list",
    because: "a list, an order or a comparison of what was said is asked for",
    answer: ({ text }) => listAnswer(text),
  },
  {
    name: "form-change",
    because: "it changes a form shown before",
    answer: ({ conversation }) => followForm(conversation),
  },
  {
    name: "design-change",
    because: "it adds to a design shown before",
    answer: ({ conversation }) => followScaffold(conversation),
  },
  {
    name: "fact",
    because: "a bundled table holds what was asked",
    answer: ({ conversation }) => factAnswer(conversation),
  },
  {
    name: "recall",
    because: "the answer was said earlier",
    answer: ({ conversation }) => recallAnswer(conversation),
  },
  {
    name: "data-change",
    because: "it asks something of data shown before",
    answer: ({ conversation }) => followData(conversation),
  },
  {
    name: "connect",
    because: "connecting a provider was asked about",
    answer: ({ text }) => connectAnswer(text),
  },
  {
    name: "introduction",
    because: "it is a greeting, or about the engine",
    answer: (ask) => (isUnreadOnly(ask) ? null : introduce(ask.text)),
  },
  { name: "echo", because: "the words to say were given", answer: ({ text }) => echo(text) },
  {
    name: "search-question",
    because: "nothing here answers the question, and a tool searches",
    answer: (ask) => (hasResults(ask) ? null : callsAnswer(searchQuestion(ask.request, ask.text))),
  },
  { name: "noted", because: "something is to be kept in mind", answer: ({ text }) => noted(text) },
  { name: "not-said", because: "what is asked was never said", answer: ({ text }) => notSaid(text) },
  {
    name: "decline",
    because: "no other skill fits",
    answer: (ask) => decline(isUnreadOnly(ask) ? "image" : ask.text),
  },
];

const hasResults = ({ conversation }: Ask): boolean => conversation.results.length > 0;

/** Nothing but pictures or files that cannot be read. */
const isUnreadOnly = ({ conversation, text }: Ask): boolean => conversation.unread.length > 0 && text === "";

/** Words that are about data more than about a form to fill in. */
const ABOUT_DATA = /\b(?:data|results|responses|answers|chart|graph|plot|table)\b/i;
/** What is asked of a long paste stands before or behind it. */
const END_CHARS = 2_000;

function isAboutData(text: string): boolean {
  const asked = text.length > 2 * END_CHARS ? `${text.slice(0, END_CHARS)} ${text.slice(-END_CHARS)}` : text;
  return ABOUT_DATA.test(asked) && !/\bform\b/i.test(asked);
}

function toolFormStep({ request, conversation }: Ask): ToolStep | null {
  const turns = conversation.earlier.flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : []));
  return formStep(request, conversation.last.forms, turns.at(-1) ?? "");
}

const callsAnswer = (calls: Call[] | null): ReturnType<Skill["answer"]> => (calls === null ? null : { type: "calls", calls });

function stepAnswer(step: ToolStep | null): ReturnType<Skill["answer"]> {
  return step?.type === "ask" ? step.nodes : step;
}

/** Two skills look at the same step, which is worked out once. */
const steps = new WeakMap<Ask, { step: ToolStep | null }>();

function callStep(ask: Ask): ToolStep | null {
  const known = steps.get(ask) ?? { step: newCallStep(ask) };
  steps.set(ask, known);
  return known.step;
}

/** Lines or rows of data belong to the engine's own skill, not to a tool that happens to share a word with them. */
function newCallStep(ask: Ask): ToolStep | null {
  const { request, text } = ask;
  const mayLeave = typeof request.toolChoice === "string" && request.toolChoice !== "required";
  const isPasted = !hasResults(ask) && request.tools.length > 0 && isData(text);
  return isPasted && mayLeave ? null : toolStep(request, text, hasResults(ask));
}

const isData = (text: string): boolean => text.split("\n").length > 2 && showPasted(text) !== null;
