import { expect, test } from "vitest";
import { CHARTS } from "@/lib/genui/library/charts";
import { wrap } from "@/lib/genui/read/envelope";
import { chartTables } from "./chart-data";

const answer = (...lines: string[]) =>
  wrap(
    `root = Card([${lines.map((_, index) => `s${index}`).join(", ")}])\n${lines.map((line, index) => `s${index} = ${line}`).join("\n")}`,
  );

test("the values of each chart stand in a table, with the heading, the axis and the series as they are named", () => {
  const tables = chartTables(
    answer(
      'BarChart(["May", "June"], [{category: "North & South", values: [12, -9.5]}, {category: "West", values: [3]}], "default", "grouped", "Sales", null, "Month", "Euros", "k")',
      'TextContent("no chart")',
      'PieChart([{category: "Wind", value: 40}, {category: "Sun", value: 60}], "donut", "Sources")',
      'ScatterChart([{name: "Flats", points: [{x: 40, y: 700}]}], "Rent", null, "m²", "€")',
    ),
  );
  expect(tables).toEqual([
    {
      title: "Sales",
      columns: ["Month", "North & South", "West"],
      rows: [
        ["May", "12k", "3k"],
        ["June", "-9.5k", ""],
      ],
    },
    {
      title: "Sources",
      columns: ["Part", "Value"],
      rows: [
        ["Wind", "40"],
        ["Sun", "60"],
      ],
    },
    { title: "Rent", columns: ["Group", "m²", "€"], rows: [["Flats", "40", "700"]] },
  ]);
});

test("charts inside of other components are found", () => {
  const [table] = chartTables(answer('Tabs([TabItem("a", "A", [LineChart(["1"], [{category: "v", values: [5]}])])])'));
  expect(table).toEqual({ title: "Chart", columns: ["Label", "v"], rows: [["1", "5"]] });
});

test.each(CHARTS.map(({ name, example }) => [name, example] as const))("%s has a table", (_name, example) => {
  expect(chartTables(answer(example))).toHaveLength(1);
});

test.each(["", "plain text", "BarChart(", wrap("root = BarChart(5, {})"), wrap("root = Card([x])")])(
  "nothing can be read from %j",
  (text) => {
    expect(chartTables(text)).toEqual([]);
  },
);
