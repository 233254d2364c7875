import type { Filter } from "./text";

const BEGINNINGS = ["analysis", "commentary"];
const FINAL = "assistantfinal";
/** What goes on with the thought. */
const BETWEEN = ["assistantanalysis", "assistantcommentary"];
const WORDS = [FINAL, ...BETWEEN];

/**
 * For a model that marks its thoughts by channels, where the server swallowed the marks and left their names in the text:
 * `analysisThe user greets.assistantfinalHello.` The thought gets a pair of marks that is known further on.
 */
export function createHarmonyWords(): Filter {
  let state: "beginning" | "thought" | "answer" = "beginning";
  let held = "";
  const release = (): string => {
    const text = held;
    held = "";
    return text;
  };
  const think = (): string => {
    let out = "";
    for (;;) {
      const [at, word] = firstOf(held, WORDS);
      if (word === null) break;
      out += held.slice(0, at);
      held = held.slice(at + word.length);
      if (word === FINAL) {
        state = "answer";
        return `${out}</think>\n${release()}`;
      }
      out += "\n";
    }
    const kept = partialFrom(held, WORDS);
    out += held.slice(0, kept);
    held = held.slice(kept);
    return out;
  };
  return {
    push(text) {
      held += text;
      if (state === "answer") return release();
      if (state === "thought") return think();
      const head = held.trimStart();
      const first = [...BEGINNINGS, FINAL].find((word) => head.startsWith(word));
      if (first === undefined) {
        if (head === "" || [...BEGINNINGS, FINAL].some((word) => word.startsWith(head))) return "";
        state = "answer";
        return release();
      }
      const rest = head.slice(first.length);
      if (rest === "") return "";
      // An answer may begin with the word as such.
      if (/^\s/.test(rest) && first !== FINAL) {
        state = "answer";
        return release();
      }
      held = rest;
      state = first === FINAL ? "answer" : "thought";
      return first === FINAL ? release() : `<think>\n${think()}`;
    },
    end: release,
  };
}

function firstOf(text: string, words: readonly string[]): [at: number, word: string | null] {
  let found: [number, string | null] = [text.length, null];
  for (const word of words) {
    const at = text.indexOf(word);
    if (at !== -1 && at < found[0]) found = [at, word];
  }
  return found;
}

/** Where one of the words begins that is not whole yet. */
export function partialFrom(text: string, words: readonly string[]): number {
  const longest = Math.max(...words.map((word) => word.length));
  for (let at = Math.max(0, text.length - longest + 1); at < text.length; at++)
    if (words.some((word) => word.length > text.length - at && word.startsWith(text.slice(at)))) return at;
  return text.length;
}
