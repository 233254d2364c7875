import { createHarmonyWords } from "./harmony-words";
import { forgetThinker, isThinker, rememberThinker } from "./thinkers";
import type { Filter } from "./text";

/** Models whose chat template opens the thought in the prompt, so that their text begins inside it. */
const FAMILIES = /deepseek-?r1|\bqwq\b|qwen.*-thinking|glm-z1/i;
/** Models whose thoughts are marked by words alone once a server has swallowed the marks around them. */
const HARMONY = /gpt-?oss/i;
/** What begins something else: a mark of its own, a fence, or the interface. */
const OTHER_BEGINNING = /^\s*(?:[<[◁`{]|root\b)/;
/** The marks that end a thought, and what each should have begun with. */
const MARKS: readonly (readonly [close: string, open: string])[] = [
  ["</think>", "<think>"],
  ["</thinking>", "<thinking>"],
  ["</thought>", "<thought>"],
  ["</reasoning>", "<reasoning>"],
  ["</seed:think>", "<seed:think>"],
  ["[/THINK]", "[THINK]"],
  ["◁/think▷", "◁think▷"],
];
/** How much of an answer waits for such a mark where nothing else says what it is. */
const HELD_CHARS_MAX = 32;

/** A filter that puts the mark which the prompt, or a server, swallowed before the thought that a text begins with. */
export interface UnmarkedThought extends Filter {
  /** The server itself takes thoughts out, so the text is left alone. */
  isMarked(): void;
  /** Whether the beginning of a text waits for a mark. */
  isWaiting(): boolean;
  /** What waited too long: no mark, as far as anybody can tell. */
  giveUp(): string;
}

/**
 * A thought that only ends is one whatever the model is called. For models that are known to think so, by name or since they did, the mark
 * is there at once; of others the beginning waits, as long as it is prose and short.
 */
export function createUnmarkedThought(model: string, url: string): UnmarkedThought {
  const harmony = HARMONY.test(model) ? createHarmonyWords() : null;
  const isKnown = FAMILIES.test(model) || isThinker(url, model);
  let isDecided = false;
  let isOpen = false;
  let held = "";
  const release = (mark = ""): string => {
    const text = held;
    held = "";
    isDecided = true;
    return mark + text;
  };
  const decide = (isEnd: boolean): string => {
    if (OTHER_BEGINNING.test(held)) return release();
    const found = MARKS.find(([close]) => held.includes(close));
    if (found) {
      rememberThinker(url, model);
      return release(`${found[1]}\n`);
    }
    isOpen = isKnown && !isEnd;
    if (isOpen) return release("<think>\n");
    return isEnd || held.length > HELD_CHARS_MAX ? release() : "";
  };
  return {
    push(text) {
      if (harmony) return isDecided ? text : harmony.push(text);
      if (isDecided) {
        if (isOpen && text.includes(">")) isOpen = false;
        return text;
      }
      held += text;
      return held.trim() === "" ? "" : decide(false);
    },
    end() {
      if (harmony) return harmony.end();
      // It was none after all.
      if (isOpen) forgetThinker(url, model);
      return isDecided || held === "" ? "" : held.trim() === "" ? release() : decide(true);
    },
    isMarked: () => {
      isDecided = true;
    },
    isWaiting: () => !isDecided && held.trim() !== "",
    giveUp: () => release(),
  };
}
