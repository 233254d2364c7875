import { type Draft, isCall, isFields } from "../draft";
import { traitsOf } from "../library/library";
import { columnCall } from "../library/made";
import type { DataShape } from "../library/traits";
import { isNumeric } from "../read/numbers";
import type { Peek } from "./fits";
import { byColumn, byKey } from "./rows";

const ROWS_MAX = 200;
const COLUMNS_MAX = 25;
const CELLS_MAX = 1000;
const FIELDS_MAX = 30;
const POINTS_MAX = 100;
const SERIES_MAX = 20;
const ITEMS_MAX = 100;
const UNLABELLED_MAX = 20;

type Args = Map<string, Draft>;

const SHAPES: Record<DataShape, (args: Args, peek: Peek, pointsMax: number) => string | null> = {
  table,
  records: (args, peek) => shortened(args, "data", ROWS_MAX, "rows", peek),
  series: chart,
  slices,
  points: scatter,
};

/**
 * Puts the arguments of tables and charts into the shape of this library (rows as objects, points as records, slices as numbers) and cuts
 * what is too long for a page. Returns the sentence that says what was cut, or null.
 */
export function normalize(component: string, args: Args, peek: Peek): string | null {
  const { data, pointsMax = POINTS_MAX } = traitsOf(component);
  if (data) return SHAPES[data](args, peek, pointsMax);
  for (const key of ["children", "items", "rows", "fields", "buttons"]) {
    const note = shortened(args, key, key === "fields" ? FIELDS_MAX : ITEMS_MAX, "entries", peek);
    if (note) return note;
  }
  return null;
}

function table(args: Args, peek: Peek): string | null {
  let rows = peek(args.get("rows"));
  let columns = peek(args.get("columns"));
  if (isFields(rows)) rows = rows.entries.map(([key, value]): Draft => [key, value]);
  const records = Array.isArray(rows) && rows.some((row) => isFields(peek(row)));
  if (Array.isArray(rows) && records) ({ rows, columns } = byKey(rows, Array.isArray(columns) ? columns : [], peek));
  if (!Array.isArray(rows) && Array.isArray(columns)) rows = byColumn(columns, peek);
  if (Array.isArray(rows) && rows.length > 0 && rows.every((row) => !Array.isArray(peek(row)))) rows = [rows];
  if (Array.isArray(columns))
    args.set(
      "columns",
      columns.map((item) => (typeof item === "string" ? columnCall(item) : item)),
    );
  if (Array.isArray(rows)) args.set("rows", rows);
  const width = Array.isArray(rows) ? Math.max(1, ...rows.slice(0, ROWS_MAX).map((row) => lengthOf(peek(row)))) : 1;
  if (width > COLUMNS_MAX) narrow(args, peek);
  const rowsMax = Math.min(ROWS_MAX, Math.floor(CELLS_MAX / Math.min(width, COLUMNS_MAX)));
  const note = shortened(args, "rows", rowsMax, "rows", peek);
  return width > COLUMNS_MAX ? `Showing the first ${COLUMNS_MAX} of ${width} columns. ${note ?? ""}`.trim() : note;
}

function lengthOf(value: Draft | undefined): number {
  return Array.isArray(value) ? value.length : 0;
}

/** Cuts columns and cells beyond those that are shown. */
function narrow(args: Args, peek: Peek): void {
  for (const key of ["columns", "rows"]) {
    const list = peek(args.get(key));
    if (!Array.isArray(list)) continue;
    const cut = (item: Draft): Draft => {
      const row = peek(item);
      return Array.isArray(row) ? row.slice(0, COLUMNS_MAX) : item;
    };
    args.set(key, key === "columns" ? list.slice(0, COLUMNS_MAX) : list.map(cut));
  }
}

function chart(args: Args, peek: Peek, pointsMax: number): string | null {
  unpackChartData(args, peek);
  const labels = peek(args.get("labels"));
  const first = Array.isArray(labels) ? peek(labels[0]) : undefined;
  if (Array.isArray(labels) && isFields(first)) fromRecords(args, labels, peek);
  const given = peek(args.get("series"));
  const record = Array.isArray(given) ? peek(given[0]) : undefined;
  if (Array.isArray(given) && isFields(record) && !record.entries.some(([, value]) => Array.isArray(peek(value))))
    fromRecords(args, given, peek);
  const series = peek(args.get("series"));
  if (Array.isArray(series) && series.length > 0) {
    if (series.every((value) => isNumeric(peek(value)))) args.set("series", [named("Value", series)]);
    else if (Array.isArray(peek(series[0])))
      args.set(
        "series",
        series.map((values, index) => named(`Series ${index + 1}`, values)),
      );
  } else if (isFields(series)) {
    const isOne = series.entries.some(([key]) => ["values", "data"].includes(key));
    args.set("series", isOne ? [series] : series.entries.map(([key, values]) => named(key, values)));
  }
  return cutChart(args, pointsMax, peek);
}

function cutChart(args: Args, pointsMax: number, peek: Peek): string | null {
  const labels = peek(args.get("labels"));
  const series = peek(args.get("series"));
  const total = Array.isArray(labels) ? labels.length : 0;
  if (Array.isArray(series)) {
    args.set(
      "series",
      series.slice(0, SERIES_MAX).map((item) => cutSeries(peek(item) ?? null, Math.min(pointsMax, total || pointsMax), peek)),
    );
  }
  const more = total > 0 && Array.isArray(series) ? series.flatMap((item) => unlabelled(peek(item), total, peek)).join(" ") || null : null;
  if (total <= pointsMax || !Array.isArray(labels)) return more;
  args.set("labels", labels.slice(0, pointsMax));
  return [`Showing the first ${pointsMax} of ${total} points.`, more].filter(Boolean).join(" ");
}

/** What a series holds beyond the labels, told in words. */
function unlabelled(series: Draft | undefined, total: number, peek: Peek): string[] {
  if (!isFields(series)) return [];
  const values = series.entries.map(([, value]) => peek(value)).find((value) => Array.isArray(value)) ?? [];
  const category = series.entries.map(([, value]) => peek(value)).find((value) => typeof value === "string") ?? "";
  const rest = Array.isArray(values) ? values.slice(total).map((value) => JSON.stringify(pointValue(value, peek))) : [];
  if (rest.length === 0) return [];
  const told = rest.slice(0, UNLABELLED_MAX).join(", ") + (rest.length > UNLABELLED_MAX ? ", …" : "");
  const name = typeof category === "string" && category !== "" ? `${category}: ` : "";
  return [`${name}${rest.length} more values have no label: ${told}.`.replace("1 more values have", "1 more value has")];
}

function cutSeries(series: Draft, length: number, peek: Peek): Draft {
  if (!isFields(series)) return series;
  const entries = series.entries.map(([key, value]): [string, Draft] => {
    const values = peek(value);
    return [key, Array.isArray(values) ? values.slice(0, length).map((item) => pointValue(item, peek)) : value];
  });
  return { kind: "fields", entries };
}

/** The y of a point that was given as a record. */
function pointValue(item: Draft, peek: Peek): Draft {
  const point = peek(item);
  if (!isFields(point)) return item;
  return point.entries.find(([key]) => key === "y" || key === "value")?.[1] ?? item;
}

/** `[{month: "Jan", sales: 5}]`: the words are the labels, each column of numbers is a series. */
function fromRecords(args: Args, records: Draft[], peek: Peek): void {
  const rows = records.map((record) => peek(record)).filter(isFields);
  const keys = rows[0]?.entries.map(([key]) => key) ?? [];
  const cell = (row: (typeof rows)[number], key: string): Draft => peek(row.entries.find(([name]) => name === key)?.[1]) ?? null;
  const labelKey = keys.find((key) => rows.some((row) => typeof cell(row, key) === "string" && !isNumeric(cell(row, key)))) ?? keys[0];
  if (labelKey === undefined) return;
  args.set(
    "labels",
    rows.map((row) => cell(row, labelKey)),
  );
  args.set(
    "series",
    keys
      .filter((key) => key !== labelKey)
      .map((key) =>
        named(
          key,
          rows.map((row) => cell(row, key)),
        ),
      ),
  );
}

/** The older JSON format keeps everything in `chartData: {header, unit, data: {labels, series}}`. */
function unpackChartData(args: Args, peek: Peek): void {
  for (const value of Array.from(args.values())) {
    const data = peek(value);
    if (!isFields(data) || !data.entries.some(([key]) => key === "labels" || key === "data")) continue;
    for (const [key, entry] of data.entries) {
      const inner = peek(entry);
      if (key === "data" && isFields(inner)) for (const [name, item] of inner.entries) args.set(name, item);
      else if (key === "labels" || key === "series" || key === "unit") args.set(key, entry);
      else if (key === "header" && (isCall(inner) || isFields(inner)))
        for (const [name, item] of isCall(inner) ? inner.named : inner.entries) args.set(name, item);
    }
  }
}

function named(category: string, values: Draft): Draft {
  return {
    kind: "fields",
    entries: [
      ["category", category],
      ["values", values],
    ],
  };
}

function slices(args: Args, peek: Peek): string | null {
  if (peek(args.get("chartData")) !== undefined) fromChartData(args, peek);
  const [labels, values] = [peek(args.get("labels")), peek(args.get("values"))];
  if (Array.isArray(labels) && Array.isArray(values))
    args.set(
      "slices",
      labels.map((label, index) => slice(label, values[index] ?? null)),
    );
  const value = peek(args.get("slices"));
  if (isFields(value))
    args.set(
      "slices",
      value.entries.map(([category, amount]) => slice(category, amount)),
    );
  return shortened(args, "slices", POINTS_MAX, "shares", peek);
}

/** The older JSON format: slices under `chartData.data`. */
function fromChartData(args: Args, peek: Peek): void {
  unpackChartData(args, peek);
  const data = peek(args.get("chartData"));
  const inner = isFields(data) ? peek(data.entries.find(([key]) => key === "data")?.[1]) : undefined;
  if (Array.isArray(inner)) args.set("slices", inner);
}

function slice(category: Draft, value: Draft): Draft {
  return {
    kind: "fields",
    entries: [
      ["category", category],
      ["value", value],
    ],
  };
}

function scatter(args: Args, peek: Peek): string | null {
  const sets = peek(args.get("datasets"));
  if (!Array.isArray(sets)) return null;
  let total = 0;
  const cut = sets.slice(0, SERIES_MAX).map((set): Draft => {
    const fields = peek(set);
    if (!isFields(fields)) return set;
    return {
      kind: "fields",
      entries: fields.entries.map(([key, value]): [string, Draft] => {
        const points = peek(value);
        if (!Array.isArray(points)) return [key, value];
        const left = Math.max(0, POINTS_MAX - total);
        total += points.length;
        return [key, points.slice(0, left)];
      }),
    };
  });
  args.set("datasets", cut);
  return total > POINTS_MAX ? `Showing the first ${POINTS_MAX} of ${total} points.` : null;
}

function shortened(args: Args, key: string, max: number, what: string, peek: Peek): string | null {
  const list = peek(args.get(key));
  if (!Array.isArray(list) || list.length <= max) return null;
  args.set(key, list.slice(0, max));
  return `Showing the first ${max} of ${list.length} ${what}.`;
}
