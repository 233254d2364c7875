import type { InputPart } from "@/lib/generation/item";
import { wholeLength } from "@/lib/text";

/** How often a model is asked for one response; the last time it may not call. */
export const ROUNDS_MAX = 8;
/** How many calls of hosted tools a response may hold. */
export const CALLS_MAX = 32;
/** How many calls run at once. */
export const PARALLEL_MAX = 5;
/** How much text a model reads of one call, and of all calls of a response. */
const CALL_CHARS_MAX = 65_536;
const RESPONSE_CHARS_MAX = 262_144;

/** How much text the outputs of a response may still hold. */
export class TextBudget {
  #left = RESPONSE_CHARS_MAX;

  /** Returns the output as the model gets it: what was cut says so. Pictures count nothing here. */
  take(output: string | InputPart[]): string | InputPart[] {
    if (typeof output === "string") return this.#takeText(output);
    return output.map((part) => (part.type === "input_text" ? { ...part, text: this.#takeText(part.text) } : part));
  }

  #takeText(text: string): string {
    const max = Math.min(CALL_CHARS_MAX, this.#left);
    const kept = text.length <= max ? text : text.slice(0, wholeLength(text.slice(0, max)));
    this.#left -= kept.length;
    return kept.length === text.length ? text : `${kept}\n[Cut here: ${text.length - kept.length} more characters were left out.]`;
  }
}
