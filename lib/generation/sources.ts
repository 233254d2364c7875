/** Something an answer may name by its number. */
export type Source =
  | { number: number; type: "url"; url: string; title: string }
  | { number: number; type: "image"; url: string; title: string; source: string }
  | { number: number; type: "file"; fileId: string; filename: string };

type WithoutNumber<One> = One extends Source ? Omit<One, "number"> : never;
export type NewSource = WithoutNumber<Source>;

/** The sources of a dialogue: each has one number, which it keeps. */
export class Sources {
  readonly #byNumber = new Map<number, Source>();
  readonly #numbers = new Map<string, number>();

  get size(): number {
    return this.#byNumber.size;
  }

  /** Returns the source with its number: the one it has already, or the next. */
  add(found: NewSource): Source {
    const known = this.find(this.#numbers.get(keyOf(found)) ?? 0);
    if (known) return known;
    const source: Source = { ...found, number: Math.max(0, ...this.#byNumber.keys()) + 1 };
    this.keep(source);
    return source;
  }

  /** Returns the source of a number; null for one that was never given. */
  find(number: number): Source | null {
    return this.#byNumber.get(number) ?? null;
  }

  /** Returns all of them by number. */
  all(): Source[] {
    return [...this.#byNumber.values()].sort((one, other) => one.number - other.number);
  }

  /** Takes one that was numbered in an earlier answer; the number stays its own. */
  keep(source: Source): void {
    if (!this.#byNumber.has(source.number)) this.#byNumber.set(source.number, source);
    if (!this.#numbers.has(keyOf(source))) this.#numbers.set(keyOf(source), source.number);
  }
}

const keyOf = (source: NewSource): string => (source.type === "file" ? `file ${source.fileId}` : `${source.type} ${source.url}`);
