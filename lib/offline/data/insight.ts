import { plain } from "../ui";
import { addsUp, isAdditive } from "./adds";
import { humanName } from "./names";
import { formatComputed, formatNumber } from "./number";
import { isPlace, type Plan } from "./plan";
import { seriesOf, splitCells, wideCells } from "./series";
import type { Column } from "./table";
import { AGGREGATE_NAMES, aggregate, exactSum, type View } from "./view";

const bold = (text: string): string => `**${plain(text)}**`;

/** One or two computed sentences about what the chart shows; empty when there is nothing to compute. */
export function insight(view: View, plan: Plan): string {
  const [measure, second] = plan.measures;
  if (plan.kind === "scatter" && isPlace(measure) && isPlace(second)) return `${view.rows.length} places.`;
  if (plan.kind === "scatter" && measure && second) return correlation(view, measure, second);
  if (plan.kind === "histogram" && measure) return spread(view, measure);
  if (plan.isWide || plan.split) return splitInsight(view, plan);
  if (!measure) return plan.aggregate === "count" && plan.label ? countInsight(view, plan) : `${view.rows.length} rows.`;
  const { labels, series } = seriesOf(view, plan, false);
  const points = labels.map((label, i) => ({ label, value: series[0]?.values[i] ?? 0 }));
  if (points.length === 0) return "There is no number to show.";
  const name = nameOf(measure, plan);
  return plan.label?.kind === "time" && points.length > 1 && !view.isSorted
    ? change(name, points, measure)
    : extremes(name, points, measure, { view, plan });
}

function nameOf(measure: Column, plan: Plan): string {
  const name = humanName(measure.name);
  return plan.aggregate && plan.aggregate !== "count"
    ? `${AGGREGATE_NAMES[plan.aggregate]} ${name.toLowerCase() === name ? name : lowerFirst(name)}`
    : name;
}

/** `Revenue` → `revenue`, `GDP` stays. */
export const lowerFirst = (name: string): string => (/^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name);

/** A name this engine gave, not the user. */
export const isGeneric = (column: Column): boolean => /^(?:value|item|position|column \d+|label)$/i.test(column.name);

const signed = (text: string, difference: number): string => text.replace(/^(about )?/, `$1${difference < 0 ? "-" : "+"}`);

interface Point {
  label: string;
  value: number;
}

const highest = (points: Point[]): Point => points.reduce((best, point) => (point.value > best.value ? point : best));
const lowest = (points: Point[]): Point => points.reduce((best, point) => (point.value < best.value ? point : best));

function change(name: string, points: Point[], measure: Column): string {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last) return "";
  const show = (value: number): string => formatNumber(value, measure.unit);
  const difference = exactSum([last.value, -first.value]);
  const percent =
    first.value > 0 && measure.unit !== "%"
      ? ` (${signed(formatComputed((Math.abs(difference) / first.value) * 100, "%"), difference)})`
      : "";
  const verb = difference > 0 ? "rose" : difference < 0 ? "fell" : "was the same";
  const way =
    difference === 0
      ? `${show(first.value)} in ${bold(first.label)} and in ${bold(last.label)}`
      : `from ${show(first.value)} (${plain(first.label)}) to ${show(last.value)} (${plain(last.label)})${percent}`;
  const [high, low] = [highest(points), lowest(points)];
  const range =
    high.value === low.value || points.length < 3
      ? ""
      : ` Highest: ${bold(high.label)} with ${show(high.value)}; lowest: ${bold(low.label)} with ${show(low.value)}.`;
  return `${plain(name)} ${verb} ${difference === 0 ? `– ${way}` : way}.${range}`;
}

function extremes(name: string, points: Point[], measure: Column, { view, plan }: { view: View; plan: Plan }): string {
  const show = (value: number): string => (plan.aggregate === "mean" ? formatComputed : formatNumber)(value, measure.unit);
  const [high, low] = [highest(points), lowest(points)];
  if (points.length === 1) return `${plain(name)} of ${bold(high.label)}: ${show(high.value)}.`;
  if (high.value === low.value) return `All ${points.length} have the same ${plain(lowerFirst(name))}: ${show(high.value)}.`;
  const values = points.map((point) => point.value);
  const isSummed =
    addsUp(measure, view.table.title) && (plan.aggregate === null || plan.aggregate === "sum") && values.every((value) => value >= 0);
  const total = exactSum(values);
  const share = isSummed && total > 0 ? `, ${formatComputed((high.value / total) * 100, "%")} of the total ${show(total)}` : "";
  if (isGeneric(measure))
    return `Highest: ${bold(high.label)} with ${show(high.value)}${share}; lowest: ${bold(low.label)} with ${show(low.value)}.`;
  return `${plain(name)} is highest for ${bold(high.label)} with ${show(high.value)}${share}, and lowest for ${bold(low.label)} with ${show(low.value)}.`;
}

function splitInsight(view: View, plan: Plan): string {
  const points = plan.isWide ? wideCells(view, plan) : splitCells(view, plan);
  const [measure] = plan.measures;
  if (points.length === 0 || !measure) return "";
  const unit = measure.unit;
  const totals =
    isAdditive(measure) && plan.aggregate === "sum"
      ? [...new Set(points.map(({ name }) => name))].map((name) => ({
          label: name,
          value: exactSum(points.flatMap((point) => (point.name === name ? [point.value] : []))),
        }))
      : [];
  const [high, low] = [highest(points), lowest(points)];
  const sum = totals.length > 1 ? ` Largest total: ${bold(highest(totals).label)} with ${formatNumber(highest(totals).value, unit)}.` : "";
  return `Highest: ${bold(high.label)} with ${formatNumber(high.value, unit)}; lowest: ${bold(low.label)} with ${formatNumber(low.value, unit)}.${sum}`;
}

function countInsight(view: View, plan: Plan): string {
  const { labels, series } = seriesOf(view, plan, false);
  const points = labels.map((label, i) => ({ label, value: series[0]?.values[i] ?? 0 }));
  if (points.length === 0) return "";
  const top = highest(points);
  return `${view.rows.length} rows in ${points.length} groups. Most frequent: ${bold(top.label)} with ${formatNumber(top.value)}.`;
}

function correlation(view: View, x: Column, y: Column): string {
  const pairs = view.rows.flatMap((row) => {
    const [a, b] = [x.numbers[row], y.numbers[row]];
    return a === null || a === undefined || b === null || b === undefined ? [] : [[a, b] as const];
  });
  const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(pairs.map(([a]) => a)), mean(pairs.map(([, b]) => b))];
  const [sxy, sxx, syy] = pairs.reduce(([p, q, r], [a, b]) => [p + (a - mx) * (b - my), q + (a - mx) ** 2, r + (b - my) ** 2], [0, 0, 0]);
  if (pairs.length < 3 || sxx === 0 || syy === 0) return `${pairs.length} points.`;
  const r = sxy / Math.sqrt(sxx * syy);
  const strength = Math.abs(r) >= 0.7 ? "strong" : Math.abs(r) >= 0.3 ? "moderate" : "weak";
  return `${pairs.length} points. Linear correlation of ${plain(humanName(x.name))} and ${plain(humanName(y.name))}: r = ${r.toFixed(2)} (${strength}${Math.abs(r) >= 0.3 ? (r > 0 ? ", rising" : ", falling") : ""}).`;
}

function spread(view: View, measure: Column): string {
  const values = view.rows.map((row) => measure.numbers[row] ?? null);
  const show = (value: number | null): string => (value === null ? "–" : formatComputed(value, measure.unit));
  return `${values.filter((value) => value !== null).length} values of ${plain(humanName(measure.name))}: from ${show(aggregate(values, "min"))} to ${show(aggregate(values, "max"))}, median ${show(aggregate(values, "median"))}, average ${show(aggregate(values, "mean"))}.`;
}
