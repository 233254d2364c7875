import type { AnswerDetails, ThreadEntry } from "@/lib/conversations/schema";
import { closeAnswer } from "@/lib/genui/write/close-answer";
import type { PartialAnswer } from "./partial-answer";
import type { ShownEntry } from "./shown-entry";

type Status = ThreadEntry["item"]["status"];

/**
 * An answer as items: the message (also when nothing arrived, to carry the details), then its calls. One that was cut is closed, so that it
 * draws what it drew while it came. The details stand beside the first; a call cut off in its arguments is left out, since nobody can
 * answer it.
 */
export function answerEntries(key: string, arrived: PartialAnswer, details: AnswerDetails): ShownEntry[] {
  const answer = { ...arrived, text: closeAnswer(arrived.text) };
  const whole = details.state === "done" && answer.finishReason !== "length" && answer.finishReason !== "content_filter";
  const status: Status = whole ? "completed" : details.state === "streaming" ? "in_progress" : "incomplete";
  const calls = details.state === "done" ? answer.calls.filter(({ callId, name }) => callId !== "" && name !== "") : [];
  const items: ThreadEntry["item"][] = calls.map((call, index) => ({
    type: "function_call",
    id: `${key}.${index}`,
    call_id: call.callId,
    name: call.name,
    arguments: call.arguments,
    status: "completed",
  }));
  if (answer.text !== "" || answer.refusal !== "" || items.length === 0) items.unshift(messageItem(key, answer, status));
  return items.map((item, index) => ({ key: index === 0 ? key : `${key}.${index}`, item, details: index === 0 ? details : null }));
}

function messageItem(id: string, answer: PartialAnswer, status: Status): ThreadEntry["item"] {
  const part =
    answer.text === "" && answer.refusal !== ""
      ? ({ type: "refusal", refusal: answer.refusal } as const)
      : ({ type: "output_text", text: answer.text, annotations: [] as never[], logprobs: [] as never[] } as const);
  return { type: "message", id, role: "assistant", status, content: [part] };
}
