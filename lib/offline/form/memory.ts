import type { UiNode } from "@/lib/genui/tree";
import type { Conversation } from "../turn";
import { formInEnglish } from "./foreign";
import { editForm, type FormPlan, readForm } from "./read";
import { showForm } from "./show";

/** A form that is asked for in this turn, or an earlier one changed as this turn asks. */
export function askedForm(text: string): UiNode[] | null {
  const form = text.length > 8000 ? null : formIn(text);
  return form && showForm(form);
}

/** A form in the user's language keeps its name and its fields in it. */
function formIn(text: string): FormPlan | null {
  const own = readForm(text);
  if (own) return own;
  const foreign = formInEnglish(text);
  const form = foreign && readForm(foreign.text);
  return form && { ...form, title: foreign.name };
}

export function followForm(conversation: Conversation): UiNode[] | null {
  const turns = conversation.earlier.flatMap((entry) => (entry.type === "user" && entry.turn.text.length <= 8000 ? [entry.turn.text] : []));
  const at = turns.findLastIndex((text) => formIn(text) !== null);
  const first = turns[at];
  const form = first === undefined ? null : formIn(first);
  if (!form) return null;
  const before = turns.slice(at + 1).reduce<FormPlan>((plan, text) => editForm(plan, text) ?? plan, form);
  const after = editForm(before, conversation.last.text);
  return after && showForm(after);
}
