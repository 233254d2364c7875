import { z } from "zod/v4";
import { lyingSeriesTable, pointsTable, seriesTable, slicesTable } from "./chart-markdown";
import { define, optionalText, text, unit } from "./parts";

const labels = z.array(text).describe("What stands along the axis.");
const series = z
  .array(z.object({ category: text, values: z.array(z.number()) }))
  .default([])
  .describe("Named rows of numbers: one value a label.");
const slices = z
  .array(z.object({ category: text, value: z.number() }))
  .default([])
  .describe("The parts; shares are worked out from their values.");
const scroll = z
  .enum(["scrollable", "default"])
  .default("default")
  .describe("Scrollable gives every label its room, and scrolls sideways.");
const titles = { heading: optionalText, description: optionalText };
const axes = {
  ...titles,
  xLabel: optionalText.describe("Title of the horizontal axis."),
  yLabel: optionalText.describe("Title of the vertical axis."),
  unit,
};
const curve = z.enum(["linear", "natural"]).optional().describe("Points joined by straight lines or by a curve.");

export const BarChart = define(
  "BarChart",
  { labels, series, type: scroll, variant: z.enum(["grouped", "stacked"]).optional(), ...axes },
  "Upright bars: compares categories, grouped or stacked.",
  'BarChart(["North", "South"], [{category: "May", values: [12, 9]}], "default", "grouped", "Sales by region")',
  seriesTable,
  {
    isCore: true,
    choice: { rank: 2, says: "comparison as BarChart" },
    isTall: true,
    aliases: ["barchartv2", "bargraph", "columnchart"],
    contents: ["labels", "series"],
    data: "series",
  },
);
export const LineChart = define(
  "LineChart",
  { labels, series, type: scroll, variant: curve, ...axes },
  "Lines: change over time.",
  'LineChart(["2023", "2024"], [{category: "Sales", values: [4.1, 5]}], "default", "linear", "Sales a year", "Millions", "Year", "Euros", "m")',
  seriesTable,
  {
    isCore: true,
    choice: { rank: 1, says: "change over time as LineChart" },
    isTall: true,
    aliases: ["linechartv2", "linegraph"],
    contents: ["labels", "series"],
    data: "series",
  },
);
export const AreaChart = define(
  "AreaChart",
  { labels, series, type: scroll, variant: curve, ...axes },
  "Filled lines: volume over time.",
  'AreaChart(["Mon", "Tue"], [{category: "Visits", values: [120, 180]}], "default", "natural", "Visits")',
  seriesTable,
  { isTall: true, aliases: ["areachartv2"], contents: ["labels", "series"], data: "series" },
);
export const HorizontalBarChart = define(
  "HorizontalBarChart",
  { labels, series, ...axes, variant: z.enum(["default"]).optional() },
  "Lying bars: rankings and long labels.",
  'HorizontalBarChart(["Nigeria", "Ethiopia"], [{category: "People", values: [208, 117]}], "Largest countries")',
  lyingSeriesTable,
  { isTall: true, aliases: ["barhorizontalchart"], contents: ["labels", "series"], data: "series" },
);
export const RadarChart = define(
  "RadarChart",
  { labels, series, ...titles, unit },
  "Several qualities of a few things; at least three labels.",
  'RadarChart(["Speed", "Range", "Price"], [{category: "A", values: [7, 5, 9]}], "Comparison")',
  seriesTable,
  { isTall: true, aliases: ["radarchartv2"], contents: ["labels", "series"], data: "series", pointsMax: 40 },
);
export const PieChart = define(
  "PieChart",
  { slices, variant: z.enum(["pie", "donut"]).default("pie"), ...titles, unit },
  "Shares of a whole, at most about seven.",
  'PieChart([{category: "Wind", value: 40}, {category: "Sun", value: 60}], "donut", "Sources")',
  slicesTable,
  {
    isCore: true,
    choice: { rank: 3, says: "shares as PieChart" },
    isTall: true,
    aliases: ["piechartv2", "piegraph", "donutchart", "doughnutchart"],
    contents: ["slices"],
    data: "slices",
  },
);
export const RadialChart = define(
  "RadialChart",
  { slices, ...titles, unit },
  "Shares of a whole as rings.",
  'RadialChart([{category: "Done", value: 7}, {category: "Open", value: 3}], "Tasks")',
  slicesTable,
  { isTall: true, aliases: ["radialchartv2"], contents: ["slices"], data: "slices" },
);
export const SegmentedBar = define(
  "SegmentedBar",
  { slices, ...titles, unit },
  "Shares of a whole in one bar.",
  'SegmentedBar([{category: "Used", value: 62}, {category: "Free", value: 38}], "Disk")',
  slicesTable,
  { aliases: ["singlestackedbarchart"], contents: ["slices"], data: "slices" },
);
export const ScatterChart = define(
  "ScatterChart",
  {
    datasets: z
      .array(z.object({ name: text, points: z.array(z.object({ x: z.number(), y: z.number(), z: z.number().optional() })) }))
      .default([])
      .describe("Named sets of points; z is the size of a point."),
    ...axes,
  },
  "Points: how two quantities go together.",
  'ScatterChart([{name: "Flats", points: [{x: 40, y: 700}, {x: 62, y: 980}]}], "Rent by size", "Vienna", "m²", "€")',
  pointsTable,
  { isTall: true, aliases: ["scatterplot"], contents: ["datasets"], data: "points" },
);

export const CHARTS = [BarChart, HorizontalBarChart, LineChart, AreaChart, RadarChart, PieChart, RadialChart, SegmentedBar, ScatterChart];
