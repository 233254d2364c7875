const KEPT_MAX = 500;

const state = globalThis as typeof globalThis & { vitrineThinkers?: Set<string> };

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

function thinkers(): Set<string> {
  state.vitrineThinkers ??= new Set();
  return state.vitrineThinkers;
}

const keyOf = (url: string, model: string): string => `${url} ${model}`;
