/** Why a model stopped, in words. */
export const FINISH_WORDS: Record<string, string> = {
  stop: "It was done",
  length: "Its length ran out",
  "tool-calls": "It calls tools",
  "content-filter": "A filter cut it",
};

/** Returns why a model stopped, in words; a dash where it did not come to that. */
export function finishWords(finish: string | null): string {
  return finish === null ? "–" : (FINISH_WORDS[finish] ?? finish);
}
