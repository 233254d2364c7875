const KEY = "vitrine.playground.heights";
const KEPT_MAX = 400;
/** Of parts of an answer, as either renderer draws them in the width of a conversation. */
const CHART_PX = 400;
const LINE_PX = 40;

/** How tall an answer was when it was last drawn in this browser, in a column of about this width; null when it was not. */
export function drawnHeight(answer: string, width: number): number | null {
  return heights().get(nameOf(answer, width)) ?? null;
}

export function keepDrawnHeight(answer: string, width: number, height: number): void {
  const all = heights();
  const name = nameOf(answer, width);
  if (all.get(name) === height) return;
  all.delete(name);
  all.set(name, height);
  try {
    localStorage.setItem(KEY, JSON.stringify([...all].slice(-KEPT_MAX)));
  } catch {
    return;
  }
}

/** A guess for an answer nobody has drawn here: so much for each chart, and for each statement. */
export function guessedHeight(text: string): number {
  const charts = text.match(/Chart(?:V2)?\(/g)?.length ?? 0;
  const lines = text.match(/\n/g)?.length ?? 0;
  return Math.min(4_000, charts * CHART_PX + Math.max(1, lines - 3) * LINE_PX);
}

/** By what the answer says: its id is another one before it is saved. */
function nameOf(answer: string, width: number): string {
  let hash = 0;
  for (let at = 0; at < answer.length; at++) hash = (Math.imul(hash, 31) + answer.charCodeAt(at)) | 0;
  return `${answer.length}.${hash}@${Math.round(width / 40)}`;
}

function heights(): Map<string, number> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Map(Array.isArray(kept) ? kept.filter(isPair) : []);
  } catch {
    return new Map();
  }
}

function isPair(value: unknown): value is [string, number] {
  return Array.isArray(value) && value.length === 2 && typeof value[0] === "string" && typeof value[1] === "number";
}
