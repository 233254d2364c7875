import { countTokens } from "@/lib/generation/tokens";

/** The longest beginning of `text` of at most `tokensMax` tokens; a surrogate pair is never split. */
export function cutAtTokens(text: string, tokensMax: number): string {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (countTokens(text.slice(0, middle)) <= tokensMax) low = middle;
    else high = middle - 1;
  }
  const cut = text.slice(0, low);
  return /[\uD800-\uDBFF]$/.test(cut) ? cut.slice(0, -1) : cut;
}

/** Finds stop sequences in text that comes in pieces: holds back as much as could be the beginning of one. */
export class StopScanner {
  isStopped = false;
  #held = "";
  readonly #stops: string[];

  constructor(stops: string[]) {
    this.#stops = stops.filter((stop) => stop !== "");
  }

  /** What may be sent now; the stop sequence itself and what follows it never is. */
  push(piece: string, isLast: boolean): string {
    if (this.#stops.length === 0) return piece;
    const text = this.#held + piece;
    const at = Math.min(...this.#stops.map((stop) => text.indexOf(stop)).map((index) => (index === -1 ? Number.POSITIVE_INFINITY : index)));
    if (at !== Number.POSITIVE_INFINITY) {
      this.isStopped = true;
      return text.slice(0, at);
    }
    const kept = isLast ? 0 : Math.max(...this.#stops.map((stop) => overlap(text, stop)));
    this.#held = text.slice(text.length - kept);
    return text.slice(0, text.length - kept);
  }
}

/** How many characters at the end of `text` begin `stop`. */
function overlap(text: string, stop: string): number {
  for (let length = Math.min(stop.length - 1, text.length); length > 0; length--) if (text.endsWith(stop.slice(0, length))) return length;
  return 0;
}
