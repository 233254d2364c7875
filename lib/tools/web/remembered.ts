/** What was found a while ago, so that nobody is asked for it again. The oldest goes where there is no room. */
export class Remembered<Value> {
  readonly #all = new Map<string, { value: Value; untilMs: number }>();

  constructor(
    private readonly entriesMax: number,
    private readonly freshMs: number,
  ) {}

  find(key: string): Value | null {
    const found = this.#all.get(key);
    if (found && found.untilMs > Date.now()) return found.value;
    this.#all.delete(key);
    return null;
  }

  keep(key: string, value: Value): void {
    this.#all.delete(key);
    this.#all.set(key, { value, untilMs: Date.now() + this.freshMs });
    const [oldest] = this.#all.size > this.entriesMax ? this.#all.keys() : [];
    if (oldest !== undefined) this.#all.delete(oldest);
  }
}
