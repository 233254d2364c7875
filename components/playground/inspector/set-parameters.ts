import type { AnswerSettings } from "@/lib/conversations/schema";
import type { ModelInfo } from "@/lib/upstream/models";

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

/**
 * What of the settings the model will not get, in words: each with the member it is about. Also what is not set, so that nobody sets it in
 * vain.
 */
export function unsentOf(
  settings: AnswerSettings,
  model: ModelInfo | undefined,
): { member: keyof typeof LABELS; isSet: boolean; why: string }[] {
  if (!model) return [];
  const { leftOut, facts, name } = model;
  const never = SAMPLING.filter(([parameter]) => leftOut.parameters.includes(parameter)).map(([, member]) => ({
    member,
    isSet: settings[member] !== null,
    why: `${name} does not take it, so it is not sent.`,
  }));
  const beside = { member: "topP" as const, isSet: true, why: `Beside a temperature, ${name} does not take it, so it is not sent.` };
  const outputMax = facts.outputTokens;
  const isLong = outputMax !== null && settings.maxTokens !== null && settings.maxTokens > outputMax;
  const cut = {
    member: "maxTokens" as const,
    isSet: true,
    why: `${name} writes at most ${outputMax?.toLocaleString("en")}; that is sent.`,
  };
  return [
    ...never,
    ...(leftOut.isOneOfTwo && settings.temperature !== null && settings.topP !== null ? [beside] : []),
    ...(isLong ? [cut] : []),
  ];
}

/** What the fields are called. */
export const LABELS = { temperature: "Temperature", topP: "Top P", maxTokens: "Max tokens" } as const;

const SAMPLING = [
  ["temperature", "temperature"],
  ["top_p", "topP"],
] as const;
