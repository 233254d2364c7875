import type { AnswerDetails, Citation, ToolStep } from "@/lib/conversations/schema";
import type { ShownEntry } from "./shown-entry";

export interface ToolCall {
  callId: string;
  name: string;
  arguments: string;
  /** Null while nobody has given the result. */
  output: string | null;
}

export interface UserTurn {
  type: "user";
  key: string;
  text: string;
}

export interface AnswerTurn {
  type: "answer";
  key: string;
  text: string;
  /** What the model thought before it answered; empty when nothing is known of that. */
  thinking: string;
  calls: ToolCall[];
  /** What tools of the server did for it, in order. */
  steps: ToolStep[];
  citations: Citation[];
  details: AnswerDetails | null;
  /** Where the answer begins in the entries: what stands before is what it was asked with. */
  at: number;
}

export type Turn = UserTurn | AnswerTurn;

/** The entries as the reader sees them: messages of the user, and answers with their calls and the calls' results. */
export function toTurns(entries: ShownEntry[]): Turn[] {
  const outputs = new Map(
    entries.flatMap(({ item }) => (item.type === "function_call_output" ? [[item.call_id, item.output] as const] : [])),
  );
  const turns: Turn[] = [];
  entries.forEach(({ key, item, details }, at) => {
    if (item.type === "function_call_output") return;
    if (item.type === "function_call") {
      const call = { callId: item.call_id, name: item.name, arguments: item.arguments, output: outputs.get(item.call_id) ?? null };
      const last = turns.at(-1);
      // The details mark where an answer begins: a call without them belongs to the answer before it.
      if (details === null && last?.type === "answer") last.calls.push(call);
      else turns.push({ type: "answer", key, text: "", ...toldBy(details), calls: [call], details, at });
      return;
    }
    const text = item.content.map((part) => (part.type === "refusal" ? part.refusal : part.text)).join("");
    if (item.role === "user") turns.push({ type: "user", key, text });
    else turns.push({ type: "answer", key, text, ...toldBy(details), calls: [], details, at });
  });
  return turns;
}

function toldBy(details: AnswerDetails | null): Pick<AnswerTurn, "thinking" | "steps" | "citations"> {
  return { thinking: details?.thinking ?? "", steps: details?.steps ?? [], citations: details?.citations ?? [] };
}
