import { createParser } from "@openuidev/lang-core";
import { describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { readStatements } from "../read/statements";
import { repairBlocks } from "../repair/repair";
import { ReportBuilder } from "../repair/report";
import { safeNode } from "../safe/safe";
import type { UiNode } from "../tree";
import { toStatements, writeNode } from "../write/write";
import { catalogueOf } from "./catalogue";
import { COMPONENTS, library } from "./library";

const ui = { ...DEFAULT_UI, includedComponents: ["EditableTable"] };
const catalogue = catalogueOf(ui);
const parser = createParser(library.toJSONSchema(), "Card");

function read(source: string, component: string): UiNode[] {
  const value = readStatements(source)[0]?.value ?? null;
  return repairBlocks(value, [component], {
    catalogue,
    resolve: () => undefined,
    consumed: new Set<string>(),
    isShortened: false,
    report: new ReportBuilder(),
    nodesLeft: 1000,
    charsLeft: 1_000_000,
  });
}

/** What a client makes of a call; a null and nothing are the same to it. */
function propsOf(source: string): unknown {
  return JSON.parse(JSON.stringify(parser.parse(`x = ${source}`).root?.props), (_, value: unknown) => value ?? undefined);
}

test("the library has the 73 components of the wire format", () => {
  expect(Object.keys(COMPONENTS)).toHaveLength(73);
});

describe.each(Object.entries(COMPONENTS))("%s", (name, { example, description }) => {
  test("has an example that is valid", () => {
    expect(description).not.toBe("");
    const { root, meta } = parser.parse(`x = ${example}`);
    expect(meta.errors).toEqual([]);
    expect(root?.typeName).toBe(name);
  });

  test("comes back the same from writing and reading", () => {
    const [node] = read(example, name);
    if (!node) throw new Error("not read");
    const written = writeNode(node);
    expect(read(written, name)).toEqual([node]);
    expect(safeNode(node, [name])).toEqual([node]);
    expect(propsOf(written)).toEqual(propsOf(example));
  });
});

describe("toStatements", () => {
  const root: UiNode = {
    component: "Card",
    props: {
      children: [
        { component: "Header", props: { title: 'A "quoted"\nline', subtitle: "```" } },
        { component: "LineChart", props: { labels: ["a"], series: [], type: "default", unit: "m" } },
      ],
    },
  };

  test("writes the root first and one line a child, gaps as null, no argument after the last", () => {
    expect(toStatements(root)).toEqual([
      "root = Card([header1, lineChart1])",
      'header1 = Header("A \\"quoted\\"\\nline", "\\u0060\\u0060\\u0060")',
      'lineChart1 = LineChart(["a"], [], "default", null, null, null, null, null, "m")',
    ]);
  });

  test("what it writes reads the same", () => {
    expect(parser.parse(toStatements(root).join("\n")).root?.props.children).toMatchObject([
      { props: { title: 'A "quoted"\nline', subtitle: "```" } },
      { props: { unit: "m" } },
    ]);
  });
});
