import { expect, test } from "vitest";
import { COMPONENTS } from "@/lib/genui/library/library";
import { DRAWINGS } from "./library";

test.each(Object.values(COMPONENTS))("$name is drawn, by itself or by its whole", ({ name, traits }) => {
  expect(Object.hasOwn(DRAWINGS, name)).toBe(!traits.isDrawnByWhole);
});

test("what is drawn is a component of the library", () => {
  expect(Object.keys(DRAWINGS).filter((name) => !Object.hasOwn(COMPONENTS, name))).toEqual([]);
});
