import { remembered } from "../remembered";
import { COMPONENTS } from "./library";

/** What models call things that stand in this library under another name. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.values(COMPONENTS).flatMap(({ name, traits }) => (traits.aliases ?? []).map((alias): [string, string] => [alias, name])),
);

/** Wrappers without a meaning of their own: what they hold takes their place. */
const TRANSPARENT = new Set([
  "stack",
  "column",
  "row",
  "layout",
  "container",
  "box",
  "grid",
  "flex",
  "div",
  "fragment",
  "group",
  "vstack",
  "hstack",
  "view",
  "page",
  "root",
  "carousel",
  "minicardblock",
  "minicard",
  "kanban",
  "board",
  "cardgroup",
  "statgrid",
  "kpigrid",
  "main",
  "wrapper",
  "panel",
]);

/** A name of no component that only holds others. */
export const WRAPPER = "div";

export function aliasOf(name: string): string | null {
  return ALIASES.get(letters(name)) ?? null;
}

export function isTransparent(name: string): boolean {
  return TRANSPARENT.has(letters(name));
}

/** A name without case and marks: `bar_chart` is BarChart. */
export const letters = remembered((name) => name.toLowerCase().replace(/[_-]/g, ""));
