import type { UiValue } from "../tree";
import { list, members, named, words } from "./markdown-parts";
import { bullets, stack, strong, table } from "./markdown-text";
import type { Props, ToMarkdown } from "./sheet";

/** What the letters of a chart's unit stand for. */
const UNITS: Record<string, string> = { k: "thousands", m: "millions", b: "billions", t: "trillions" };
/** So many cells may be empty, besides as many as hold a value. */
const EMPTY_MAX = 100;

/** A chart of rows of numbers: a line a label, a column a series. */
export const seriesTable: ToMarkdown = (props) => {
  const labels = list(props.labels).map(named);
  const series = list(props.series).map((one) => ({ name: named(members(one).category), values: list(members(one).values) }));
  const count = series.reduce((sum, { values }) => sum + values.length, 0);
  const length = series.reduce((most, { values }) => Math.max(most, values.length), labels.length);
  if (length * series.length > 2 * count + EMPTY_MAX) return stack([titles(props), sparse(labels, series)]);
  const rows = Array.from({ length }, (_, at) => [labels[at] ?? "", ...series.map(({ values }) => words(values[at]))]);
  const columns = [named(props.xLabel), ...series.map(({ name }) => name)];
  return stack([titles(props), rows.length > 0 ? table(columns, rows, [false, ...series.map(() => true)]) : ""]);
};

/** The same where the values lie along the horizontal axis. */
export const lyingSeriesTable: ToMarkdown = (props, sheet) => seriesTable({ ...props, xLabel: props.yLabel, yLabel: props.xLabel }, sheet);

/** A chart of shares: a line a part. */
export const slicesTable: ToMarkdown = (props) => {
  const rows = list(props.slices).map((slice) => [named(members(slice).category), words(members(slice).value)]);
  return stack([titles(props), rows.length > 0 ? table(["", "Value"], rows, [false, true]) : ""]);
};

/** A chart of points: a line a point. */
export const pointsTable: ToMarkdown = (props) => {
  const rows = list(props.datasets).flatMap((set) => {
    const { name, points } = members(set);
    // Its name once, however many points there are.
    return list(points).map((point, at) => [at === 0 ? named(name) : "", ...coordinates(point)]);
  });
  const hasSize = rows.some((row) => row.length > 3);
  const columns = ["", named(props.xLabel) || "x", named(props.yLabel) || "y", ...(hasSize ? ["Size"] : [])];
  const empty = list(props.datasets)
    .map(members)
    .filter(({ points }) => list(points).length === 0);
  const shown = rows.length > 0 ? table(columns, rows, [false, true, true, true]) : "";
  return stack([titles({ ...props, xLabel: undefined, yLabel: undefined }), shown, bullets(empty.map(({ name }) => named(name)))]);
};

function coordinates(point: UiValue): string[] {
  const { x, y, z } = members(point);
  return typeof z === "number" ? [words(x), words(y), words(z)] : [words(x), words(y)];
}

/** What stands above the numbers: the chart's title, what it says, and what the numbers are. */
function titles({ heading, description, yLabel, unit }: Props): string {
  const scale = UNITS[words(unit)];
  const measured = [named(yLabel), scale ? `in ${scale}` : ""].filter((part) => part !== "");
  return stack([strong(named(heading)), named(description), measured.length > 0 ? `Values: ${measured.join(", ")}` : ""]);
}

function sparse(labels: readonly string[], series: readonly { name: string; values: readonly UiValue[] }[]): string {
  const lines = series.map(({ name, values }) => `${strong(name)}: ${values.map(words).join(", ")}`);
  return stack([labels.join(", "), bullets(lines)]);
}
