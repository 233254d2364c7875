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

/** The numbers of a chart. Rows without a number are left out and counted. */
export function seriesOf(view: View, plan: Plan): Series {
  if (plan.isWide && plan.label) return wideSeries(view, plan, plan.label);
  if (plan.split && plan.label) return splitSeries(view, plan, plan.label, plan.split);
  if (plan.aggregate && plan.label) return groupedSeries(view, plan, plan.label, plan.aggregate);
  return rowSeries(view, plan);
}

function rowSeries(view: View, plan: Plan): Series {
  const rows = inTime(view, plan.label).filter((row) => plan.measures.every((measure) => measure.numbers[row] !== null));
  const notes = missingNote(view.rows.length - rows.length);
  const isRanking = plan.kind === "horizontal" && plan.label?.kind !== "time" && !view.isSorted;
  const [first] = plan.measures;
  const ordered = isRanking && first ? [...rows].sort((a, b) => (first.numbers[b] ?? 0) - (first.numbers[a] ?? 0)) : rows;
  const shown = capped(ordered, plan, notes);
  return {
    labels: shown.map((row) => plan.label?.texts[row] || (plan.label ? "(empty)" : `#${row + 1}`)),
    series: plan.measures.map((measure) => ({ category: measure.name, values: shown.map((row) => measure.numbers[row] ?? 0) })),
    notes,
  };
}

function missingNote(missing: number): string[] {
  return missing > 0 ? [`${count(missing, "row")} without a number ${missing === 1 ? "is" : "are"} not in the chart.`] : [];
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

function groupedSeries(view: View, plan: Plan, label: Column, kind: NonNullable<Plan["aggregate"]>): Series {
  const [measure] = plan.measures;
  const groups = groupRows({ ...view, rows: inTime(view, label) }, label, measure ?? null, kind);
  const filled = groups.filter((group) => group.value !== null);
  const notes =
    filled.length < groups.length ? [`${count(groups.length - filled.length, "group")} without a number not in the chart.`] : [];
  const ordered = label.kind === "time" || view.isSorted ? filled : [...filled].sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const shown = capped(ordered, plan, notes);
  return {
    labels: shown.map((group) => group.label),
    series: [{ category: measure?.name ?? "Count", values: shown.map((group) => rounded(group.value ?? 0)) }],
    notes,
  };
}

function splitSeries(view: View, plan: Plan, label: Column, split: Column): Series {
  const [measure] = plan.measures;
  const kind = plan.aggregate ?? "sum";
  const labels = [...new Set(inTime(view, label).map((row) => label.texts[row] || "(empty)"))];
  const cells = new Map<string, number[]>();
  const totals = new Map<string, number>();
  for (const row of view.rows) {
    const value = measure ? (measure.numbers[row] ?? null) : 1;
    if (value === null) continue;
    const [at, name] = [label.texts[row] || "(empty)", split.texts[row] || "(empty)"];
    const key = `${name}\u0000${at}`;
    const cell = cells.get(key);
    if (cell) cell.push(value);
    else cells.set(key, [value]);
    totals.set(name, (totals.get(name) ?? 0) + Math.abs(value));
  }
  const notes: string[] = [];
  const shown = capped(labels, plan, notes);
  const names = [...totals.keys()];
  const kept =
    names.length > LINES_MAX
      ? new Set([...names].sort((a, b) => (totals.get(b) ?? 0) - (totals.get(a) ?? 0)).slice(0, LINES_MAX - 1))
      : new Set(names);
  if (kept.size < names.length) notes.push(`The ${kept.size} largest of ${names.length} series are drawn.`);
  let empty = 0;
  const series = [...kept].map((category) => ({
    category,
    values: shown.map((at) => {
      const value = aggregate(cells.get(`${category}\u0000${at}`) ?? [], kind);
      if (value === null) empty++;
      return rounded(value ?? 0);
    }),
  }));
  if (empty > 0) notes.push(`${count(empty, "combination")} without data ${empty === 1 ? "is" : "are"} drawn as 0.`);
  return { labels: shown, series, notes };
}

function wideSeries(view: View, plan: Plan, label: Column): Series {
  const rows = view.rows.filter((row) => plan.measures.every((measure) => measure.numbers[row] !== null));
  return {
    labels: plan.measures.map((measure) => measure.name),
    series: rows.map((row) => ({
      category: label.texts[row] || `Row ${row + 1}`,
      values: plan.measures.map((measure) => measure.numbers[row] ?? 0),
    })),
    notes: missingNote(view.rows.length - rows.length),
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
