import { partialFrom } from "./harmony-words";
import type { Filter } from "./text";

/** What chat templates end a turn with, when a server leaves it in the text. */
const MARKS = [
  "<|im_end|>",
  "<|eot_id|>",
  "<|eom_id|>",
  "<|endoftext|>",
  "<|end_of_text|>",
  "<|end_of_turn|>",
  "<|end_of_sentence|>",
  "<|end▁of▁sentence|>",
  "<｜end▁of▁sentence｜>",
  "<|return|>",
  "<|end|>",
  "<|eos|>",
  "<end_of_turn>",
  "<eos>",
  "</s>",
];

/** Leaves such marks out where nothing but blanks follows; in the middle of a text they are part of what is said. */
export function createEndMarks(): Filter {
  let held = "";
  /** Whether `</s>` ends what struck out text began with. */
  let isStruckOut = false;
  return {
    push(text) {
      // Every mark begins so, and most pieces have none.
      if (held === "" && !text.includes("<")) return text;
      const all = held + text;
      let cut = partialFrom(all, MARKS);
      for (let mark = markAtEnd(all, cut); mark !== null; mark = markAtEnd(all, cut)) cut = mark;
      held = all.slice(cut);
      const out = all.slice(0, cut);
      isStruckOut = out.includes("<s>") || (isStruckOut && !out.includes("</s>"));
      return out;
    },
    end() {
      const rest = isStruckOut && held.startsWith("</s>") ? held : withoutMarks(held);
      held = "";
      return rest;
    },
  };
}

/** Where a mark begins that ends before `cut`, blanks aside; null when there is none. */
function markAtEnd(text: string, cut: number): number | null {
  let end = cut;
  while (end > 0 && text.charCodeAt(end - 1) <= 32) end--;
  const mark = MARKS.find((one) => text.endsWith(one, end));
  return mark ? end - mark.length : null;
}

function withoutMarks(text: string): string {
  return MARKS.reduce((rest, mark) => rest.replaceAll(mark, ""), text).trimEnd();
}
