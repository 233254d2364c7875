import { ApiError } from "@/lib/errors";
import type { GenerationRequest } from "@/lib/generation/request";
import type { UiNode } from "@/lib/genui/tree";
import { unreadNote } from "./attachment";
import { CPU_MS_MAX, OverBudget, withBudget } from "./budget";
import { partNote, tooMuch } from "./decline";
import type { Answer, Ask, Skill } from "./skill";
import { SKILLS } from "./skills";
import { onlyFigures, withoutForm } from "./terse";
import { readConversation } from "./turn";
import { card } from "./ui";

/** An answer, and which skill gave it and why, for the log. */
export type Answered = Answer & { skill: string; because: string };

/**
 * Finds the first skill that fits the conversation. The same request gives the same answer, whenever and wherever. Of a message that costs more
 * than the budget only the first part is read, and that is said; where JSON was asked for, it ends with `invalid_value`.
 */
export function answer(request: GenerationRequest): Answered {
  const whole = answerWithin(request, CPU_MS_MAX);
  if (whole) return whole;
  if (request.outputFormat.type !== "text") return answerOverBudget(request);
  return withinBudget(request, PART_CHARS, CPU_MS_MAX) ?? answerOverBudget(request);
}

/** Returns what `answer` does if that takes no more than `cpuMsMax` of the processor's time and the usual steps; else null. */
export function answerWithin(request: GenerationRequest, cpuMsMax: number): Answered | null {
  return withinBudget(request, Number.POSITIVE_INFINITY, cpuMsMax);
}

/** Returns the answer to what costs too much, also in part. Throws `invalid_value` where JSON was asked for. */
export function answerOverBudget(request: GenerationRequest): Answered {
  if (request.outputFormat.type !== "text")
    throw new ApiError("invalid_value", "The offline engine found no value in time: the JSON schema or the data is too intricate for it.");
  const because = "all of it, and its first part too, cost more than one answer may";
  return { type: "ui", root: tooMuch(), skill: "too-much", because };
}

/** What is read of a message that as a whole costs too much. */
const PART_CHARS = 50_000;

function withinBudget(request: GenerationRequest, charsMax: number, cpuMsMax: number): Answered | null {
  try {
    return withBudget(() => find(request, charsMax), cpuMsMax);
  } catch (error) {
    if (error instanceof OverBudget) return null;
    throw error;
  }
}

function find(request: GenerationRequest, charsMax: number): Answered {
  const whole = readConversation(request);
  const part = firstPart(whole.last.text, charsMax);
  const { text, isTerse } = withoutForm(part);
  const conversation = { ...whole, last: { ...whole.last, text } };
  const { skill, found } = firstOf(SKILLS, { request, conversation, text });
  const { name, because } = skill;
  if (found.type !== "ui" || skill.isAlone) return { ...found, skill: name, because };
  const shown = isTerse ? onlyFigures(found.root) : found.root;
  const notes = [
    ...(part.length < whole.last.text.length ? [partNote(part.length)] : []),
    ...(conversation.unread.length > 0 ? [unreadNote(conversation.unread)] : []),
  ];
  return { type: "ui", root: withNotes(shown, notes), skill: name, because };
}

/** The first skill that answers, and what it says. */
function firstOf(skills: readonly Skill[], ask: Ask): { skill: Skill; found: Answer } {
  for (const skill of skills) {
    const found = skill.answer(ask);
    if (found === null) continue;
    if (Array.isArray(found)) return { skill, found: { type: "ui", root: card(found) } };
    return { skill, found: "type" in found ? found : { type: "ui", root: found } };
  }
  throw new Error("The last skill answers whatever is asked.");
}

/** The beginning of a text, cut at the end of a line. */
function firstPart(text: string, charsMax: number): string {
  return text.length <= charsMax ? text : text.slice(0, text.lastIndexOf("\n", charsMax) + 1 || charsMax);
}

function withNotes(root: UiNode, notes: UiNode[]): UiNode {
  const children = Array.isArray(root.props.children) ? root.props.children : [];
  return notes.length === 0 ? root : { ...root, props: { ...root.props, children: [...notes, ...children] } };
}
