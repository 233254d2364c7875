/**
 * How open models mark what they think in the text of their answer, by a pair of marks; and calls, which are none where they come to here:
 * no tool of that name was offered.
 */
const PAIRS: readonly (readonly [open: string, close: string])[] = [
  ["<think>", "</think>"],
  ["<thinking>", "</thinking>"],
  ["<thought>", "</thought>"],
  ["<reasoning>", "</reasoning>"],
  ["<seed:think>", "</seed:think>"],
  ["[THINK]", "[/THINK]"],
  ["◁think▷", "◁/think▷"],
  ["<|channel|>analysis<|message|>", "<|end|>"],
  ["<|channel|>commentary<|message|>", "<|end|>"],
  ["<|start|>assistant<|channel|>analysis<|message|>", "<|end|>"],
  ["<|start|>assistant<|channel|>commentary<|message|>", "<|end|>"],
  ["<|channel|>commentary to=", "<|call|>"],
  ["<|start|>assistant<|channel|>commentary to=", "<|call|>"],
  ["<tool_call>", "</tool_call>"],
  ["<tool_calls>", "</tool_calls>"],
  ["<function_call>", "</function_call>"],
  ["<function_calls>", "</function_calls>"],
  ["<minimax:tool_call>", "</minimax:tool_call>"],
  ["<start_function_call>", "<end_function_call>"],
  ["<|tool_call|>", "<|/tool_call|>"],
  ["<|tool_calls_section_begin|>", "<|tool_calls_section_end|>"],
  ["<|python_start|>", "<|python_end|>"],
  ["<|python_tag|>", "<|eom_id|>"],
  ["<|START_ACTION|>", "<|END_ACTION|>"],
  ["<｜tool▁calls▁begin｜>", "<｜tool▁calls▁end｜>"],
];
/** Marks around the answer itself, which say nothing. */
const SILENT_MARKS = [
  "<|start|>assistant<|channel|>final<|message|>",
  "<|channel|>final<|message|>",
  "<|return|>",
  "<|end|>",
  "<|im_end|>",
];

const BEGINNINGS = new Set([...PAIRS.map(([open]) => open), ...SILENT_MARKS].map((mark) => mark.charAt(0)));

/** What begins at the start of a line: a thought up to `close`, or a mark of `length` characters that is left out. */
export interface Mark {
  length: number;
  close: string | null;
}

/** The mark at the beginning of a line; `unknown` while more of the line must be seen, null when there is none. */
export function markAt(line: string, isWhole: boolean): Mark | "unknown" | null {
  if (!BEGINNINGS.has(line.charAt(0)) && !/^\s/.test(line)) return null;
  const blanks = line.length - line.trimStart().length;
  const head = line.slice(blanks, blanks + 60);
  if (!BEGINNINGS.has(head.charAt(0))) return null;
  let mayCome = false;
  for (const [mark, close] of [...PAIRS, ...SILENT_MARKS.map((silent) => [silent, null] as const)]) {
    if (head.startsWith(mark)) return { length: blanks + mark.length, close };
    mayCome ||= !isWhole && mark.startsWith(head);
  }
  return mayCome ? "unknown" : null;
}

/** What no thought holds: where it stands, the mark that ends the thought was forgotten. */
const ANSWERS = ["<content", "root = Card(", "```openui"];

/** A thought up to where it ends; `rest` is what follows, or while it goes on what may be the beginning of its end. */
export function splitThought(text: string, close: string): { thought: string; rest: string; isOver: boolean } {
  const end = text.indexOf(close);
  // Only as far as the thought goes: what follows may hold as many more as it likes.
  const within = end === -1 ? text : text.slice(0, end);
  const begins = Math.min(...ANSWERS.map((answer) => within.indexOf(`\n${answer}`)).filter((at) => at !== -1), Number.POSITIVE_INFINITY);
  if (end !== -1 && end < begins) return { thought: text.slice(0, end), rest: text.slice(end + close.length), isOver: true };
  if (begins < text.length) return { thought: text.slice(0, begins), rest: text.slice(begins + 1), isOver: true };
  const marks = [close, ...ANSWERS.map((answer) => `\n${answer}`)];
  const longest = Math.max(...marks.map((mark) => mark.length)) - 1;
  const from = Math.max(0, text.length - longest);
  let kept = text.length;
  for (let at = text.length - 1; at >= from; at--) if (marks.some((mark) => mark.startsWith(text.slice(at)))) kept = at;
  return { thought: text.slice(0, kept), rest: text.slice(kept), isOver: false };
}

/** A text without its thoughts; one that never ends is left out only when `isCut` says that more should have come. */
export function withoutThoughts(text: string, isCut: boolean): string {
  let rest = text;
  for (const [open, close] of PAIRS) {
    let [out, at] = ["", 0];
    for (let start = rest.indexOf(open); start !== -1; start = rest.indexOf(open, at)) {
      const end = rest.indexOf(close, start);
      out += rest.slice(at, start);
      if (end !== -1) at = end + close.length;
      else if (isCut) at = rest.length;
      else {
        // No other one can end either: only their beginnings are left out.
        out += rest.slice(start).replaceAll(open, "");
        at = rest.length;
      }
    }
    rest = out + rest.slice(at);
  }
  return rest;
}
