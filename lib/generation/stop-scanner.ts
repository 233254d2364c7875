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
