import { expect, test } from "vitest";
import { COMPONENTS, EXPERIMENTAL } from "@/lib/genui/library/library";
import { parseThesysMetadata } from "@/lib/genui/library/metadata";
import { CHOICE, CHOICE_CODE } from "./choice";

test("the choice that the page shows is one that the server takes, of components that exist", () => {
  expect(parseThesysMetadata(JSON.stringify(CHOICE))).toMatchObject({
    includedComponents: CHOICE.c1_included_components,
    excludedComponents: CHOICE.c1_excluded_components,
    customComponents: CHOICE.c1_custom_components,
  });
  expect(EXPERIMENTAL).toEqual(expect.arrayContaining(CHOICE.c1_included_components));
  expect(Object.keys(COMPONENTS)).toEqual(expect.arrayContaining(CHOICE.c1_excluded_components));
});

test("the code holds the choice", () => {
  const literal = /stringify\((.*)\),\n/s.exec(CHOICE_CODE)?.[1] ?? "";
  expect(JSON.parse(literal.replace(/(\w+):/g, '"$1":').replace(/,(\s*})/g, "$1"))).toEqual(CHOICE);
});
