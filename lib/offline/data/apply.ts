import { humanName } from "./names";
import type { Filter } from "./filter";
import { lowerFirst } from "./insight";
import { formatNumber } from "./number";
import type { Column, Table } from "./table";
import { groupRows, naturalAggregate, type View } from "./view";
import type { Wish } from "./wish";

/** The view after a wish: filters and limits add up from turn to turn, the chart and the columns stay until changed. */
export function applyWish(before: View, wish: Wish): View {
  const base = wish.isReset
    ? {
        ...before,
        rows: Array.from({ length: before.table.rowCount }, (_, i) => i),
        columns: null,
        group: null,
        applied: [],
        isSorted: false,
      }
    : before;
  const view: View = { ...base, applied: [...base.applied] };
  if (wish.chart) view.chart = wish.chart;
  if (wish.isStacked !== null) view.isStacked = wish.isStacked;
  if (wish.chart && !wish.aggregate && wish.columns.length > 0) view.group = null;
  for (const filter of wish.filters) applyFilter(view, filter);
  const isOther = wish.filters.some((filter) => filter.column !== view.group?.by);
  if (isOther && view.group && !wish.aggregate && !wish.chart) view.group = null;
  if (wish.aggregate?.by) {
    const { by, kind, measure } = wish.aggregate;
    view.group = { by, measure, aggregate: kind === "sum" && measure ? naturalAggregateFor(wish, measure) : kind };
    view.columns = null;
  } else if (wish.columns.length > 0) view.columns = withLabel(before.table, wish.columns);
  if (wish.dropped.length > 0) view.columns = (view.columns ?? view.table.columns).filter((column) => !wish.dropped.includes(column));
  if (wish.sort) sortRows(view, wish.sort.column, wish.sort.isDescending);
  if (wish.limit && (wish.limit.rows < view.rows.length || view.group)) limitRows(view, wish.limit);
  return view;
}

/** "Price by region" without a word for how: prices are averaged, sales added up. */
function naturalAggregateFor(wish: Wish, measure: Column): "sum" | "mean" {
  return wish.aggregate?.kind === "sum" && naturalAggregate(measure) === "mean" ? "mean" : "sum";
}

export function matches(filter: Filter, row: number): boolean {
  if (filter.type === "values") return filter.texts.includes(filter.column.texts[row] ?? "") !== filter.isExcluded;
  const number =
    filter.date !== undefined
      ? (filter.column.times[row] ?? null)
      : filter.column.kind === "time"
        ? yearOf(filter.column, row)
        : (filter.column.numbers[row] ?? null);
  if (number === null) return false;
  switch (filter.comparison) {
    case ">":
      return number > filter.value;
    case ">=":
      return number >= filter.value;
    case "<":
      return number < filter.value;
    case "<=":
      return number <= filter.value;
    case "=":
      return number === filter.value;
    case "!=":
      return number !== filter.value;
  }
}

function yearOf(column: Column, row: number): number | null {
  const year = /\b(?:1[5-9]|20|21)\d\d\b/.exec(column.texts[row] ?? "")?.[0];
  return year ? Number(year) : null;
}

export function filterText(filter: Filter): string {
  const name = humanName(filter.column.name);
  if (filter.type === "values") return `${name} is ${filter.isExcluded ? "not " : ""}${filter.texts.join(" or ")}`;
  if (filter.date !== undefined)
    return `${name} ${{ ">": "after", ">=": "from", "<": "before", "<=": "until", "=": "on", "!=": "not on" }[filter.comparison]} ${filter.date}`;
  const words = { ">": "over", ">=": "at least", "<": "under", "<=": "at most", "=": "exactly", "!=": "not" }[filter.comparison];
  return `${name} ${words} ${filter.column.kind === "time" ? filter.value : formatNumber(filter.value, filter.column.unit)}`;
}

function applyFilter(view: View, filter: Filter): void {
  view.rows = view.rows.filter((row) => matches(filter, row));
  view.applied.push(`Only rows where ${filterText(filter)}.`);
}

function withLabel(table: Table, columns: Column[]): Column[] {
  // What names the rows stands first, wherever it was named: "revenue and costs by month".
  if (columns.some((column) => column.kind !== "number"))
    return columns.toSorted((a, b) => Number(a.kind === "number") - Number(b.kind === "number"));
  const label =
    table.columns.find((column) => column.kind === "time") ??
    table.columns.find((column) => column.kind === "category") ??
    table.columns.find((column) => column.kind === "id");
  return label && columns.length < 3 ? [label, ...columns] : label ? [label, ...columns] : columns;
}

function sortRows(view: View, column: Column, isDescending: boolean): void {
  const way = isDescending ? -1 : 1;
  const compare = (a: number, b: number): number => {
    const [x, y] = [keyOf(column, a), keyOf(column, b)];
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1;
    if (typeof x === "number" && typeof y === "number") return (x - y) * way;
    return String(x).localeCompare(String(y), "en", { numeric: true }) * way;
  };
  view.rows = [...view.rows].sort(compare);
  view.isSorted = true;
  const how =
    column.kind === "number"
      ? isDescending
        ? "highest first"
        : "lowest first"
      : column.kind === "time"
        ? isDescending
          ? "latest first"
          : "earliest first"
        : isDescending
          ? "Z to A"
          : "A to Z";
  view.applied = [
    ...view.applied.filter((text) => !text.startsWith("Sorted by")),
    `Sorted by ${lowerFirst(humanName(column.name))}, ${how}.`,
  ];
}

function keyOf(column: Column, row: number): number | string | null {
  if (column.kind === "number") return column.numbers[row] ?? null;
  if (column.kind === "time") return column.times[row] ?? null;
  return column.texts[row] || null;
}

function limitRows(view: View, limit: NonNullable<Wish["limit"]>): void {
  const { rows, from, column } = limit;
  const group = view.group;
  if (group && (from === "top" || from === "bottom")) {
    const ranked = groupRows(view, group.by, group.measure, group.aggregate).sort(
      (a, b) => ((b.value ?? 0) - (a.value ?? 0)) * (from === "top" ? 1 : -1),
    );
    const kept = new Set(ranked.slice(0, rows).map(({ label }) => label));
    view.rows = view.rows.filter((row) => kept.has(group.by.texts[row] || "(empty)"));
    view.applied.push(`The ${from} ${rows} groups.`);
    return;
  }
  if (column && (from === "top" || from === "bottom")) {
    sortRows(view, column, from === "top");
    view.applied = view.applied.filter((text) => !text.startsWith("Sorted by"));
    view.rows = view.rows.filter((row) => column.numbers[row] !== null).slice(0, rows);
    view.applied.push(`The ${from} ${rows} by ${lowerFirst(humanName(column.name))}.`);
    return;
  }
  view.rows = from === "last" || from === "bottom" ? view.rows.slice(-rows) : view.rows.slice(0, rows);
  view.applied.push(`The ${from === "last" || from === "bottom" ? "last" : "first"} ${rows} rows.`);
}
