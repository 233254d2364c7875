import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";

const TOKENS: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 0,
  low: 1_024,
  medium: 4_096,
  high: 16_384,
  xhigh: 24_576,
  max: 24_576,
};

export interface Thinking {
  /** What it may take of the answer's tokens. */
  tokens: number;
  members: Record<string, unknown>;
  /** Whether calls that come back must bring the thinking that led to them. */
  isStrict: boolean;
}

/** How a model is asked to think; null where it is not. From 4.6 on models decide themselves how much, from 4.7 on they refuse a budget. */
export function toThinking({ model, reasoningEffort }: Pick<GenerationRequest, "model" | "reasoningEffort">): Thinking | null {
  const tokens = reasoningEffort === null ? 0 : TOKENS[reasoningEffort];
  if (tokens === 0 || reasoningEffort === null) return null;
  if (!isFrom(model, 4, 6)) return { tokens, members: { thinking: { type: "enabled", budget_tokens: tokens } }, isStrict: true };
  const effort = reasoningEffort === "xhigh" && !isFrom(model, 4, 7) ? "max" : reasoningEffort;
  // Newer models keep what they think to themselves unless asked for it.
  return { tokens, members: { thinking: { type: "adaptive", display: "summarized" }, output_config: { effort } }, isStrict: false };
}

/** Whether a model is of that version or later; the names of those before 4 begin with the version and are not. */
function isFrom(model: string, major: number, minor: number): boolean {
  const [, ofMajor = "0", ofMinor = "0"] = /^claude-[a-z]+-(\d+)(?:-(\d{1,2}))?(?:-|$)/.exec(model) ?? [];
  return Number(ofMajor) > major || (Number(ofMajor) === major && Number(ofMinor) >= minor);
}
