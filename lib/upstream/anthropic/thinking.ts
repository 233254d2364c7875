import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { nearestEffort } from "../efforts";
import type { Rules } from "./rules";

/** What thinking may take of an answer's tokens, for families that are given a number. */
const BUDGET: Record<ReasoningEffort, number> = {
  none: 0,
  minimal: 1_024,
  low: 1_024,
  medium: 4_096,
  high: 16_384,
  xhigh: 24_576,
  max: 24_576,
};
const BUDGET_MIN = 1_024;
const SUMMARIZED = { type: "adaptive", display: "summarized" } as const;

export interface Thinking {
  /** The member `thinking`; null where none is sent. */
  member: Record<string, unknown> | null;
  effort: string | null;
  isOn: boolean;
  /** Whether what was thought before may go along. */
  takesThoughts: boolean;
}

const NONE: Thinking = { member: null, effort: null, isOn: false, takesThoughts: false };

/** What else decides whether a model may think. */
interface Circumstances {
  maxTokens: number;
  /** A tool is forced, beside which no model thinks. */
  isForced: boolean;
  /** A call comes back without what led to it, which families that are given a number refuse while they think. */
  lacksThoughts: boolean;
}

/** Returns how a model is asked to think; tells what it does not take of the effort that was asked for. */
export function toThinking({ reasoningEffort: asked }: GenerationRequest, rules: Rules, given: Circumstances, tell?: Tell): Thinking {
  const say = (sent: string | null) => tell?.({ parameter: "reasoning.effort", sent });
  if (rules.thinking === "none") {
    if (asked !== null && asked !== "none") say(null);
    return NONE;
  }
  if (given.isForced && rules.off !== "lowest") {
    if (asked !== null && asked !== "none") say("none");
    return off(rules);
  }
  if (rules.thinking === "budget") return toBudget(asked, rules, given, say);
  if (asked === "none" && rules.off !== "lowest") return off(rules);
  if (asked === null) return rules.thinksByItself ? { ...NONE, member: SUMMARIZED, isOn: true, takesThoughts: true } : off(rules);
  const effort = nearestEffort(asked, rules.efforts);
  if (effort !== asked) say(effort);
  return { member: SUMMARIZED, effort, isOn: true, takesThoughts: true };
}

/** `between_tools` can't stand beside thoughts that are bound to what was before them. */
function off({ off: how, thinksByItself }: Rules): Thinking {
  return thinksByItself && how !== "absent" ? { ...NONE, member: { type: how }, isOn: how === "between_tools" } : NONE;
}

function toBudget(
  asked: ReasoningEffort | null,
  rules: Rules,
  { maxTokens, lacksThoughts }: Circumstances,
  say: (sent: string | null) => void,
): Thinking {
  if (asked === null || asked === "none" || lacksThoughts) return NONE;
  const budget = Math.min(BUDGET[asked], Math.max(BUDGET_MIN, Math.floor(maxTokens / 2)));
  if (budget >= maxTokens) {
    say("none");
    return NONE;
  }
  const effort = nearestEffort(asked, rules.efforts);
  return { member: { type: "enabled", budget_tokens: budget }, effort, isOn: true, takesThoughts: true };
}
