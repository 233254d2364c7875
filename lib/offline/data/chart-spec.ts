import { isObject, isScalar, type JsonObject, type JsonValue } from "./json";
import { type Cell, type RawTable, rawTable } from "./table";

interface Series {
  name: string;
  values: JsonValue[];
}

/** The table of a chart as libraries describe it: labels with datasets, categories with series, traces of x and y, columns with rows. */
export function chartTable(value: JsonObject, title: string | null): RawTable | null {
  return labelled(value, title) ?? axes(value, title) ?? traces(value, title) ?? split(value, title) ?? cells(value, title);
}

const textOf = (...values: (JsonValue | undefined)[]): string | null =>
  (values.find((value) => typeof value === "string" && value !== "") as string | undefined) ?? null;

/** A point of a series: a number, `{y: 5}`, `{value: 5}` or `[x, y]`. */
function pointOf(value: JsonValue | undefined): Cell {
  if (value === undefined) return null;
  if (isScalar(value)) return value;
  const inner = Array.isArray(value) ? value.at(-1) : (value.y ?? value.value ?? value.v);
  return isScalar(inner) ? (inner ?? null) : null;
}

function tableOf(labels: JsonValue[], series: Series[], title: string | null, name = "Label"): RawTable {
  return rawTable(
    [name, ...series.map((each) => each.name)],
    labels.map((label, i) => [pointOf(label), ...series.map(({ values }) => pointOf(values[i]))]),
    { title },
  );
}

function seriesOf(list: JsonValue | undefined): Series[] | null {
  if (!Array.isArray(list) || list.length === 0 || !list.every(isObject)) return null;
  const series = list.map((set, i) => ({
    name: textOf(set.label, set.name, set.category) ?? `Series ${i + 1}`,
    values: [set.data, set.values, set.y].find((values): values is JsonValue[] => Array.isArray(values)),
  }));
  return series.every((each): each is Series => each.values !== undefined) ? series : null;
}

/** `{labels, datasets: [{label, data}]}` of Chart.js. */
function labelled(value: JsonObject, title: string | null): RawTable | null {
  const { labels } = value;
  const series = seriesOf(value.datasets) ?? seriesOf(value.series);
  if (series && Array.isArray(labels) && labels.every(isScalar)) return tableOf(labels, series, title);
  return null;
}

/** `{xAxis: {categories}, series}` of Highcharts, `{xAxis: {data}, series}` of ECharts. */
function axes(value: JsonObject, title: string | null): RawTable | null {
  const axis = Array.isArray(value.xAxis) ? value.xAxis[0] : (value.xAxis ?? value.xaxis);
  const series = seriesOf(value.series);
  if (!series || !isObject(axis)) return null;
  const labels = Array.isArray(axis.categories) ? axis.categories : axis.data;
  const heading = isObject(value.title) ? textOf(value.title.text) : textOf(value.title);
  return Array.isArray(labels) && labels.every(isScalar) ? tableOf(labels, series, title ?? heading) : null;
}

/** `{data: [{x: [...], y: [...], name}]}` and `{labels, values}` of Plotly. */
function traces(value: JsonObject, title: string | null): RawTable | null {
  const list = Array.isArray(value.data) && value.data.length > 0 && value.data.every(isObject) ? value.data : null;
  const [first] = list ?? [];
  if (!list || !first) return null;
  if (Array.isArray(first.labels) && Array.isArray(first.values))
    return tableOf(first.labels, [{ name: textOf(first.name) ?? "Value", values: first.values }], title);
  const { x } = first;
  const series = seriesOf(list);
  const isShared = list.every((trace) => JSON.stringify(trace.x) === JSON.stringify(x));
  return Array.isArray(x) && x.every(isScalar) && series && isShared ? tableOf(x, series, title, "X") : null;
}

const NAMES = ["columns", "headers", "header", "fields", "cols"];
const BODIES = ["data", "rows", "values"];

/** `{columns, data}` and `{index, columns, data}` of data frames, `{headers, rows}`, `{fields, values}`. */
function split(value: JsonObject, title: string | null): RawTable | null {
  const named = NAMES.map((name) => value[name]).find((list): list is JsonValue[] => Array.isArray(list) && list.length > 0);
  const body = BODIES.map((name) => value[name]).find((list): list is JsonValue[][] => Array.isArray(list) && list.every(Array.isArray));
  if (!named || !body || body.length === 0) return null;
  const header = named.map((name) => (isObject(name) ? textOf(name.name, name.label, name.title, name.id) : textOf(name)));
  if (!header.every((name) => name !== null)) return null;
  const { index } = value;
  const isIndexed = Array.isArray(index) && index.length === body.length && index.some((key, i) => key !== i);
  const rows = body.map((row, i) => [
    ...(isIndexed ? [pointOf(index[i])] : []),
    ...row.map((cell) => (isScalar(cell) ? cell : JSON.stringify(cell))),
  ]);
  return rawTable(isIndexed ? ["Index", ...header] : header, rows, { title });
}

/** `{cols: [{label}], rows: [{c: [{v}]}]}` of Google Charts. */
function cells(value: JsonObject, title: string | null): RawTable | null {
  const { cols, rows } = value;
  if (!Array.isArray(cols) || !cols.every(isObject) || !Array.isArray(rows) || !rows.every(isObject)) return null;
  const body = rows.map(({ c }) => (Array.isArray(c) ? c.map(pointOf) : []));
  return body.some((row) => row.length > 0)
    ? rawTable(
        cols.map((col, i) => textOf(col.label, col.id) ?? `Column ${i + 1}`),
        body,
        { title },
      )
    : null;
}
