import { isAdditive } from "./adds";
import type { Column } from "./table";
import { parseTime } from "./time";
import { type Aggregate, aggregate, type ChartKind, columnsOf, exactSum, naturalAggregate, type View } from "./view";

/** Which columns a chart shows, and as what. */
export interface Plan {
  kind: ChartKind;
  /** What the labels are; null numbers the rows. */
  label: Column | null;
  /** Splits into series: one for each of its values. */
  split: Column | null;
  measures: Column[];
  /** How rows with the same label come together; null when each label stands once. */
  aggregate: Aggregate | null;
  /** True when the columns are points in time and the rows are the series. */
  isWide: boolean;
}

const WIDE_COLUMNS = 5;
const CATEGORIES_MAX = 30;
const SERIES_MAX = 6;

/** The fitting chart: what was asked for where the data allows it, otherwise by what the columns are. */
export function planChart(view: View): Plan {
  const columns = columnsOf(view);
  const measures = columns.filter((column) => column.kind === "number");
  const plan = { kind: "table" as ChartKind, label: null, split: null, measures: [], aggregate: null, isWide: false };
  if (view.chart === "table" || view.rows.length === 0) return plan;
  if (view.group) return groupPlan(view);
  if (view.rows.length === 1 && (view.chart === null || view.chart === "cards"))
    return { ...plan, kind: columns.length > 8 ? "table" : "cards" };
  if (measures.length === 0) return countPlan(view, columns);
  if (columns.length > WIDE_COLUMNS && view.columns === null && view.chart === null && !isWide(columns, measures)) return plan;
  const chosen = choose(view, columns, measures);
  return view.chart === null ? chosen : withKind(view, chosen, measures);
}

function groupPlan(view: View): Plan {
  const { by, measure, aggregate: kind } = view.group ?? { by: null, measure: null, aggregate: null };
  const groups = by ? new Set(view.rows.map((row) => by.texts[row])).size : 0;
  const auto: ChartKind =
    groups > CATEGORIES_MAX || groups < 2
      ? "table"
      : by?.kind === "time" && groups > 2
        ? "line"
        : isLongLabelled(by, groups)
          ? "horizontal"
          : "bar";
  return { kind: view.chart ?? auto, label: by, split: null, measures: measure ? [measure] : [], aggregate: kind, isWide: false };
}

/** No number anywhere: a table, or how often each value occurs when that was asked for. */
function countPlan(view: View, columns: Column[]): Plan {
  const label =
    view.chart === null
      ? null
      : (columns.find((column) => (column.kind === "category" || column.kind === "boolean") && column.unique < view.rows.length) ?? null);
  const kind =
    label === null || view.chart === null ? "table" : view.chart === "scatter" || view.chart === "histogram" ? "bar" : view.chart;
  return { kind, label, split: null, measures: [], aggregate: label === null ? null : "count", isWide: false };
}

const LATITUDE = /^(?:.*[\s_.-])?(?:lat|latitude|breite|breitengrad)$/i;
const LONGITUDE = /^(?:.*[\s_.-])?(?:lon|lng|long|longitude|länge|längengrad)$/i;

/** Whether a column says where something is. */
export const isPlace = (column: Column | undefined): boolean =>
  column !== undefined && (LATITUDE.test(column.name) || LONGITUDE.test(column.name));

/** Places on a plane, when the numbers are places and nothing else; null when there are other numbers, or no places. */
function placePlan(measures: Column[]): Plan | null {
  const [x, y] = [measures.find((column) => LONGITUDE.test(column.name)), measures.find((column) => LATITUDE.test(column.name))];
  if (!x || !y || measures.length > 2) return null;
  return { kind: "scatter", label: null, split: null, measures: [x, y], aggregate: null, isWide: false };
}

function choose(view: View, columns: Column[], all: Column[]): Plan {
  const places = placePlan(all);
  if (places) return places;
  const others = all.filter((column) => !isPlace(column));
  const measures = others.length > 0 ? others : all;
  const [first] = measures;
  const clock = columns.find((column) => column.kind === "time") ?? null;
  const categories = columns.filter((column) => (column.kind === "category" || column.kind === "boolean") && column.unique > 0);
  const label = labelOf(view, columns, categories);
  const time = clock && isDetail(view, columns, clock, label) ? null : clock;
  const base = { label, split: null, measures: comparable(view, measures), aggregate: null, isWide: false };
  if (!first) return { ...base, kind: "table" };
  if (isWide(columns, measures) && label)
    return { ...base, measures, kind: view.rows.length <= SERIES_MAX ? "line" : "bar", isWide: view.rows.length <= SERIES_MAX };
  if (time) return timePlan(view, time, categories, measures);
  if (label && uniqueIn(view, label) === view.rows.length) return categoryPlan(view, label, base.measures);
  if (label && categories.includes(label)) return repeatedPlan(view, label, categories, measures);
  if (measures.length >= 2 && view.rows.length >= 8) return { ...base, kind: "scatter", measures: measures.slice(0, 2) };
  return view.rows.length > 20 && measures.length === 1 ? { ...base, kind: "histogram" } : { ...base, kind: "bar" };
}

/** A hire date beside names is a detail of each; a date that comes first, or is called just that, is the axis. */
function isDetail(view: View, columns: Column[], time: Column, label: Column | null): boolean {
  if (label === null || uniqueIn(view, label) < view.rows.length || columns.indexOf(label) > columns.indexOf(time)) return false;
  return (
    !/^(?:date|day|time|timestamp|month|week|quarter|year|period|datetime|datum|jahr|monat|zeit)$/i.test(time.name) &&
    uniqueIn(view, label) > 1
  );
}

function labelOf(view: View, columns: Column[], categories: Column[]): Column | null {
  const isUnique = (column: Column): boolean => uniqueIn(view, column) === view.rows.length;
  return (
    categories.find(isUnique) ??
    categories[0] ??
    columns.find((column) => column.kind === "id" && isUnique(column) && column.texts.some((text) => /\D/.test(text))) ??
    columns.find((column) => column.kind === "id" && isUnique(column)) ??
    null
  );
}

/** How many different texts the rows have; what is known of the whole table is not counted again. */
function uniqueIn(view: View, column: Column): number {
  if (view.rows.length === view.table.rowCount && column.kind !== "number") return column.unique + (column.missing > 0 ? 1 : 0);
  return new Set(view.rows.map((row) => column.texts[row])).size;
}

/** Numbers of one unit and magnitude share an axis; the others stay in the table. */
function comparable(view: View, measures: Column[]): Column[] {
  const [first] = measures;
  if (!first) return [];
  const sizeOf = (column: Column): number => view.rows.reduce((most, row) => Math.max(most, Math.abs(column.numbers[row] ?? 0)), 0);
  const scale = sizeOf(first) || 1;
  const kept = measures.filter((column) => {
    if (column.unit !== first.unit || isAdditive(column) !== isAdditive(first)) return false;
    const size = sizeOf(column);
    return size / scale <= 20 && scale / (size || scale) <= 20;
  });
  return (view.columns ? measures.filter((column) => column.unit === first.unit) : kept).slice(0, 5);
}

function timePlan(view: View, time: Column, categories: Column[], measures: Column[]): Plan {
  const points = uniqueIn(view, time);
  const kind: ChartKind = points <= 2 ? "bar" : "line";
  const base = { label: time, measures: comparable(view, measures), isWide: false };
  if (points === view.rows.length) return { ...base, kind, split: null, aggregate: null };
  const [measure] = measures;
  const split = categories.find((column) => uniqueIn(view, column) >= 2 && uniqueIn(view, column) <= 12) ?? null;
  if (measure && split) return { ...base, kind, split, measures: [measure], aggregate: naturalAggregate(measure) };
  return { ...base, kind, split: null, measures: base.measures.slice(0, 1), aggregate: measure ? naturalAggregate(measure) : null };
}

const isLongLabelled = (label: Column | null, rows: number): boolean =>
  rows > 8 || (label?.texts.some((text) => text.length > 14) ?? false);

function categoryPlan(view: View, label: Column, measures: Column[]): Plan {
  const base = { label, split: null, measures, aggregate: null, isWide: false };
  const [measure] = measures;
  if (measures.length === 1 && measure) {
    const numbers = view.rows.map((row) => measure.numbers[row] ?? null).filter((value) => value !== null);
    const isWhole =
      numbers.length <= 6 &&
      numbers.length >= 2 &&
      numbers.every((value) => value >= 0) &&
      (measure.unit === "%" || /share|percent|%|pct/i.test(measure.name)) &&
      Math.abs(exactSum(numbers) - 100) <= 1.5;
    if (isWhole) return { ...base, kind: "donut" };
    if (view.rows.length > CATEGORIES_MAX) return { ...base, kind: "table" };
    return { ...base, kind: isLongLabelled(label, view.rows.length) ? "horizontal" : "bar" };
  }
  if (view.rows.length > CATEGORIES_MAX) return { ...base, kind: "table" };
  return { ...base, kind: "bar" };
}

function repeatedPlan(view: View, label: Column, categories: Column[], measures: Column[]): Plan {
  const [measure, second] = measures;
  const base = { label, split: null, measures: measure ? [measure] : [], isWide: false };
  if (!measure) return { ...base, kind: "table", aggregate: null };
  if (view.rows.length > 25 && second) return { ...base, kind: "scatter", label: null, measures: [measure, second], aggregate: null };
  const split =
    categories.find((column) => column !== label && uniqueIn(view, column) >= 2 && uniqueIn(view, column) <= SERIES_MAX) ?? null;
  const groups = uniqueIn(view, label);
  const isGrid =
    split !== null &&
    groups <= 12 &&
    new Set(view.rows.map((row) => `${label.texts[row]}\u0000${split.texts[row]}`)).size === view.rows.length;
  if (groups > CATEGORIES_MAX) return { ...base, kind: "table", aggregate: null };
  return {
    ...base,
    kind: isLongLabelled(label, groups) && !isGrid ? "horizontal" : "bar",
    split: isGrid ? split : null,
    aggregate: naturalAggregate(measure),
  };
}

function isWide(columns: Column[], measures: Column[]): boolean {
  return (
    measures.length >= 3 &&
    measures.length >= columns.length - 2 &&
    measures.every((column) => parseTime(column.name, { yearAllowed: true, dayFirst: false }) !== null)
  );
}

const PARTS = new Set<ChartKind>(["pie", "donut", "radial", "segmented"]);

/** The chart that was asked for, as far as the data can carry it. */
function withKind(view: View, plan: Plan, measures: Column[]): Plan {
  const kind = view.chart ?? plan.kind;
  const [first, second] = measures;
  if (!first) return plan;
  if (kind === "scatter")
    return second ? { ...plan, kind, label: null, split: null, measures: [first, second], aggregate: null } : { ...plan, kind: "bar" };
  if (kind === "histogram") return { ...plan, kind, label: null, split: null, measures: [first], aggregate: null };
  const kept = plan.kind === "scatter" || plan.kind === "histogram" ? replanned(view, measures) : plan;
  if (PARTS.has(kind)) {
    const single = {
      ...kept,
      kind,
      split: null,
      isWide: false,
      measures: [first],
      aggregate: kept.split || kept.aggregate ? naturalAggregate(first) : null,
    };
    const isPositive =
      view.rows.every((row) => (first.numbers[row] ?? 0) >= 0) &&
      aggregate(
        view.rows.map((row) => first.numbers[row] ?? null),
        "sum",
      ) !== 0;
    return isPositive ? single : { ...single, kind: "bar" };
  }
  if (kind === "radar")
    return (kept.label ? uniqueIn(view, kept.label) : view.rows.length) >= 3 ? { ...kept, kind } : { ...kept, kind: "bar" };
  return { ...kept, kind, measures: kept.measures.length > 0 ? kept.measures : [first] };
}

function replanned(view: View, measures: Column[]): Plan {
  const columns = columnsOf(view);
  const label = labelOf(
    view,
    columns,
    columns.filter((column) => column.kind === "category" || column.kind === "boolean"),
  );
  const [first] = measures;
  const isRepeated = label !== null && uniqueIn(view, label) < view.rows.length;
  return {
    kind: "bar",
    label,
    split: null,
    measures: first ? [first] : [],
    aggregate: isRepeated && first ? naturalAggregate(first) : null,
    isWide: false,
  };
}
