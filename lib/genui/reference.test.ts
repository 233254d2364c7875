import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { OFFLINE_MODEL_ID } from "@/lib/offline/offline";
import { COMPONENTS, EXPERIMENTAL, library } from "./library/library";
import { unwrapAssistant } from "./read/envelope";
import { libraryReference } from "./reference";
import { ReportBuilder } from "./repair/report";
import { createStage } from "./stage";

const { version, types, groups } = libraryReference();
const components = groups.flatMap((group) => group.components);
const parser = createParser(library.toJSONSchema(), "Card");

function find(name: string) {
  const found = components.find((component) => component.name === name);
  if (!found) throw new Error(`${name} is not documented`);
  return found;
}

function problemsOf(program: string) {
  const report = new ReportBuilder();
  const stage = createStage({ ...DEFAULT_UI, includedComponents: [...EXPERIMENTAL] }, { report });
  stage.push(`${program}\n`);
  stage.end("whole", false);
  return report.toReport().problems;
}

test("every component of the library is documented once, under the version that model ids name", () => {
  expect(components.map(({ name }) => name).sort()).toEqual(Object.keys(COMPONENTS).sort());
  expect(OFFLINE_MODEL_ID.endsWith(`/${version}`)).toBe(true);
});

describe.each(components.map((component) => [component.name, component] as const))("%s", (name, { description, program, answer }) => {
  test("has a program that shows it, in which the check finds nothing wrong", () => {
    expect(description).not.toBe("");
    expect(program).toContain(`${name}(`);
    expect(problemsOf(program)).toEqual([]);
    const { root, meta } = parser.parse(program);
    expect(meta.errors).toEqual([]);
    expect(JSON.stringify(root)).toContain(`"typeName":"${name}"`);
    expect(unwrapAssistant(answer).trim()).toBe(program);
  });
});

test.each(Object.entries(COMPONENTS))("%s: its example as it is written has no problem", (name, { example }) => {
  expect(problemsOf(name === "Card" ? `root = ${example}` : `root = Card([x])\nx = ${example}`)).toEqual([]);
});

test("arguments stand in the order of the call, with type, need, default and description", () => {
  expect(find("BarChart").arguments.slice(0, 4)).toEqual([
    { name: "labels", type: "string[]", isRequired: true, default: undefined, description: "What stands along the axis." },
    { name: "series", type: "Series[]", isRequired: true, default: [], description: "Named rows of numbers: one value a label." },
    {
      name: "type",
      type: '"scrollable"|"default"',
      isRequired: true,
      default: "default",
      description: "Scrollable gives every label its room, and scrolls sideways.",
    },
    { name: "variant", type: '"grouped"|"stacked"', isRequired: false, default: undefined, description: "" },
  ]);
  expect(find("Table").arguments[1]?.type).toBe("(string|number|Button|IconButton)[][]");
  expect(find("TabItem").arguments[2]?.type).toBe("Block[]");
});

test("children and parents are two sides of one thing", () => {
  expect(find("TabItem")).toMatchObject({ parents: ["Tabs"] });
  expect(find("Table").children).toEqual(["Col", "Button", "IconButton"]);
  expect(find("Col").parents).toEqual(["Table"]);
  expect(find("EditableTable")).toMatchObject({ isOptIn: true, parents: ["Card"], children: [] });
});

test("every type that an argument names is explained, or a component", () => {
  const known = new Set([...types.map(({ name }) => name), ...Object.keys(COMPONENTS)]);
  const named = components.flatMap((component) =>
    component.arguments.flatMap(({ type }) => type.replace(/"[^"]*"/g, "").match(/\b[A-Z]\w*/g) ?? []),
  );
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});
