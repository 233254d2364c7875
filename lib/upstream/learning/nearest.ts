/**
 * The nearest of the values that are taken: the next below the wish, else the lowest. Never the first of the rank in place of another, which
 * would switch off what was asked for. Null where nothing is left.
 */
export function nearest(wish: string, taken: readonly string[], rank: readonly string[]): string | null {
  if (taken.includes(wish)) return wish;
  const off = rank[0] === "none" ? "none" : null;
  const levels = rank.filter((level) => taken.includes(level) && level !== off);
  return levels.findLast((level) => rank.indexOf(level) < rank.indexOf(wish)) ?? levels[0] ?? null;
}
