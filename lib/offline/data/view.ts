import { isAdditive } from "./adds";
import type { Column, Table } from "./table";

export type ChartKind =
  | "table"
  | "bar"
  | "horizontal"
  | "line"
  | "area"
  | "pie"
  | "donut"
  | "radar"
  | "radial"
  | "segmented"
  | "scatter"
  | "histogram"
  | "cards";
export type Aggregate = "sum" | "mean" | "median" | "min" | "max" | "count";

/** What of a table is to be seen, and how. Rows are indexes into the table, in the order to show. */
export interface View {
  table: Table;
  rows: number[];
  /** Columns that were asked for; null shows all. */
  columns: Column[] | null;
  chart: ChartKind | null;
  isStacked: boolean;
  isSorted: boolean;
  group: { by: Column; aggregate: Aggregate; measure: Column | null } | null;
  /** What was done to the data, in sentences. */
  applied: string[];
}

export function viewOf(table: Table): View {
  const rows: number[] = [];
  for (let i = 0; i < table.rowCount; i++) rows.push(i);
  return {
    table,
    rows,
    columns: null,
    chart: null,
    isStacked: false,
    isSorted: false,
    group: null,
    applied: [],
  };
}

export function columnsOf(view: View): Column[] {
  return view.columns ?? view.table.columns;
}

export const AGGREGATE_NAMES: Record<Aggregate, string> = {
  sum: "Total",
  mean: "Average",
  median: "Median",
  min: "Lowest",
  max: "Highest",
  count: "Number",
};

/** The aggregate of the numbers that are there; null when there are none. */
export function aggregate(values: (number | null)[], kind: Aggregate): number | null {
  const numbers = values.filter((value) => value !== null);
  if (kind === "count") return values.length;
  if (numbers.length === 0) return null;
  const sorted = kind === "median" ? [...numbers].sort((a, b) => a - b) : numbers;
  switch (kind) {
    case "sum":
      return exactSum(numbers);
    case "mean":
      return exactSum(numbers) / numbers.length;
    case "min":
      return numbers.reduce((a, b) => Math.min(a, b));
    case "max":
      return numbers.reduce((a, b) => Math.max(a, b));
    case "median": {
      const middle = Math.floor(sorted.length / 2);
      const upper = sorted[middle] ?? 0;
      return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? 0) + upper) / 2;
    }
  }
}

/** Adds without the noise of binary fractions: 0.1 + 0.2 is 0.3. */
export function exactSum(numbers: number[]): number {
  return Number(numbers.reduce((a, b) => a + b, 0).toPrecision(14));
}

/** Sum where a sum means something, otherwise the mean. */
export function naturalAggregate(measure: Column): Aggregate {
  return isAdditive(measure) ? "sum" : "mean";
}

/** One row per value of `by`, in order of first appearance. `measure` null counts rows. */
export function groupRows(
  view: View,
  by: Column,
  measure: Column | null,
  kind: Aggregate,
): { label: string; value: number | null; count: number }[] {
  const groups = new Map<string, number[]>();
  for (const row of view.rows) {
    const label = by.texts[row] || "(empty)";
    const group = groups.get(label);
    if (group) group.push(row);
    else groups.set(label, [row]);
  }
  return [...groups].map(([label, rows]) => ({
    label,
    value:
      measure === null
        ? rows.length
        : aggregate(
            rows.map((row) => measure.numbers[row] ?? null),
            kind,
          ),
    count: rows.length,
  }));
}
