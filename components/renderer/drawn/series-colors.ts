import { DARK, LIGHT } from "../chart-palette";

/** The hues in the order in which series take them: the accent's first, neighbours far apart. */
const ORDER = [4, 3, 5, 1, 7, 2, 6, 0];
const COLORS = ORDER.map((at) => `light-dark(${LIGHT[at]}, ${DARK[at]})`);

/** Which hue a name has, for as long as the page lives: the same series has one colour in every answer. */
const taken = new Map<string, number>();

/** A colour for each name: the one it had before, or one that none of its neighbours has. */
export function colorsOf(names: readonly string[]): string[] {
  const used = new Set<number>();
  return names.map((name) => {
    const known = taken.get(name);
    const at = known !== undefined && !used.has(known) ? known : freeHue(names, used);
    if (known === undefined) taken.set(name, at);
    used.add(at);
    return COLORS[at % COLORS.length] ?? "var(--accent)";
  });
}

/** The first hue that neither a series before nor a known one after has; past the last they begin anew. */
function freeHue(names: readonly string[], used: ReadonlySet<number>): number {
  const others = new Set(names.flatMap((name) => taken.get(name) ?? []));
  const free = COLORS.findIndex((_, at) => !used.has(at) && !others.has(at));
  return free !== -1 ? free : used.size % COLORS.length;
}
