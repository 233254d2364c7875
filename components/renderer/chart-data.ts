import { type Draft, isCall, isFields } from "@/lib/genui/draft";
import { CHARTS } from "@/lib/genui/library/charts";
import { unwrapAssistant } from "@/lib/genui/read/envelope";
import { readStatements } from "@/lib/genui/read/statements";

/** What one chart shows, as a table. */
export interface ChartTable {
  title: string;
  columns: string[];
  rows: string[][];
}

type Arguments = Record<string, Draft | undefined>;

/** The order of each chart's arguments. */
const ORDER = new Map(CHARTS.map(({ name, props }) => [name, Object.keys(props.shape)]));

/** A table for each chart of an answer, in the order in which they stand; none for what can't be read. */
export function chartTables(answer: string): ChartTable[] {
  const statements = readStatements(unwrapAssistant(answer));
  return statements.flatMap(({ value }) => chartsIn(value)).filter(({ rows }) => rows.length > 0);
}

function chartsIn(value: Draft): ChartTable[] {
  if (Array.isArray(value)) return value.flatMap(chartsIn);
  if (isFields(value)) return value.entries.flatMap(([, entry]) => chartsIn(entry));
  if (!isCall(value)) return [];
  const order = ORDER.get(value.name);
  if (!order) return value.args.flatMap(chartsIn);
  return [toTable(Object.fromEntries(order.map((name, index) => [name, value.args[index]])))];
}

function toTable(chart: Arguments): ChartTable {
  const title = textOf(chart.heading) || "Chart";
  const unit = textOf(chart.unit);
  const shown = (value: Draft | undefined) => (typeof value === "number" ? `${value}${unit}` : textOf(value));
  const [xLabel, yLabel] = [textOf(chart.xLabel), textOf(chart.yLabel)];
  if (chart.datasets !== undefined) {
    const rows = listOf(chart.datasets).flatMap((set) =>
      listOf(fieldOf(set, "points")).map((point) => [textOf(fieldOf(set, "name")), shown(fieldOf(point, "x")), shown(fieldOf(point, "y"))]),
    );
    return { title, columns: ["Group", xLabel || "x", yLabel || "y"], rows };
  }
  if (chart.slices !== undefined) {
    const rows = listOf(chart.slices).map((slice) => [textOf(fieldOf(slice, "category")), shown(fieldOf(slice, "value"))]);
    return { title, columns: ["Part", "Value"], rows };
  }
  const series = listOf(chart.series);
  const rows = listOf(chart.labels).map((label, index) => [
    textOf(label),
    ...series.map((one) => shown(listOf(fieldOf(one, "values"))[index])),
  ]);
  return { title, columns: [xLabel || "Label", ...series.map((one) => textOf(fieldOf(one, "category")))], rows };
}

function fieldOf(value: Draft | undefined, name: string): Draft | undefined {
  return isFields(value) ? value.entries.find(([key]) => key === name)?.[1] : undefined;
}

function listOf(value: Draft | undefined): Draft[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Draft | undefined): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
