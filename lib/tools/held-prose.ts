import type { GenerationEvent } from "@/lib/generation/event";
import { newId } from "@/lib/ids";

/** How much text is held back before it counts as the answer, whatever it looks like. */
const HELD_CHARS_MAX = 2_048;
/** The beginning of a program, after a fence or words. */
const PROGRAM = /(?:^|\n)[^\S\n]*\w+[^\S\n]*=\s{0,9}[A-Z]\w*\s{0,9}\(/;

type TextEvent = Extract<GenerationEvent, { type: `text-${string}` }>;

/**
 * The text with which a round begins, until it is known whether it is the answer or a word before a call. What looks like a program is the
 * answer, and so is what is long; what a call of a hosted tool follows was a thought.
 */
export class HeldProse {
  #held: TextEvent[] = [];
  #text = "";
  #isHolding: boolean;

  /** Text that is no interface is never held. */
  constructor(isHolding: boolean) {
    this.#isHolding = isHolding;
  }

  take(event: TextEvent, out: GenerationEvent[]): void {
    if (!this.#isHolding) {
      out.push(event);
      return;
    }
    this.#held.push(event);
    if (event.type === "text-delta") this.#text += event.delta;
    if (this.#text.length >= HELD_CHARS_MAX || PROGRAM.test(this.#text)) this.release(out);
  }

  /** It is the answer: it leaves, and what follows it is not held. */
  release(out: GenerationEvent[]): void {
    this.#isHolding = false;
    out.push(...this.#held.splice(0));
    this.#text = "";
  }

  /** A call follows it: it leaves as a thought. */
  think(out: GenerationEvent[]): void {
    const text = this.#text.trim();
    this.#held = [];
    this.#text = "";
    if (text === "") return;
    const id = newId("rs");
    out.push({ type: "reasoning-start", id }, { type: "reasoning-delta", id, delta: text }, { type: "reasoning-end", id });
  }
}
