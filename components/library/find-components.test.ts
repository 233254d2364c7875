import { expect, test } from "vitest";
import { libraryReference } from "@/lib/genui/reference";
import { findComponents } from "./find-components";

const { groups } = libraryReference();
const find = (search: string, group: string | null = null) =>
  findComponents(groups, { search, group }).flatMap(({ components }) => components.map(({ name }) => name));

test("words are found in names and descriptions, whatever their case", () => {
  expect(find("bar CHART")).toEqual(["BarChart", "HorizontalBarChart"]);
  expect(find("drop-down")).toEqual(["Select"]);
  expect(find("nothing of the kind")).toEqual([]);
});

test("an empty search finds everything, a group only its own", () => {
  expect(find(" ")).toHaveLength(groups.flatMap(({ components }) => components).length);
  expect(find("", "Tables")).toEqual(["Table", "Col", "EditableTable"]);
  expect(find("chart", "Tables")).toEqual([]);
});
