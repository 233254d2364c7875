import type { UiNode } from "@/lib/genui/tree";
import { facts, figures, node } from "../ui";
import { humanName } from "./names";
import { formatNumber } from "./number";
import type { Plan } from "./plan";
import { binsOf, seriesOf } from "./series";
import type { Column } from "./table";
import { columnsOf, type View } from "./view";

export interface Drawn {
  nodes: UiNode[];
  notes: string[];
}

const SLICES_MAX = 6;
const POINTS_MAX = 300;

/** The components of a plan; none for a bare table. */
export function drawChart(view: View, plan: Plan): Drawn {
  switch (plan.kind) {
    case "table":
      return { nodes: [], notes: [] };
    case "cards":
      return { nodes: [record(view)], notes: [] };
    case "scatter":
      return scatter(view, plan);
    case "histogram":
      return histogram(view, plan);
    case "pie":
    case "donut":
    case "radial":
    case "segmented":
      return parts(view, plan);
    case "bar":
    case "horizontal":
    case "line":
    case "area":
    case "radar":
      return axes(view, plan);
  }
}

/** The one row as figures when it holds numbers, otherwise as labels and values. */
export function record(view: View): UiNode {
  const columns = columnsOf(view);
  const row = view.rows[0] ?? 0;
  const filled = columns.filter((column) => column.texts[row] !== "");
  const numbers = filled.filter((column) => column.kind === "number");
  if (filled.length <= 4 && numbers.length >= filled.length / 2)
    return figures(filled.map((column) => ({ title: humanName(column.name), value: cellValue(column, row) })));
  return facts(
    filled.map((column) => ({ label: humanName(column.name), value: cellValue(column, row), isNumber: column.kind === "number" })),
  );
}

function cellValue(column: Column, row: number): string {
  const value = column.numbers[row];
  return column.kind === "number" && value !== null && value !== undefined ? formatNumber(value, column.unit) : (column.texts[row] ?? "");
}

const axisName = (column: Column): string => (column.unit ? `${humanName(column.name)} (${column.unit})` : humanName(column.name));

function axes(view: View, plan: Plan): Drawn {
  const { labels, series, notes } = seriesOf(view, plan);
  const [measure] = plan.measures;
  const isHorizontal = plan.kind === "horizontal" && series.length === 1;
  const component =
    {
      bar: "BarChart",
      horizontal: isHorizontal ? "HorizontalBarChart" : "BarChart",
      line: "LineChart",
      area: "AreaChart",
      radar: "RadarChart",
    }[plan.kind as "bar"] ?? "BarChart";
  const common = { labels, series: series.map(({ category, values }) => ({ category: humanName(category), values })) };
  if (labels.length === 0) return { nodes: [], notes };
  if (component === "RadarChart") return { nodes: [node(component, common)], notes };
  const isGrouped = component === "BarChart";
  const axesOf = {
    xLabel: plan.isWide || !plan.label ? undefined : humanName(plan.label.name),
    yLabel: measure && plan.measures.length === 1 ? axisName(measure) : (measure?.unit ?? undefined),
  };
  if (component === "HorizontalBarChart") return { nodes: [node(component, { ...common, ...axesOf })], notes };
  const variant = isGrouped ? (view.isStacked ? "stacked" : "grouped") : "linear";
  return { nodes: [node(component, { ...common, type: labels.length > 14 ? "scrollable" : "default", variant, ...axesOf })], notes };
}

function parts(view: View, plan: Plan): Drawn {
  const { labels, series, notes } = seriesOf(view, { ...plan, kind: "bar" });
  const all = labels.map((category, i) => ({ category, value: series[0]?.values[i] ?? 0 }));
  let slices = all;
  if (all.length > SLICES_MAX + 1) {
    const sorted = [...all].sort((a, b) => b.value - a.value);
    const others = sorted.slice(SLICES_MAX);
    slices = [
      ...sorted.slice(0, SLICES_MAX),
      { category: `Other (${others.length})`, value: Number(others.reduce((sum, { value }) => sum + value, 0).toPrecision(12)) },
    ];
    notes.push(`The ${others.length} smallest are put together as “Other”.`);
  }
  if (plan.kind === "radial") return { nodes: [node("RadialChart", { slices })], notes };
  if (plan.kind === "segmented") return { nodes: [node("SegmentedBar", { slices })], notes };
  return { nodes: [node("PieChart", { slices, variant: plan.kind === "pie" ? "pie" : "donut" })], notes };
}

function scatter(view: View, plan: Plan): Drawn {
  const [x, y] = plan.measures;
  if (!x || !y) return { nodes: [], notes: [] };
  const points = view.rows.flatMap((row) => {
    const [a, b] = [x.numbers[row] ?? null, y.numbers[row] ?? null];
    return a === null || b === null ? [] : [{ x: a, y: b }];
  });
  const notes =
    points.length < view.rows.length ? [`${view.rows.length - points.length} rows without both numbers are not in the chart.`] : [];
  if (points.length > POINTS_MAX) notes.push(`The chart draws the first ${POINTS_MAX} of ${points.length} points.`);
  const name = `${humanName(y.name)} by ${humanName(x.name)}`;
  return {
    nodes: [node("ScatterChart", { datasets: [{ name, points: points.slice(0, POINTS_MAX) }], xLabel: axisName(x), yLabel: axisName(y) })],
    notes,
  };
}

function histogram(view: View, plan: Plan): Drawn {
  const [measure] = plan.measures;
  const values = view.rows.map((row) => measure?.numbers[row] ?? null).filter((value) => value !== null);
  if (!measure || values.length === 0) return { nodes: [], notes: [] };
  const bins = binsOf(values, (value) => formatNumber(value));
  const chart = node("BarChart", {
    labels: bins.map((bin) => bin.label),
    series: [{ category: "Count", values: bins.map((bin) => bin.count) }],
    type: "default",
    variant: "grouped",
    xLabel: axisName(measure),
    yLabel: "Count",
  });
  return { nodes: [chart], notes: ["Bars count the values in ranges of equal width."] };
}
