import { collectRefs, type Draft } from "../draft";

interface Definition {
  value: Draft;
  /** How many of the names it refers to are not complete yet. */
  missing: number;
}

/** The statements of a program by name. `onComplete` hears of each name once everything it refers to is there. */
export class Definitions {
  private readonly definitions = new Map<string, Definition>();
  private readonly waiting = new Map<string, Set<string>>();
  private readonly used = new Set<string>();

  constructor(private readonly onComplete: (name: string) => void) {}

  names(): string[] {
    return Array.from(this.definitions.keys());
  }

  valueOf(name: string): Draft | undefined {
    return this.definitions.get(name)?.value;
  }

  isComplete(name: string): boolean {
    return this.definitions.get(name)?.missing === 0;
  }

  /** Whether something refers to a name. */
  isUsed(name: string): boolean {
    return this.used.has(name);
  }

  use(name: string): void {
    this.used.add(name);
  }

  define(name: string, value: Draft): string {
    const refs = new Set<string>();
    collectRefs(value, refs);
    const missing = [...refs].filter((ref) => !this.isComplete(ref));
    for (const ref of refs) this.used.add(ref);
    for (const ref of missing) {
      const waiters = this.waiting.get(ref) ?? new Set();
      this.waiting.set(ref, waiters.add(name));
    }
    this.definitions.set(name, { value, missing: missing.length });
    if (missing.length === 0) this.complete(name);
    return name;
  }

  private complete(first: string): void {
    const queue = [first];
    for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
      this.onComplete(name);
      const waiters = this.waiting.get(name) ?? [];
      this.waiting.delete(name);
      for (const waiter of waiters) {
        const definition = this.definitions.get(waiter);
        if (!definition || definition.missing === 0) continue;
        definition.missing--;
        if (definition.missing === 0) queue.push(waiter);
      }
    }
  }
}
