import type { UiNode } from "@/lib/genui/tree";
import { followUps, header, node, paragraph, plain, smallPrint } from "../ui";
import { drawChart, record } from "./chart";
import { isAdditive } from "./adds";
import { humanName } from "./names";
import { doubtNodes } from "./doubt";
import { insight, isGeneric, lowerFirst } from "./insight";
import { type Plan, planChart } from "./plan";
import { inTime } from "./series";
import { type Column, count } from "./table";
import { AGGREGATE_NAMES, columnsOf, groupRows, type View } from "./view";

const TABLE_ROWS_MAX = 50;

/** Title, computed insight, chart, table, what was left out, and what to ask next. */
export function presentData(view: View): UiNode[] {
  const plan = planChart(view);
  const drawn = drawChart(view, plan);
  const isRecord = view.rows.length === 1;
  const table = isRecord && drawn.nodes.length > 0 ? [] : view.rows.length === 1 ? [record(view)] : [tableOf(view, plan)];
  const missing = columnsOf(view).reduce((sum, column) => sum + view.rows.filter((row) => column.texts[row] === "").length, 0);
  const notes = [
    ...view.applied,
    ...view.table.notes,
    ...drawn.notes,
    ...(missing > 0 ? [`${count(missing, "empty cell")} skipped.`] : []),
    ...(view.rows.length > TABLE_ROWS_MAX && !view.group ? [`${TABLE_ROWS_MAX} of ${view.rows.length} rows shown.`] : []),
  ];
  const text = isRecord ? "" : view.rows.length === 0 ? "No row fits." : insight(view, plan);
  return [
    header(titleOf(view, plan), isRecord ? undefined : subtitleOf(view)),
    ...doubtNodes(view.table.doubts),
    ...(text === "" ? [] : [paragraph(text)]),
    ...(plan.kind === "table" ? table : [...drawn.nodes, ...table]),
    ...(notes.length > 0 ? [smallPrint(notes.map(plain).join(" "))] : []),
    ...(view.rows.length > 1 ? [followUps(suggestions(view, plan))] : []),
  ];
}

function subtitleOf(view: View): string {
  const all = view.table.rowCount;
  return view.rows.length === all
    ? `${count(all, "row")}, ${count(view.table.columns.length, "column")}`
    : `${view.rows.length} of ${count(all, "row")}`;
}

function titleOf(view: View, plan: Plan): string {
  if (view.table.title && !view.group) return humanName(view.table.title);
  if (view.group) {
    const { by, measure, aggregate } = view.group;
    return measure
      ? `${AGGREGATE_NAMES[aggregate]} ${lowerFirst(humanName(measure.name))} by ${lowerFirst(humanName(by.name))}`
      : `Rows by ${lowerFirst(humanName(by.name))}`;
  }
  const names = plan.measures.filter((column) => !isGeneric(column)).map((column) => humanName(column.name));
  const label = plan.label && !isGeneric(plan.label) ? lowerFirst(humanName(plan.label.name)) : null;
  if (plan.isWide && plan.label) return `By ${label ?? "row"}`;
  if (plan.kind === "scatter" && names.length === 2) return `${names[1]} by ${lowerFirst(names[0] ?? "")}`;
  const prefix =
    plan.aggregate && plan.aggregate !== "count" && names.length > 0
      ? `${AGGREGATE_NAMES[plan.aggregate]} ${lowerFirst(names[0] ?? "")}`
      : names.length > 2
        ? `${names.slice(0, -1).join(", ")} and ${lowerFirst(names.at(-1) ?? "")}`
        : names.join(" and ");
  if (prefix !== "" && label) return `${prefix} by ${label}`;
  if (plan.aggregate === "count" && label) return `Rows by ${label}`;
  if (prefix !== "") return prefix;
  const headed = columnsOf(view)
    .filter((column) => !isGeneric(column))
    .slice(0, 3)
    .map((column) => humanName(column.name));
  return headed.length > 1
    ? `${headed.slice(0, -1).join(", ")} and ${lowerFirst(headed.at(-1) ?? "")}`
    : view.table.isRecord
      ? "Record"
      : "Your data";
}

function tableOf(view: View, plan: Plan): UiNode {
  if (view.group) return groupTable(view, view.group);
  const columns = columnsOf(view);
  // The table follows the chart in time, otherwise the paste.
  const rows = inTime(view, plan.label).slice(0, TABLE_ROWS_MAX);
  return node("Table", {
    columns: columns.map((column) => node("Col", { label: headingOf(column), type: isNumbers(column) ? "number" : "string" })),
    rows: rows.map((row) => columns.map((column) => cellOf(column, row))),
  });
}

/** Whether a table shows numbers, and not what was written. */
const isNumbers = (column: Column): boolean => column.kind === "number" && !column.isAsWritten;

const headingOf = (column: Column): string =>
  isNumbers(column) && column.unit ? `${humanName(column.name)} (${column.unit})` : humanName(column.name);

function cellOf(column: Column, row: number): string | number {
  const value = column.numbers[row];
  if (column.kind === "number" && !column.isAsWritten && value !== null && value !== undefined) return value;
  return plain(column.texts[row] ?? "");
}

function groupTable(view: View, group: NonNullable<View["group"]>): UiNode {
  const { by, measure, aggregate } = group;
  const rows = groupRows(view, by, measure, aggregate);
  if (!view.isSorted && by.kind !== "time") rows.sort((a, b) => (b.value ?? 0) - (a.value ?? 0));
  const heading = measure ? `${AGGREGATE_NAMES[aggregate]} ${lowerFirst(headingOf(measure))}` : "Rows";
  const columns = [node("Col", { label: headingOf(by), type: "string" }), node("Col", { label: heading, type: "number" })];
  const isCounted = measure !== null && rows.some((row) => row.count > 1);
  return node("Table", {
    columns: isCounted ? [...columns, node("Col", { label: "Rows", type: "number" })] : columns,
    rows: rows.slice(0, TABLE_ROWS_MAX).map((row) => {
      const cells = [plain(row.label), row.value === null ? "" : Number(row.value.toPrecision(10))];
      return isCounted ? [...cells, row.count] : cells;
    }),
  });
}

/** Requests this engine understands, made of the names of this table. */
function suggestions(view: View, plan: Plan): string[] {
  const columns = view.table.columns;
  const measure = plan.measures[0] ?? columns.find((column) => column.kind === "number");
  const category = columns.find(
    (column) => (column.kind === "category" || column.kind === "boolean") && column.unique > 1 && column.unique < view.table.rowCount,
  );
  const time = plan.label?.kind === "time";
  const list: string[] = [];
  if (plan.kind === "table" && measure) list.push(`Show ${measure.name} as a bar chart`);
  if (time) list.push(plan.kind === "area" ? "Show as a line chart" : "Show as an area chart");
  else if (
    measure &&
    plan.kind !== "pie" &&
    plan.kind !== "donut" &&
    plan.kind !== "table" &&
    view.rows.length <= 12 &&
    isAdditive(measure)
  )
    list.push("Show as a pie chart");
  else if (measure && plan.kind !== "table" && plan.kind !== "bar") list.push("Show as a bar chart");
  if (measure && view.rows.length > 3) list.push(`Top 3 by ${measure.name}`, `Sort by ${measure.name}`);
  if (measure && category && !view.group) list.push(`Average ${measure.name} by ${category.name}`);
  if (plan.kind !== "table") list.push("Show only the table");
  if (measure) list.push(`What is the ${isAdditive(measure) ? "total" : "average"} ${measure.name}?`);
  if (!measure && category) list.push(`How many rows by ${category.name}?`);
  if (list.length < 2) list.push("How many rows are there?");
  return list.slice(0, 4);
}
