import { expect, test } from "vitest";
import { wrap } from "@/lib/genui/read/envelope";
import { unfold } from "./unfold";

const programOf = (answer: string): string => unfold(answer)?.response.replaceAll("&quot;", '"') ?? "";

test("tabs, accordions and sections stand open, one below the other, with their titles", () => {
  const program = programOf(`root = Card([t, a, s])
t = Tabs([TabItem("x", "First", [TextContent("one")]), TabItem("y", "Second", [TextContent("two")])], "Both", "Of them")
a = Accordion([AccordionItem("w", "Why?", [TextContent("three")])])
s = SectionBlock([SectionBlockItem("c", "Costs", [Tabs([TabItem("z", "Inner", [TextContent("four")])])])], true)`);
  const shown = [...program.matchAll(/"([^"]+)"/g)].map(([, text]) => text);
  const wanted = ["true", "2", "Both", "Of them", "First", "one", "Second", "two", "Why?", "three", "Costs", "Inner", "four"];
  expect(shown).toEqual(wanted);
  expect(program).not.toMatch(/Tabs|Accordion|SectionBlock/);
});

test("what scrolls sideways lies open", () => {
  const program = programOf(`root = Card([c, b])
c = BarChart(["a"], [{category: "s", values: [1]}], "scrollable")
b = ContextCardBlock([ContextCardItem("1", "One", "Body")], "carousel")`);
  expect(program).toContain('"default"');
  expect(program).toContain('"grid"');
  expect(program).not.toMatch(/scrollable|carousel/);
});

test("the header it begins with is the document's, any other stays", () => {
  const answer = 'root = Card([h, t, g])\nh = Header("Sales", "of 2026")\nt = TextContent("They rose.")\ng = Header("Costs")';
  expect(unfold(answer)?.header).toEqual({ title: "Sales", subtitle: "of 2026" });
  expect(programOf(answer)).not.toContain("Sales");
  expect(programOf(answer)).toContain('Header("Costs")');
  expect(unfold('root = Card([t])\nt = TextContent("x")')?.header).toBeNull();
});

test("the first heading of anything stands for a title", () => {
  const answer =
    'root = Card([t, c])\nt = TextContent("Look:")\nc = BarChart(["a"], [{category: "s", values: [1]}], "default", "grouped", "By month")';
  expect(unfold(answer)).toMatchObject({ header: null, heading: "By month" });
  expect(unfold('root = Card([t])\nt = TextContent("x")')?.heading).toBeNull();
});

test("an answer passes the same check as one that a model has just written", () => {
  const program = programOf(
    wrap(`root = Card([b, i, w, t])
b = ButtonGroup([Button("Go", {type: "open_url", url: "javascript:alert(1)"})])
i = Image("A cat", "https://tracker.example/cat.png")
w = Widget("kept words")
t = TextContent("[x](javascript:alert(2))")`),
  );
  expect(program).not.toContain("javascript:");
  expect(program).toContain("[A cat](https://tracker.example/cat.png)");
  expect(program).toContain("kept words");
});

test("experimental components are content, too", () => {
  expect(
    programOf('root = Card([e])\ne = EditableTable("t", [{type: "text", key: "k", header: "Name"}], [{id: "1", values: ["Ada"]}])'),
  ).toContain('"Ada"');
});

test.each(["", "   ", '<content thesys="true"></content>', "root = Card([])"])("nothing to show in %j", (answer) => {
  expect(unfold(answer)).toBeNull();
});

test("prose without any program is shown as prose", () => {
  expect(programOf("Just **words**.")).toContain("Just **words**.");
});
