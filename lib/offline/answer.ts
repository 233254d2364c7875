import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";
import type { UiNode } from "@/lib/genui/tree";
import { unreadNote } from "./attachment";
import { OverBudget, withBudget } from "./budget";
import { calcAnswer } from "./calc/answer";
import { connectAnswer } from "./connect";
import { followData, showPasted } from "./data/memory";
import { decline, introduce, partNote, tooMuch } from "./decline";
import { echo } from "./echo";
import { factAnswer } from "./facts/answer";
import { askedForm, followForm } from "./form/memory";
import { showSubmitted } from "./form/submitted";
import { noted, notSaid, recallAnswer } from "./recall/answer";
import { followScaffold, scaffoldAnswer } from "./scaffold/show";
import { jsonAnswer } from "./structured/json";
import { onlyFigures, withoutForm } from "./terse";
import { toolStep } from "./tool/call";
import { showResults } from "./tool/result";
import { formStep } from "./tool/submitted";
import { type Conversation, readConversation } from "./turn";
import { card } from "./ui";

export interface Call {
  name: string;
  arguments: Record<string, unknown>;
}

/** What the engine wants to say: an interface, tool calls, or JSON text. */
export type Answer = { type: "ui"; root: UiNode } | { type: "calls"; calls: Call[] } | { type: "json"; text: string };

/**
 * Finds the first skill that fits the conversation. The same request gives the same answer, whenever and wherever. Of a message that costs more
 * than the budget only the first part is read, and that is said; where JSON was asked for, it ends with `invalid_value`.
 */
export function answer(request: GenerationRequest): Answer {
  const whole = withinBudget(request, Number.POSITIVE_INFINITY);
  if (whole) return whole;
  if (request.outputFormat.type !== "text")
    throw new ApiError("invalid_value", "The offline engine found no value in time: the JSON schema or the data is too intricate for it.");
  return withinBudget(request, PART_CHARS) ?? { type: "ui", root: tooMuch() };
}

/** What is read of a message that as a whole costs too much. */
const PART_CHARS = 50_000;

function withinBudget(request: GenerationRequest, charsMax: number): Answer | null {
  try {
    return withBudget(() => find(request, charsMax));
  } catch (error) {
    if (error instanceof OverBudget) return null;
    throw error;
  }
}

function find(request: GenerationRequest, charsMax: number): Answer {
  const whole = readConversation(request);
  const part = firstPart(whole.last.text, charsMax);
  const asked = withoutForm(part);
  const conversation = { ...whole, last: { ...whole.last, text: asked.text } };
  const { last, results } = conversation;
  const isPasted = results.length === 0 && request.tools.length > 0 && isData(last.text);
  const form = results.length === 0 ? formStep(request, last.forms, earlierText(conversation)) : null;
  if (form) return form.type === "calls" ? form : { type: "ui", root: card(form.nodes) };
  const step =
    isPasted && typeof request.toolChoice === "string" && request.toolChoice !== "required"
      ? null
      : toolStep(request, last.text, results.length > 0);
  if (step?.type === "calls") return step;
  const json = jsonAnswer(request, conversation);
  if (json !== null) return { type: "json", text: json };
  if (results.length > 0) return { type: "ui", root: card(showResults(results)) };
  const root =
    skill(conversation, step?.type === "ask" ? step.nodes : null) ??
    connectAnswer(last.text) ??
    (conversation.unread.length > 0 && last.text === "" ? null : introduce(last.text)) ??
    lastWords(last.text) ??
    decline(conversation.unread.length > 0 && last.text === "" ? "image" : last.text);
  const shown = asked.isTerse ? onlyFigures(root) : root;
  const notes = [
    ...(part.length < whole.last.text.length ? [partNote(part.length)] : []),
    ...(conversation.unread.length > 0 ? [unreadNote(conversation.unread)] : []),
  ];
  return { type: "ui", root: withNotes(shown, notes) };
}

/** The beginning of a text, cut at the end of a line. */
function firstPart(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : text.slice(0, text.lastIndexOf("\n", charsMax) + 1 || charsMax);
}

/** Simple obedience, and what was said to be kept in mind: only when nothing else fits. */
function lastWords(text: string): UiNode | null {
  const nodes = echo(text) ?? noted(text) ?? notSaid(text);
  return nodes && card(nodes);
}

function withNotes(root: UiNode, notes: UiNode[]): UiNode {
  const children = Array.isArray(root.props.children) ? root.props.children : [];
  return notes.length === 0 ? root : { ...root, props: { ...root.props, children: [...notes, ...children] } };
}

/** Lines or rows of data belong to the engine's own skill, not to a tool that happens to share a word with them. */
const isData = (text: string): boolean => text.split("\n").length > 2 && showPasted(text) !== null;

/** Words that are about data more than about a form to fill in. */
const ABOUT_DATA = /\b(?:data|results|responses|answers|chart|graph|plot|table)\b/i;

function skill(conversation: Conversation, ask: UiNode[] | null): UiNode | null {
  const { text } = conversation.last;
  const design = scaffoldAnswer(text);
  if (design) return (text.includes("\n") ? cardOf(showPasted(text)) : null) ?? design;
  const isAboutData = ABOUT_DATA.test(text) && !/\bform\b/i.test(text);
  const asked =
    showSubmitted(conversation) ??
    (isAboutData ? (showPasted(text) ?? askedForm(text)) : (askedForm(text) ?? showPasted(text))) ??
    ask ??
    calcAnswer(text) ??
    followForm(conversation);
  if (asked) return card(asked);
  const extended = followScaffold(conversation);
  if (extended) return extended;
  const fact = factAnswer(conversation);
  if (fact) return fact;
  const recalled = recallAnswer(conversation);
  if (recalled) return card(recalled);
  const followed = followData(conversation);
  return followed && card(followed);
}

const cardOf = (nodes: UiNode[] | null): UiNode | null => nodes && card(nodes);

function earlierText(conversation: Conversation): string {
  const turns = conversation.earlier.flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : []));
  return turns.at(-1) ?? "";
}
