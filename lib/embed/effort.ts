import type { ReasoningEffort as Official } from "openai/resources/shared";
import { decided } from "@/lib/parameter";

/** How much a model shall think; each provider has its own way to say so. */
export const Effort = decided<NonNullable<Official>>({
  none: "accepted",
  minimal: "accepted",
  low: "accepted",
  medium: "accepted",
  high: "accepted",
  xhigh: "accepted",
  max: "accepted",
});
