import type { Adjustment } from "@/lib/generation/upstream";

/** Names what the model does not take as it was asked for: `temperature, reasoning.effort=low`. */
const ADJUSTED_HEADER = "x-vitrine-adjusted";

/** What chat completions call parameters that responses call otherwise. */
export const CHAT_NAMES: Readonly<Record<string, string>> = {
  "reasoning.effort": "reasoning_effort",
  "text.verbosity": "verbosity",
  "text.format": "response_format",
  max_output_tokens: "max_completion_tokens",
};

/** Adds what was adjusted to the headers of an answer, under the names of the API that was called. */
export function noteAdjusted(
  headers: Record<string, string>,
  adjusted: readonly Adjustment[],
  names: Readonly<Record<string, string>> = {},
): void {
  if (adjusted.length > 0) headers[ADJUSTED_HEADER] = written(adjusted, names);
}

/** Returns the same as a comment of an event stream, for what a provider refused only after the headers had left. */
export function adjustedComment(adjusted: readonly Adjustment[], names: Readonly<Record<string, string>> = {}): string {
  return `: ${ADJUSTED_HEADER}: ${written(adjusted, names)}\n\n`;
}

/** Returns the same as a member of what is stored. */
export function adjustedMember(adjusted: readonly Adjustment[]): Record<string, string | null> {
  return Object.fromEntries(adjusted.map(({ parameter, sent }) => [parameter, sent]));
}

function written(adjusted: readonly Adjustment[], names: Readonly<Record<string, string>>): string {
  const latest = new Map(adjusted.map(({ parameter, sent }) => [names[parameter] ?? parameter, sent]));
  return [...latest].map(([name, sent]) => (sent === null ? name : `${name}=${sent}`)).join(", ");
}
