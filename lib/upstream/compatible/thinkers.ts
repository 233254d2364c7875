import { processState } from "@/lib/process-state";
const KEPT_MAX = 500;

/** Whether a model at an address was last seen to begin its text inside a thought. A restart forgets. */
export function isThinker(url: string, model: string): boolean {
  return thinkers().has(keyOf(url, model));
}

export function rememberThinker(url: string, model: string): void {
  const kept = thinkers();
  kept.add(keyOf(url, model));
  const [oldest] = kept;
  if (kept.size > KEPT_MAX && oldest !== undefined) kept.delete(oldest);
}

export function forgetThinker(url: string, model: string): void {
  thinkers().delete(keyOf(url, model));
}

const thinkers = processState<Set<string>>("thinkers", () => new Set());

const keyOf = (url: string, model: string): string => `${url} ${model}`;
