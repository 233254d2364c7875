import { describe, expect, test } from "vitest";
import { DEFAULT_UI } from "@/lib/generation/request";
import { chatLibrary } from "../library/caller-library";
import { catalogueOf } from "../library/catalogue";
import { COMPONENTS } from "../library/library";
import { readStatements } from "../read/statements";
import { repairBlocks } from "../repair/repair";
import { ReportBuilder } from "../repair/report";
import { createStage } from "../stage";
import { markdownOf } from "./markdown";

const ui = { ...DEFAULT_UI, includedComponents: ["EditableTable"] };
const catalogue = catalogueOf(ui);

/** One component as Markdown, wherever it may stand. */
function written(source: string, component: string): string {
  const scope = { catalogue, resolve: () => undefined, consumed: new Set<string>(), isShortened: false, report: new ReportBuilder() };
  const value = readStatements(`x = ${source}`)[0]?.value ?? null;
  const [node] = repairBlocks(value, [component], { ...scope, nodesLeft: 1000, charsLeft: 1_000_000 });
  if (!node) throw new Error(`${component} was not read.`);
  return markdownOf(node, catalogue);
}

/** An answer as Markdown. */
function answered(program: string, asked = ui): string {
  const stage = createStage(asked, { payload: "markdown" });
  return stage.push(program) + stage.end("whole", false);
}

const oneCell = (title: string, column: string, rows: string): string => `${title}\n\n|  | ${column} |\n| --- | ---: |\n${rows}`;

/** What the example of each component reads like. */
const READ: Record<string, string> = {
  Card: "# Sales\n\nThey **doubled**.",
  Tabs: "## Asia\n\n4.7 billion.\n\n## Africa\n\n1.4 billion.",
  TabItem: "## Asia\n\n4.7 billion people.",
  Accordion: "## Questions\n\n### Why?\n\nBecause it is measured.",
  AccordionItem: "## Why?\n\nBecause it is measured.",
  SectionBlock: "## Costs\n\nThey fell.",
  SectionBlockItem: "## Costs\n\nThey fell by a tenth.",
  TextContent: "Sales **doubled** in May.",
  Header: "# Sales in May\n\nAll regions, thousands of euros",
  InlineHeader: "## By region\n\nMay only",
  CalloutV2: "> **Stock is low**\n>\n> Eleven units are left.",
  Icon: "",
  Image: "[Hills at dawn](/components/pictures/hills.svg)",
  ImageBlock: "[Hills at dawn](/components/pictures/hills.svg)",
  ImageGallery: "- [Hills](/components/pictures/hills.svg)\n- [Coast](/components/pictures/coast.svg)",
  Tag: "Paid",
  TagBlock: "Paid · 2026",
  ListItem: "**Rotate the key** – It is 90 days old",
  List: "**Order of work**\n\n1. **Measure**\n2. **Cut**",
  EntityList: "- **Rent**: 900",
  StepsItem: "**Boil**\n\nUse **salted** water.",
  Steps: "**Pasta**\n\n1. **Boil**\n\n   Ten minutes.\n2. **Drain**\n\n   Keep a cup of water.",
  Table: "| Country | People |\n| --- | ---: |\n| Austria | 9.2 |\n| Chile | 19.6 |",
  Col: "Country",
  EditableTable: "| Item |\n| --- |\n| Bolts |",
  BarChart: oneCell("**Sales by region**", "May", "| North | 12 |\n| South | 9 |"),
  LineChart: "**Sales a year**\n\nMillions\n\nValues: Euros, in millions\n\n| Year | Sales |\n| --- | ---: |\n| 2023 | 4.1 |\n| 2024 | 5 |",
  AreaChart: oneCell("**Visits**", "Visits", "| Mon | 120 |\n| Tue | 180 |"),
  HorizontalBarChart: oneCell("**Largest countries**", "People", "| Nigeria | 208 |\n| Ethiopia | 117 |"),
  RadarChart: oneCell("**Comparison**", "A", "| Speed | 7 |\n| Range | 5 |\n| Price | 9 |"),
  PieChart: oneCell("**Sources**", "Value", "| Wind | 40 |\n| Sun | 60 |"),
  RadialChart: oneCell("**Tasks**", "Value", "| Done | 7 |\n| Open | 3 |"),
  SegmentedBar: oneCell("**Disk**", "Value", "| Used | 62 |\n| Free | 38 |"),
  ScatterChart: "**Rent by size**\n\nVienna\n\n|  | m² | € |\n| --- | ---: | ---: |\n| Flats | 40 | 700 |\n|  | 62 | 980 |",
  Form: "- **Name** (text, required)\n\n- Send",
  FormControl: "**Full name** (text, required) – As in your passport",
  Input: "email, required, for example ada@example.com",
  TextArea: "text of several lines, at most 400 characters, for example Optional",
  Select: "one of, required, Pick a plan\n- Free\n- Pro",
  SelectItem: "Pro",
  RadioGroup: "one of\n- Developer (chosen)\n- Product",
  RadioItem: "Developer – Builds things",
  CheckBoxGroup: "any of\n- [ ] Charts\n- [ ] Forms",
  CheckBoxItem: "[ ] Send me news",
  SwitchGroup: "on or off\n- [ ] Alerts",
  SwitchItem: "[x] Alerts – By e-mail",
  Chips: "any of\n- Vegan\n- Halal",
  ChipItem: "Vegan",
  OptionCards: "one of\n- Seaside\n- Hills",
  OptionCard: "Seaside – Warm and busy",
  DatePicker: "a date, required",
  Slider: "Budget – 0 to 500, in steps of 50, now 100",
  ButtonGroup: "- Yes\n- No",
  Button: "Show the costs",
  IconButton: "[Open](https://example.com)",
  FollowUpBlock: "**Ask next:**\n\n- Show it by month\n- Compare with last year",
  ContextCardBlock: "## VAT\n\nIncluded in every price.",
  CompositeCardBlock: "## Basic\n\nFor one person\n\n**€ 5**\n\n- Choose Basic",
  OverviewCardBlock: "- **Visits** – Today – 1,204",
  SnippetCardBlock: "- **Paris** – France – 2.1 m",
  VisualCardBlock: "## Lisbon – Portugal\n\n[Image](/components/pictures/coast.svg)",
  OverviewCardItem: "**Visits** – Today – 1,204",
  ContextCardItem: "## VAT\n\nIncluded in every price.",
  CompositeCardItem: "## Basic\n\nFor one person\n\n**€ 5**\n\n- Choose Basic",
  SnippetCardItem: "**Paris** – France – 2.1 m",
  VisualCardItem: "## Lisbon – Portugal\n\n[Image](/components/pictures/coast.svg)",
  IconText: "**Latency** – 95th percentile",
  ImageText: "**Oak** – Quercus – [An oak](/components/pictures/oak.svg)",
  ImageTextLarge: "**Oak** – Quercus – [An oak](/components/pictures/oak.svg)",
  Text: "840 – milliseconds",
  BoldText: "**Paris** – France",
  MetricIndicatorInline: "12,480 – up 8.4% – vs last week",
  MetricIndicatorWithStrikethrough: "€ 15 – ~~€ 20~~ – a month",
};

describe.each(Object.entries(COMPONENTS))("%s", (name, { example }) => {
  test("has words of its own for what its example shows", () => {
    expect(written(example, name)).toBe(READ[name]);
  });
});

describe("what is written", () => {
  test.each([
    ["BarChart", 'BarChart(["a"], [{category: "s", values: [1234567.891]}])', "| a | 1234567.891 |"],
    ["PieChart", 'PieChart([{category: "s", value: 0.1234567}], "pie", "P", "d", "b")', "Values: in billions"],
    ["PieChart", 'PieChart([{category: "s", value: 0.1234567}], "pie", "P", "d", "b")', "| s | 0.1234567 |"],
    ["Table", 'Table([Col("a", "number")], [[-0.000123]])', "| -0.000123 |"],
    ["Slider", 'Slider("s", null, "discrete", 0.25, 99.75, [12.125], null, 0.125)', "0.25 to 99.75, in steps of 0.125, now 12.125"],
    [
      "HorizontalBarChart",
      'HorizontalBarChart(["a"], [{category: "s", values: [1]}], null, null, "Euros", "Land")',
      "Values: Euros\n\n| Land | s |",
    ],
  ])("keeps numbers and units of a %s as they are", (name, source, expected) => {
    expect(written(source, name)).toContain(expected);
  });

  test.each([
    ["a bar in a cell", 'Table([Col("a|b")], [["c | d \\\\| e"]])', "Table", "| a\\|b |\n| --- |\n| c \\| d \\| e |"],
    ["a row longer than the head", 'Table([Col("a")], [["b", "c"]])', "Table", "| a |  |\n| --- | --- |\n| b | c |"],
    ["a line break in a cell", 'Table([Col("a")], [["b\\nc"]])', "Table", "| a |\n| --- |\n| b c |"],
    ["marks in a title", 'Header("3 * 4 *5* and snake_case _x_ `y`")', "Header", "# 3 * 4 \\*5\\* and snake_case \\_x\\_ \\`y\\`"],
    ["a mark that begins a block", 'ListItem("1. One", "- two")', "ListItem", "**1\\. One** – \\- two"],
    ["a link in a title", 'Header("See [docs](https://example.com/a)")', "Header", "# See [docs](https://example.com/a)"],
    ["HTML in a title", 'Header("<b>Bold</b> & <br>")', "Header", "# \\<b>Bold\\</b> & \\<br>"],
    ["HTML in text", 'TextContent("<script>alert(1)</script> 1 < 2")', "TextContent", "\\<script>alert(1)\\</script> 1 < 2"],
    [
      "HTML behind an address",
      'TextContent("https://a.example\\">\\\\</i> www.b.example</b>")',
      "TextContent",
      'https://a.example">&lt;/i> www.b.example&lt;/b>',
    ],
    ["an address in a title", 'Header("https://a.example/_x_ or")', "Header", "# https://a.example/_x_ or"],
    ["HTML in code", 'TextContent("Use `<b>` or\\n\\n```html\\n<b>x</b>\\n```")', "TextContent", "Use `<b>` or\n\n```html\n<b>x</b>\n```"],
    ["code that only looks closed", 'TextContent("a ` b\\n` <i> `")', "TextContent", "a ` b\n` \\<i> `"],
    ["a fence in a list", 'TextContent("- a\\n  ```\\n<i>")', "TextContent", "- a\n  ```\n\\<i>"],
    ["a fence without end", 'TextContent("```\\nx")', "TextContent", "```\nx\n```"],
    ["an address that runs", 'Button("Go", {type: "open_url", url: "javascript:alert(1)"})', "Button", "- Go"],
  ])("escapes %s", (_, source, component, expected) => {
    const value = answered(`root = Card([x])\nx = ${component === "ListItem" ? `List([${source}], "icon")` : source}`);
    expect(component === "ListItem" ? value.slice(2) : value).toBe(expected);
  });

  test("tables of charts with many labels and few values stay small", () => {
    const series = Array.from({ length: 20 }, (_, at) => `{category: "s${at}", values: [${at}]}`);
    const labels = Array.from({ length: 100 }, (_, at) => `"l${at}"`);
    const source = `BarChart([${labels.join(", ")}], [${series.join(", ")}])`;
    const out = written(source, "BarChart");
    expect(out.length).toBeLessThan(2 * source.length);
    expect(out).toContain("**s19**: 19");
    expect(out).toContain("l99");
  });

  test("a component of the application shows its words, numbers and parts", () => {
    const schema = { type: "object", properties: { from: { type: "string" }, price: { type: "number" }, stops: { type: "array" } } };
    const asked = { ...ui, customComponents: { FlightCard: schema } };
    expect(answered('root = Card([f])\nf = FlightCard("VIE", 120.5, ["LNZ", "GRZ"])', asked)).toBe("VIE\n\nprice: 120.5\n\n- LNZ\n- GRZ");
  });

  test("a library of the client's: columns and numbers beside labels are tables, code is fenced", () => {
    const stage = createStage(ui, { payload: "markdown", library: chatLibrary() });
    const program = `root = Card([t, p, k])
t = Table([Col("Country", ["Austria", "Chile"], "string"), Col("People", [9.25, 19.6], "number")])
p = PieChart(["Wind", "Sun"], [40.5, 60])
k = CodeBlock("js", "a\\n\`\`\`\\n![x](https://evil.example/p.png)")
`;
    expect(stage.push(program) + stage.end("whole", false)).toBe(
      [
        "| Country | People |\n| --- | ---: |\n| Austria | 9.25 |\n| Chile | 19.6 |",
        "|  | values |\n| --- | ---: |\n| Wind | 40.5 |\n| Sun | 60 |",
        "````\na\n```\n![x](https://evil.example/p.png)\n````",
      ].join("\n\n"),
    );
  });

  test.each([
    ["a picture", "![x](https://evil.example/p.png)", "\\![x](https://evil.example/p.png)"],
    ["an address that runs", "[x](javascript:alert\\u00281\\u0029)", "\\[x\\](javascript:alert(1))"],
    ["an address that runs, hidden", "[x](java&#115;cript:alert)", "\\[x\\](java&#115;cript:alert)"],
    ["an autolink that runs", "<javascript:alert>", "&lt;javascript:alert>"],
  ])("a value is never %s", (_, value, expected) => {
    expect(
      answered(`root = Card([c])\nc = SnippetCardBlock([SnippetCardItem("a", IconText(null, null, null, "T"), Text("text", "${value}"))])`),
    ).toBe(`- **T** – ${expected}`);
  });

  test("sources come last, under what they are", () => {
    const program = 'root = Card([t], [{title: "Census", sourceName: "Office", url: "https://example.com/c"}])\nt = TextContent("Text.")';
    expect(answered(program)).toBe("Text.\n\n**Sources:**\n\n- Census – Office · example.com/c");
  });
});

describe("while it comes", () => {
  test("parts are written in their order, each once it and all before it are complete, and never again", () => {
    const stage = createStage(ui, { payload: "markdown" });
    expect(stage.push("root = Card([a, b, c])\n")).toBe("");
    expect(stage.push('b = TextContent("second")\n')).toBe("");
    expect(stage.push('a = Header("first")\n')).toBe("# first\n\nsecond");
    expect(stage.push('c = TextContent("thi')).toBe("");
    expect(stage.push('rd")\n')).toBe("\n\nthird");
    expect(stage.end("whole", false)).toBe("");
  });

  test("prose comes line by line, and is followed by what stands after it", () => {
    const stage = createStage(ui, { payload: "markdown" });
    expect(stage.push("One line of it.\nAnother li")).toBe("One line of it.");
    expect(stage.push('ne.\n\nroot = Card([h])\nh = Header("Then")\n')).toBe("\nAnother line.\n\n# Then");
    expect(stage.end("whole", false)).toBe("");
  });

  test("an answer that was cut says so", () => {
    const stage = createStage(ui, { payload: "markdown" });
    const out = stage.push('root = Card([a])\na = TextContent("half') + stage.end("cut", false);
    expect(out).toBe("half\n\n> **The answer was cut off**\n>\n> It reached the limit of its length.");
  });
});
