import type { Plan } from "./plan";
import { type Column, count } from "./table";
import { aggregate, exactSum, groupRows, type View } from "./view";

export interface Series {
  labels: string[];
  series: { category: string; values: number[] }[];
  /** What was left out or put together, in sentences. */
  notes: string[];
}

const POINTS_MAX = 100;
const BARS_MAX = 30;
const LINES_MAX = 6;

/**
 * The numbers of a chart. A gap is never drawn as a number: what has one is left out and counted. `isDrawn` false gives all points, beyond
 * those that a chart has room for.
 */
export function seriesOf(view: View, plan: Plan, isDrawn = true): Series {
  if (plan.isWide && plan.label) return wideSeries(view, plan, plan.label);
  if (plan.split && plan.label) return splitSeries(view, plan, plan.label, plan.split);
  if (plan.aggregate && plan.label) return groupedSeries(view, plan, plan.label, plan.aggregate, isDrawn);
  return rowSeries(view, plan, isDrawn);
}

function rowSeries(view: View, whole: Plan, isDrawn: boolean): Series {
  const filled = (measures: Column[]): number[] =>
    inTime(view, whole.label).filter((row) => measures.every((measure) => measure.numbers[row] !== null));
  // Where every row has a gap somewhere, the first measure is drawn alone.
  const isEmpty = whole.measures.length > 1 && filled(whole.measures).length === 0;
  const plan = isEmpty ? { ...whole, measures: whole.measures.slice(0, 1) } : whole;
  const rows = filled(plan.measures);
  const notes = missingNote(view.rows.length - rows.length);
  const isRanking = plan.kind === "horizontal" && plan.label?.kind !== "time" && !view.isSorted;
  const [first] = plan.measures;
  const ordered = isRanking && first ? [...rows].sort((a, b) => (first.numbers[b] ?? 0) - (first.numbers[a] ?? 0)) : rows;
  const shown = isDrawn ? capped(ordered, plan, notes) : ordered;
  return {
    labels: shown.map((row) => plan.label?.texts[row] || (plan.label ? "(empty)" : `#${row + 1}`)),
    series: plan.measures.map((measure) => ({ category: measure.name, values: shown.map((row) => measure.numbers[row] ?? 0) })),
    notes,
  };
}

function missingNote(missing: number): string[] {
  return missing > 0 ? [`${count(missing, "row")} with an empty cell ${missing === 1 ? "is" : "are"} not in the chart.`] : [];
}

// Chart, insight and table ask for the same order.
const orders = new WeakMap<number[], { label: Column; rows: number[] }>();

/** Rows in the order of calendar times; anything else as it was given. */
export function inTime(view: View, label: Column | null): number[] {
  if (!label?.isAbsolute || view.isSorted) return view.rows;
  const known = orders.get(view.rows);
  if (known?.label === label) return known.rows;
  const { times } = label;
  const rows = [...view.rows].sort((a, b) => (times[a] ?? Number.POSITIVE_INFINITY) - (times[b] ?? Number.POSITIVE_INFINITY));
  orders.set(view.rows, { label, rows });
  return rows;
}

function capped<Item>(items: Item[], plan: Plan, notes: string[]): Item[] {
  const isLine = plan.kind === "line" || plan.kind === "area";
  if (isLine && items.length > POINTS_MAX) {
    const step = Math.ceil(items.length / POINTS_MAX);
    const shown = items.filter((_, i) => i % step === 0);
    notes.push(`The chart draws every ${ordinal(step)} of ${items.length} points.`);
    return shown;
  }
  if (!isLine && items.length > BARS_MAX) {
    notes.push(`The chart draws the first ${BARS_MAX} of ${items.length}.`);
    return items.slice(0, BARS_MAX);
  }
  return items;
}

const ordinal = (n: number): string => `${n}${n % 10 === 2 && n !== 12 ? "nd" : n % 10 === 3 && n !== 13 ? "rd" : "th"}`;

function groupedSeries(view: View, plan: Plan, label: Column, kind: NonNullable<Plan["aggregate"]>, isDrawn: boolean): Series {
  const [measure] = plan.measures;
  const groups = groupRows({ ...view, rows: inTime(view, label) }, label, measure ?? null, kind);
  const filled = groups.filter((group) => group.value !== null);
  const notes =
    filled.length < groups.length ? [`${count(groups.length - filled.length, "group")} without a number not in the chart.`] : [];
  const ordered = label.kind === "time" || view.isSorted ? filled : [...filled].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const shown = isDrawn ? capped(ordered, plan, notes) : ordered;
  return {
    labels: shown.map((group) => group.label),
    series: [{ category: measure?.name ?? "Count", values: shown.map((group) => rounded(group.value ?? 0)) }],
    notes,
  };
}

export interface SplitCell {
  /** The series. */
  name: string;
  at: string;
  /** Both, for people. */
  label: string;
  value: number;
}

/** One value for each series and label that has any. */
export function splitCells(view: View, plan: Plan): SplitCell[] {
  const { label, split } = plan;
  if (!label || !split) return [];
  const [measure] = plan.measures;
  const cells = new Map<string, { name: string; at: string; values: number[] }>();
  for (const row of view.rows) {
    const value = measure ? (measure.numbers[row] ?? null) : 1;
    if (value === null) continue;
    const [at, name] = [label.texts[row] || "(empty)", split.texts[row] || "(empty)"];
    const key = `${name}\u0000${at}`;
    const cell = cells.get(key);
    if (cell) cell.values.push(value);
    else cells.set(key, { name, at, values: [value] });
  }
  return [...cells.values()].flatMap(({ name, at, values }) => {
    const value = aggregate(values, plan.aggregate ?? "sum");
    return value === null ? [] : [{ name, at, label: `${name}, ${at}`, value: rounded(value) }];
  });
}

function splitSeries(view: View, plan: Plan, label: Column, split: Column): Series {
  const cells = splitCells(view, plan);
  const values = new Map(cells.map((cell) => [`${cell.name}\u0000${cell.at}`, cell.value]));
  const totals = new Map<string, number>();
  for (const { name, value } of cells) totals.set(name, (totals.get(name) ?? 0) + Math.abs(value));
  const notes: string[] = [];
  const names = [...totals.keys()];
  const kept =
    names.length > LINES_MAX ? [...names].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0)).slice(0, LINES_MAX - 1) : names;
  if (kept.length < names.length) notes.push(`The ${kept.length} largest of ${names.length} series are drawn.`);
  const labels = [...new Set(inTime(view, label).map((row) => label.texts[row] || "(empty)"))];
  const grid = withoutGaps(kept, labels, (name, at) => values.has(`${name}\u0000${at}`) || plan.aggregate === "count");
  notes.push(...gapNotes(grid, split));
  const shown = capped(grid.labels, plan, notes);
  const series = grid.names.map((category) => ({ category, values: shown.map((at) => values.get(`${category}\u0000${at}`) ?? 0) }));
  return { labels: shown, series, notes };
}

interface Grid {
  names: string[];
  labels: string[];
  /** What had a gap. */
  lostNames: string[];
  lostLabels: string[];
}

/** The series and labels that have a value for each other: of the two, what loses less is left out. */
function withoutGaps(names: string[], labels: string[], has: (name: string, at: string) => boolean): Grid {
  const fullLabels = labels.filter((at) => names.every((name) => has(name, at)));
  const fullNames = names.filter((name) => labels.every((at) => has(name, at)));
  const byLabel = fullLabels.length * names.length >= fullNames.length * labels.length;
  return byLabel
    ? { names, labels: fullLabels, lostNames: [], lostLabels: labels.filter((at) => !fullLabels.includes(at)) }
    : { names: fullNames, labels, lostNames: names.filter((name) => !fullNames.includes(name)), lostLabels: [] };
}

const NAMED_MAX = 4;

function gapNotes({ lostNames, lostLabels }: Grid, split: Column): string[] {
  const lost = lostNames.length > 0 ? lostNames : lostLabels;
  if (lost.length === 0) return [];
  const listed = lost.length > NAMED_MAX ? `${lost.slice(0, NAMED_MAX).join(", ")} and ${lost.length - NAMED_MAX} more` : lost.join(", ");
  const verb = lost.length === 1 ? "is" : "are";
  return lostNames.length > 0
    ? [`${listed} ${verb} not in the chart: not every point has a value.`]
    : [`${listed} ${verb} not in the chart: not every ${split.name} has a value there.`];
}

/** The numbers of a table whose columns are points in time. */
export function wideCells(view: View, plan: Plan): SplitCell[] {
  return view.rows.flatMap((row) =>
    plan.measures.flatMap((measure) => {
      const value = measure.numbers[row] ?? null;
      const name = plan.label?.texts[row] || `Row ${row + 1}`;
      return value === null ? [] : [{ name, at: measure.name, label: `${name}, ${measure.name}`, value }];
    }),
  );
}

function wideSeries(view: View, plan: Plan, label: Column): Series {
  const rows = view.rows.filter((row) => plan.measures.every((measure) => measure.numbers[row] !== null));
  return {
    labels: rows.length === 0 ? [] : plan.measures.map((measure) => measure.name),
    series: rows.map((row) => ({
      category: label.texts[row] || `Row ${row + 1}`,
      values: plan.measures.map((measure) => measure.numbers[row] ?? 0),
    })),
    notes: rows.length === 0 ? ["Every row has an empty cell, so there is no chart of them."] : missingNote(view.rows.length - rows.length),
  };
}

const rounded = (value: number): number => Number(value.toPrecision(10));

export interface Bin {
  label: string;
  count: number;
}

/** Bins of equal width, as many as Sturges' rule gives. */
export function binsOf(values: number[], format: (value: number) => string): Bin[] {
  const low = Math.min(...values);
  const high = Math.max(...values);
  const bins = high === low ? 1 : Math.ceil(Math.log2(values.length)) + 1;
  const width = exactSum([high, -low]) / bins || 1;
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of values) {
    const bin = Math.min(Math.floor((value - low) / width), bins - 1);
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((n, i) => ({ label: `${format(rounded(low + i * width))} to ${format(rounded(low + (i + 1) * width))}`, count: n }));
}
