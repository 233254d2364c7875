import type { OutputItem } from "@/lib/generation/item";
import { closeAnswer } from "@/lib/genui/write/close-answer";

/** The end that a message lacks. */
export interface MissingEnd {
  output_index: number;
  item_id: string;
  delta: string;
}

/**
 * Closes the messages of an output that was cut, in place, so that what was drawn while they came is drawn when they are read again; gives
 * what was added. Nothing for messages that are whole or no interface.
 */
export function closeOutput(output: OutputItem[]): MissingEnd[] {
  return output.flatMap((item, output_index) => {
    const part = item.type === "message" ? item.content[0] : undefined;
    if (part?.type !== "output_text") return [];
    const closed = closeAnswer(part.text);
    if (closed.length <= part.text.length || !closed.startsWith(part.text)) return [];
    const delta = closed.slice(part.text.length);
    part.text = closed;
    return [{ output_index, item_id: item.id, delta }];
  });
}
