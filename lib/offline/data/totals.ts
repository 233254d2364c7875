import { humanName } from "./names";
import { formatNumber } from "./number";
import type { Column, RawTable, Table } from "./table";
import { exactSum } from "./view";

const TOTAL =
  /^(?:(?:grand|overall|sub)?[\s-]?totals?|sum|sums|all|altogether|in total|gesamt|gesamtsumme|insgesamt|summe|zwischensumme|total général|totaux|somme|ensemble|totales|suma|soma|totale|totaal|合計|合计|总计|總計|小計|小计|합계|итого|всего|المجموع|الإجمالي)\b[\s:.]*$|^(?:合計|合计|总计|總計|小計|小计|합계|итого|всего|المجموع|الإجمالي)[\s:.]*$/i;
const MEAN = /^(?:averages?|avg\.?|mean|durchschnitt|mittelwert|moyenne|promedio|media|média|平均)[\s:.]*$/i;

interface Summary {
  rows: number[];
  notes: string[];
}

/** The rows that sum up the others, and sentences about them; null when there are none. */
export function summaryOf(raw: RawTable, table: Table): Summary | null {
  if (raw.isRecord || table.rowCount < 3) return null;
  const label = table.columns.find((column) => column.kind !== "number");
  if (!label || label.texts.length < 3) return null;
  const rows = label.texts.flatMap((text, row) => (isSummary(text, row, table.rowCount) ? [row] : []));
  if (rows.length === 0 || table.rowCount - rows.length < 2) return null;
  const measures = table.columns.filter((column) => column.kind === "number");
  if (measures.length === 0) return null;
  return { rows, notes: rows.map((row) => noteOf(label.texts[row] ?? "", row, rows, measures, raw.rows.length)) };
}

/** "Total" in the first or last rows, subtotals and averages wherever they stand. */
function isSummary(text: string, row: number, count: number): boolean {
  if (text.length > 24) return false;
  const name = text.replace(/[*_]/g, "").trim();
  if (/^(?:sub-?\s?total|zwischensumme|小計|小计)/i.test(name)) return true;
  return (row === 0 || row >= count - 3) && (TOTAL.test(name) || MEAN.test(name));
}

function noteOf(name: string, row: number, rows: number[], measures: Column[], count: number): string {
  const others = Array.from({ length: count }, (_, i) => i).filter((i) => !rows.includes(i));
  const said = measures.flatMap((column) => {
    const value = column.numbers[row];
    return value === null || value === undefined ? [] : [`${humanName(column.name)} ${formatNumber(value, column.unit)}`];
  });
  const wrong = measures.flatMap((column) => {
    const value = column.numbers[row];
    const sum = exactSum(others.map((i) => column.numbers[i] ?? 0));
    const isSum = value === null || value === undefined || Math.abs(sum - value) <= Math.max(0.006, Math.abs(value) * 0.002);
    return isSum ? [] : [`${humanName(column.name)} of the other rows adds up to ${formatNumber(sum, column.unit)}`];
  });
  const isChecked = rows.length === 1 && TOTAL.test(name.replace(/[*_]/g, "").trim());
  const tail = isChecked && wrong.length > 0 && wrong.length < measures.length + 1 && measures.length === 1 ? ` ${wrong.join("; ")}.` : "";
  return `${name.replace(/[*_]/g, "")}: ${said.join(", ")}. This row sums up the others and is not counted again.${tail}`;
}
