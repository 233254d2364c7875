import { readFileSync } from "node:fs";

/** Ways in which a program might carry something a client would run, open, load or be frozen by. */
export const HOSTILE: readonly string[] = JSON.parse(readFileSync(new URL("./corpus/hostile.json", import.meta.url), "utf8")) as string[];

const list = (length: number, of: (index: number) => string | number = (index) => index): string =>
  Array.from({ length }, (_, index) => of(index)).join(", ");
const lines = (length: number, of: (index: number) => string): string => Array.from({ length }, (_, index) => of(index)).join("\n");

/** Programs that would keep a page busy for seconds if all of them were drawn. */
export const HEAVY: readonly string[] = [
  `root = Card([t])\nt = Table([Col("n"), Col("words")], [${list(2000, (n) => `[${n}, "**bold** ${n}"]`)}])`,
  `root = Card([t])\nt = Table([${list(60, (n) => `Col("c${n}")`)}], [${list(100, (n) => `[${list(60, (m) => n * m)}]`)}])`,
  ...["LineChart", "BarChart", "AreaChart", "HorizontalBarChart", "RadarChart"].map(
    (name) =>
      `root = Card([c])\nc = ${name}([${list(1000, (n) => `"${n}"`)}], [{category: "a", values: [${list(1000)}]}, {category: "b", values: [${list(1000)}]}])`,
  ),
  `root = Card([c])\nc = PieChart([${list(1000, (n) => `{category: "${n}", value: ${n + 1}}`)}])`,
  `root = Card([c])\nc = ScatterChart([{name: "a", points: [${list(2000, (n) => `{x: ${n}, y: ${n % 97}}`)}]}])`,
  `root = Card([${list(500, (n) => `t${n}`)}])\n${lines(500, (n) => `t${n} = TextContent("words ${n}")`)}`,
  `root = Card([l])\nl = List([${list(3000, (n) => `ListItem("item ${n}")`)}])`,
  `root = Card([f])\nf = Form("f", null, [${list(500, (n) => `FormControl("Field ${n}", Select("s${n}", [${list(40, (m) => `"o${m}"`)}]))`)}])`,
  `root = Card([a0])\n${lines(60, (n) => `a${n} = Tabs([TabItem("x", "x", [a${n + 1}]), TabItem("y", "y", [a${n + 1}])])`)}\na60 = TextContent("deep")`,
  `root = Card([t])\nt = TextContent("${"> ".repeat(2000)}deep quotes")`,
  `root = Card([t])\nt = TextContent("${"- ".repeat(500)}deep list")`,
  `root = Card([t])\nt = TextContent("${"*a **b ".repeat(3000)}")`,
  `root = Card([t])\nt = TextContent("${"| a ".repeat(200)}|\\n${"|---".repeat(200)}|\\n${"| 1 ".repeat(200)}|")`,
  "word ".repeat(20_000),
  "[".repeat(20_000),
  "a_".repeat(10_000),
];
