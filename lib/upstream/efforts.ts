import type { ReasoningEffort } from "@/lib/generation/request";

const ASCENDING = ["none", "minimal", "low", "medium", "high", "xhigh", "max"] as const satisfies readonly ReasoningEffort[];

/** Returns the effort of those that a model knows which comes nearest from below, else its lowest; null where it knows none. */
export function nearestEffort<Effort extends ReasoningEffort>(asked: ReasoningEffort, known: readonly Effort[]): Effort | null {
  const rank = (effort: ReasoningEffort) => ASCENDING.indexOf(effort);
  const ascending = known.toSorted((a, b) => rank(a) - rank(b));
  return ascending.findLast((effort) => rank(effort) <= rank(asked)) ?? ascending[0] ?? null;
}
