import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { nearestEffort } from "../efforts";
import type { Rules } from "./rules";

/** What thinking may take of an answer's tokens, for families that are given a number. */
const BUDGET: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 512,
  low: 1_024,
  medium: 2_048,
  high: 4_096,
  xhigh: 8_192,
  max: 24_576,
};

/** Returns the member `thinkingConfig`; null where none is sent. Tells what the family does not take of the effort that was asked for. */
export function toThinkingConfig(
  { reasoningEffort: asked }: GenerationRequest,
  { thinking }: Rules,
  tell?: Tell,
): Record<string, unknown> | null {
  if (asked === null) return null;
  const say = (sent: string | null) => tell?.({ parameter: "reasoning.effort", sent });
  if (thinking === null) {
    if (asked !== "none") say(null);
    return null;
  }
  const includeThoughts = asked !== "none";
  if ("budget" in thinking) {
    const [min, max] = thinking.budget;
    if (asked === "none" && min > 0) say("minimal");
    return { thinkingBudget: Math.min(max, Math.max(min, BUDGET[asked])), includeThoughts };
  }
  const level = nearestEffort(asked, thinking.levels);
  if (level !== asked) say(level);
  return { thinkingLevel: level, includeThoughts };
}
