import type { AnswerSettings } from "@/lib/conversations/schema";

/** What differs from a model's defaults, in words: nothing that changes an answer is out of sight. */
export function setOf({ system, temperature, topP, maxTokens, tools }: AnswerSettings): string[] {
  return [
    system === null ? "" : "System prompt",
    temperature === null ? "" : `Temperature ${temperature}`,
    topP === null ? "" : `Top P ${topP}`,
    maxTokens === null ? "" : `Max ${maxTokens.toLocaleString("en")} tokens`,
    tools === null ? "" : "Tools",
  ].filter((part) => part !== "");
}
