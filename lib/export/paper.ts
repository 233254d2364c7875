/** A4 in CSS pixels, and what stays white around: as `@page` says in components/export/document.ts. */
const SIDES_PX = { portrait: 793.7, landscape: 1_122.5 };
const MARGINS_PX = 2 * 52.9;
/** Smaller than this, nobody reads it. */
const SCALE_MIN = 0.5;
const PORTRAIT_MAX = 1_000;

export interface Paper {
  orientation: "portrait" | "landscape";
  /** What everything is drawn in times this, so that the whole width is on the paper. */
  scale: number;
}

/** The paper for a document that is laid out as wide as this: across where it would become too small to read. */
export function paperFor(widthPx: number): Paper {
  const orientation = widthPx <= PORTRAIT_MAX ? "portrait" : "landscape";
  // Rounded down: a hair too wide, and every line would lose its end.
  const scale = Math.floor(((SIDES_PX[orientation] - MARGINS_PX) / widthPx) * 1_000) / 1_000;
  return { orientation, scale: Math.min(1, Math.max(SCALE_MIN, scale)) };
}
