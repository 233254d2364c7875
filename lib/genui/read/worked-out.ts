import { collectRefs, type Draft } from "../draft";
import type { Definitions } from "./definitions";
import { holdsExpression, type World, withoutExpressions } from "./evaluate";
import { lower } from "./statements";

const STEPS_MIN = 5000;

/** The values of a program's names with their expressions worked out. `onUsed` hears of the names that an expression speaks of. */
export class WorkedOut {
  private readonly known = new Map<Draft, Draft>();
  private readonly world: World;

  constructor(
    private readonly definitions: Definitions,
    private readonly onUsed: (name: string) => void,
  ) {
    this.world = { resolve: (name) => definitions.valueOf(name), lower, left: STEPS_MIN };
  }

  /** Says that the model wrote as many characters more. */
  widen(chars: number): void {
    this.world.left += chars;
  }

  of(name: string): Draft | undefined {
    const value = this.definitions.valueOf(name);
    if (value === undefined) return undefined;
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const isPlain = !holdsExpression(value);
    const worked = isPlain ? value : withoutExpressions(value, this.world);
    if (!isPlain) this.use(value);
    if (typeof value === "object" && value !== null && (isPlain || this.definitions.isComplete(name))) this.known.set(value, worked);
    return worked;
  }

  private use(value: Draft): void {
    const names = new Set<string>();
    const parts: Draft[] = [value];
    for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
      const found = new Set<string>();
      collectRefs(part, found);
      for (const name of found) {
        if (names.has(name)) continue;
        names.add(name);
        this.onUsed(name);
        parts.push(this.definitions.valueOf(name) ?? null);
      }
    }
  }
}
