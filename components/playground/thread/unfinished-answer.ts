import type { AnswerDetails } from "@/lib/conversations/schema";
import { EMPTY_ANSWER, type PartialAnswer } from "./partial-answer";
import type { ShownEntry } from "./shown-entry";

interface UnfinishedAnswer {
  key: string;
  details: AnswerDetails;
  answer: PartialAnswer;
}

/** The last answer of a thread, if it was kept while it was being written and the server knows it by a name. */
export function unfinishedAnswer(entries: ShownEntry[]): UnfinishedAnswer | null {
  const last = entries.at(-1);
  if (last?.item.type !== "message" || last.details?.state !== "streaming" || last.details.responseId === null) return null;
  const [part] = last.item.content;
  const text = part?.type === "output_text" ? part.text : "";
  const { thinking, citations } = last.details;
  const steps = last.details.steps.map((step) => ({ ...step, startedMs: null }));
  return { key: last.key, details: last.details, answer: { ...EMPTY_ANSWER, text, thinking: thinking ?? "", steps, citations } };
}
