import type { ReasoningEffort } from "@/lib/generation/request";

/** What the models of a family take. */
export interface Rules {
  /** Which models they are, by Anthropic's own names. */
  match: RegExp;
  /** Temperature and `top_p`: both, one of the two, or neither. */
  sampling: "both" | "one" | "none";
  /** How thinking is asked for: not at all, by a number of tokens, or as the model's own affair. */
  thinking: "none" | "budget" | "adaptive";
  /** Whether they think where nothing is asked for. */
  thinksByItself: boolean;
  /** How thinking is switched off: by saying nothing, by a word, or only down to the lowest effort. */
  off: "absent" | "disabled" | "between_tools" | "lowest";
  /** What `output_config.effort` may say. */
  efforts: readonly Exclude<ReasoningEffort, "none" | "minimal">[];
  /** Whether a tool can be forced. */
  forcedTool: boolean;
  /** Whether `output_config.format` takes a JSON Schema. */
  schema: boolean;
  /** Whether the dialogue may end with the assistant's own words. */
  prefill: boolean;
  /** Whether what was thought holds only behind the very same prompt, tools and messages. */
  boundThinking: boolean;
  /** Whether a tool's arguments may be held to its schema, and come while they are written. */
  strictTools: boolean;
  earlyTools: boolean;
  outputMax: number;
}

const LOW_TO_HIGH = ["low", "medium", "high"] as const;
const TO_XHIGH = [...LOW_TO_HIGH, "xhigh", "max"] as const;

const CLAUDE_3: Omit<Rules, "match"> = {
  sampling: "both",
  thinking: "none",
  thinksByItself: false,
  off: "absent",
  efforts: [],
  forcedTool: true,
  schema: false,
  prefill: true,
  boundThinking: false,
  strictTools: false,
  earlyTools: false,
  outputMax: 8_192,
};
const CLAUDE_4: Omit<Rules, "match"> = { ...CLAUDE_3, sampling: "one", thinking: "budget", outputMax: 64_000 };
const CLAUDE_4_5: Omit<Rules, "match"> = { ...CLAUDE_4, schema: true, strictTools: true };
const CLAUDE_4_6: Omit<Rules, "match"> = {
  ...CLAUDE_4_5,
  thinking: "adaptive",
  off: "disabled",
  efforts: [...LOW_TO_HIGH, "max"],
  prefill: false,
  earlyTools: true,
  outputMax: 128_000,
};
const CLAUDE_4_7: Omit<Rules, "match"> = { ...CLAUDE_4_6, sampling: "none", efforts: TO_XHIGH };
const OPUS_5: Omit<Rules, "match"> = { ...CLAUDE_4_7, thinksByItself: true };
const FABLE_5: Omit<Rules, "match"> = { ...OPUS_5, off: "lowest" };
const OPUS_5_5: Omit<Rules, "match"> = { ...FABLE_5, forcedTool: false, boundThinking: true };

/** In order: the first row that fits holds. */
const RULES: readonly Rules[] = [
  { match: /^claude-3-7/, ...CLAUDE_3, thinking: "budget", outputMax: 64_000 },
  { match: /^claude-3-5/, ...CLAUDE_3 },
  { match: /^claude-(?:3|2|instant)/, ...CLAUDE_3, outputMax: 4_096 },
  { match: /^claude-opus-4-1(?!\d)/, ...CLAUDE_4, schema: true, outputMax: 32_000 },
  { match: /^claude-opus-4(?:-0)?(?:-\d{8})?$/, ...CLAUDE_4, outputMax: 32_000 },
  { match: /^claude-[a-z]+-4(?:-0)?(?:-\d{8})?$/, ...CLAUDE_4 },
  { match: /^claude-opus-4-5(?!\d)/, ...CLAUDE_4_5, efforts: LOW_TO_HIGH },
  { match: /^claude-[a-z]+-4-[1-5](?!\d)/, ...CLAUDE_4_5 },
  { match: /^claude-[a-z]+-4-6(?!\d)/, ...CLAUDE_4_6 },
  { match: /^claude-(?:[a-z]+-4-\d|sonnet-5(?:-\d{8})?$)/, ...CLAUDE_4_7 },
  { match: /^claude-opus-5(?:-\d{8})?$/, ...OPUS_5 },
  { match: /^claude-haiku-5-5(?!\d)/, ...OPUS_5, boundThinking: true },
  { match: /^claude-fable-5(?:-\d{8})?$/, ...FABLE_5 },
  { match: /^claude-sonnet-5-5(?!\d)/, ...OPUS_5_5, off: "between_tools" },
  // What the newest family refuses nobody else needs, so what is not known yet is treated as it.
  { match: /^/, ...OPUS_5_5 },
];

/** Returns what a model takes, by Anthropic's own name for it. */
export function rulesOf(model: string): Rules {
  return RULES.find(({ match }) => match.test(model)) as Rules;
}
