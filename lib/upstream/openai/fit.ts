import type { GenerationRequest, ReasoningEffort } from "@/lib/generation/request";
import type { Tell } from "@/lib/generation/upstream";
import { nearest } from "../learning/nearest";
import type { FamilyRule } from "./rules";

const RANK: readonly ReasoningEffort[] = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

/** The request with what the model's family takes; what becomes of the rest is told. */
export function fit(request: GenerationRequest, rule: FamilyRule, tell: Tell): GenerationRequest {
  const reasoningEffort = fittingEffort(request.reasoningEffort, rule, tell);
  const samples = rule.sampling === "yes" || (rule.sampling === "when-off" && reasoningEffort === "none");
  if (!samples && request.temperature !== null) tell({ parameter: "temperature", sent: null });
  if (!samples && request.topP !== null) tell({ parameter: "top_p", sent: null });
  return { ...request, reasoningEffort, temperature: samples ? request.temperature : null, topP: samples ? request.topP : null };
}

function fittingEffort(asked: ReasoningEffort | null, { efforts }: FamilyRule, tell: Tell): ReasoningEffort | null {
  if (asked === null || efforts === null || efforts.includes(asked)) return asked;
  // A model that does not think has been told to do so, or not to, in vain; only the former is worth a word.
  const sent = (nearest(asked, efforts, RANK) as ReasoningEffort | null) ?? null;
  if (sent !== null || asked !== "none") tell({ parameter: "reasoning.effort", sent });
  return sent;
}
