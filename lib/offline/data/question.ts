import type { UiNode } from "@/lib/genui/tree";
import { figures, followUps, header, paragraph, plain, smallPrint } from "../ui";
import { filterText, matches } from "./apply";
import { humanName } from "./names";
import { lowerFirst } from "./insight";
import { formatComputed, formatNumber } from "./number";
import { type Column, count } from "./table";
import { AGGREGATE_NAMES, aggregate, groupRows, naturalAggregate, type View } from "./view";
import type { Wish } from "./wish";

/** One figure as the answer: an aggregate, the row with the highest or lowest value, or a share. Null when the wish asks for none. */
export function answerQuestion(view: View, wish: Wish): UiNode[] | null {
  if (wish.share) return share(view, wish.share);
  if (wish.extreme?.by) return extremeGroups(view, wish.extreme.by, wish.extreme);
  if (wish.extreme?.isBoth)
    return [...extreme(view, wish.extreme.measure, true).slice(0, -1), ...extreme(view, wish.extreme.measure, false).slice(1)];
  if (wish.extreme) return extreme(view, wish.extreme.measure, wish.extreme.isHighest);
  if (wish.aggregate && !wish.aggregate.by) return single(view, wish.aggregate.kind, wish.aggregate.measure);
  return null;
}

function single(view: View, kind: NonNullable<Wish["aggregate"]>["kind"], measure: Column | null): UiNode[] {
  const scope = view.applied.length > 0 ? view.applied.map(plain).join(" ") : `All ${count(view.table.rowCount, "row")}.`;
  if (kind === "count" || !measure) return result("Number of rows", formatNumber(view.rows.length), scope, []);
  const values = view.rows.map((row) => measure.numbers[row] ?? null);
  const value = aggregate(values, kind);
  const title = `${AGGREGATE_NAMES[kind]} ${lowerFirst(humanName(measure.name))}`;
  const used = values.filter((item) => item !== null).length;
  const missing = values.length - used;
  const note = `Computed from ${count(used, "value")}${missing > 0 ? `; ${count(missing, "empty cell")} skipped` : ""}. ${scope}`;
  return result(title, value === null ? "No numbers" : formatComputed(value, measure.unit), note, [`Show ${measure.name} as a bar chart`]);
}

function result(title: string, value: string, note: string, more: string[]): UiNode[] {
  return [header(title), figures([{ title, value, icon: "sigma" }]), smallPrint(note), followUps([...more, "Show only the table"])];
}

/** What names a row: its time or its first words. */
export function rowName(view: View, row: number): string {
  const columns = view.table.columns;
  const label =
    columns.find((column) => column.kind === "category" && column.unique === view.table.rowCount) ??
    columns.find((column) => column.kind === "time") ??
    columns.find((column) => column.kind === "category") ??
    columns.find((column) => column.kind === "id");
  return label?.texts[row] || `Row ${row + 1}`;
}

function extreme(view: View, measure: Column, isHighest: boolean): UiNode[] {
  const rows = view.rows.filter((row) => measure.numbers[row] !== null);
  const value = aggregate(
    rows.map((row) => measure.numbers[row] ?? null),
    isHighest ? "max" : "min",
  );
  if (value === null) return [header(humanName(measure.name)), paragraph("There is no number to compare.")];
  const winners = rows.filter((row) => measure.numbers[row] === value);
  const names = winners.slice(0, 5).map((row) => rowName(view, row));
  const title = `${isHighest ? "Highest" : "Lowest"} ${lowerFirst(humanName(measure.name))}`;
  const shown = formatNumber(value, measure.unit);
  const tie = winners.length > 1 ? ` ${winners.length} rows share this value.` : "";
  return [
    header(title),
    figures([{ title: names.join(", "), value: shown, icon: isHighest ? "arrow-up" : "arrow-down" }]),
    paragraph(`**${plain(names.join(", "))}** – ${plain(lowerFirst(humanName(measure.name)))} ${shown}.${tie}`),
    ...(view.applied.length > 0 ? [smallPrint(view.applied.map(plain).join(" "))] : []),
    followUps([`Sort by ${measure.name}`, `What is the average ${measure.name}?`]),
  ];
}

/** The group with the highest or lowest total, or average where a total means nothing; both ends when both are asked for. */
function extremeGroups(view: View, by: Column, asked: NonNullable<Wish["extreme"]>): UiNode[] {
  const { measure, isHighest, isBoth } = asked;
  const kind = naturalAggregate(measure);
  const groups = groupRows(view, by, measure, kind).flatMap(({ label, value }) => (value === null ? [] : [{ label, value }]));
  const ordered = groups.toSorted((a, b) => b.value - a.value);
  const ends = isBoth ? [ordered[0], ordered.at(-1)] : [isHighest ? ordered[0] : ordered.at(-1)];
  const what = `${AGGREGATE_NAMES[kind]} ${lowerFirst(humanName(measure.name))}`;
  const shown = ends.flatMap((end) => (end ? groups.filter(({ value }) => value === end.value) : []));
  const tellings = shown.map(
    ({ label, value }) => `**${plain(label)}** – ${plain(lowerFirst(what))} ${formatComputed(value, measure.unit)}.`,
  );
  const title = isBoth ? `Highest and lowest ${lowerFirst(what)}` : `${isHighest ? "Highest" : "Lowest"} ${lowerFirst(what)}`;
  return [
    header(title, `By ${lowerFirst(humanName(by.name))}`),
    figures(shown.map(({ label, value }) => ({ title: label, value: formatComputed(value, measure.unit), icon: "sigma" }))),
    paragraph(tellings.join(" ")),
    ...(view.applied.length > 0 ? [smallPrint(view.applied.map(plain).join(" "))] : []),
    followUps([`Total ${measure.name} by ${by.name}`, "Show only the table"]),
  ];
}

function share(view: View, filter: NonNullable<Wish["share"]>): UiNode[] | null {
  const measure = view.table.columns.find((column) => column.kind === "number");
  const all = Array.from({ length: view.table.rowCount }, (_, i) => i);
  const values = (rows: number[]): number =>
    aggregate(
      rows.map((row) => (measure ? (measure.numbers[row] ?? null) : 1)),
      "sum",
    ) ?? 0;
  const [part, total] = [values(all.filter((row) => matches(filter, row))), values(all)];
  if (total <= 0) return null;
  const what = measure ? lowerFirst(humanName(measure.name)) : "rows";
  return [
    header(`Share of ${what}`, filterText(filter)),
    figures([{ title: filterText(filter), value: formatComputed((part / total) * 100, "%"), icon: "percent" }]),
    smallPrint(`${formatNumber(part, measure?.unit)} of ${formatNumber(total, measure?.unit)}.`),
    followUps(["Show as a pie chart", "Show only the table"]),
  ];
}
