import { expect, test } from "vitest";
import { paperFor } from "./paper";

test.each([
  [600, "portrait"],
  [768, "portrait"],
  [1_000, "portrait"],
  [1_001, "landscape"],
  [1_600, "landscape"],
] as const)("%i pixels fit on A4 %s", (widthPx, orientation) => {
  const paper = paperFor(widthPx);
  expect(paper.orientation).toBe(orientation);
  // 28 of 210 or 297 millimetres are margin.
  const printablePx = ((orientation === "portrait" ? 210 : 297) - 28) * (96 / 25.4);
  expect(widthPx * paper.scale).toBeLessThanOrEqual(printablePx);
  expect(paper.scale).toBeGreaterThanOrEqual(0.5);
  expect(paper.scale).toBeLessThanOrEqual(1);
});
