import { typeTable } from "./columns";
import { humanName } from "./names";
import { mentionedColumns, mentionedValues } from "./mention";
import { parseNumber } from "./number";
import { type Column, rawTable, type Table } from "./table";
import type { View } from "./view";

/** The view over another table whose columns and rows stand where they stood. */
export function withTable(view: View, table: Table): View {
  const moved = (column: Column): Column => table.columns[view.table.columns.indexOf(column)] ?? column;
  const { group } = view;
  return {
    ...view,
    table,
    columns: view.columns?.map(moved) ?? null,
    group: group && { ...group, by: moved(group.by), measure: group.measure && moved(group.measure) },
  };
}

/** What a turn changes in the data itself: names, rows, currencies. Null when it changes nothing there. */
export function edited(view: View, text: string): View | null {
  const bare = text.trim().replace(/[.!]$/, "").replace(POLITE, "");
  return renamed(view, bare) ?? rowAdded(view, bare) ?? rowRemoved(view, bare) ?? scaled(view, bare);
}

const POLITE = /^(?:please|can you|could you|now|and|then|also)\s/i;
const RENAME = /^(?:rename|relabel|call)\s(.{1,80}?)\s(?:to|into|as)\s(.{1,80})$/i;
const KIND_OF_NAME = /^(?:the\s)?(?:column\s|row\s|value\s)?/i;

function renamed(view: View, text: string): View | null {
  const match = RENAME.exec(text);
  const from = (match?.[1] ?? "").replace(KIND_OF_NAME, "");
  const to = (match?.[2] ?? "").trim().replace(/^["“']|["”']$/g, "");
  if (!match || from === "" || to === "") return null;
  const { table } = view;
  const column = mentionedColumns(from, table)[0]?.value;
  if (column) {
    const columns = table.columns.map((one) => (one === column ? { ...one, name: to } : one));
    return noted(withTable(view, { ...table, columns }), `${humanName(column.name)} is called ${to}.`);
  }
  const value = mentionedValues(from, table)[0]?.value;
  if (!value) return null;
  const texts = value.column.texts.map((one) => (one === value.text ? to : one));
  const columns = table.columns.map((one) => (one === value.column ? { ...one, texts } : one));
  return noted(withTable(view, { ...table, columns }), `${value.text} is called ${to}.`);
}

const noted = (view: View, note: string): View => ({ ...view, applied: [...view.applied, note] });

const ADD =
  /^(?:add|append|insert)\s(?:an?\s|another\s|the\s)?(?:new\s)?(?:row|line|entry|record)?\s?(?:with\s|for\s|of\s)?:?\s?(.{1,300})$/i;

/** "Add East, Mar, 50, 20": one cell a column, in the order of the columns. */
function rowAdded(view: View, text: string): View | null {
  const said = ADD.exec(text)?.[1];
  if (said === undefined || view.group) return null;
  const { table } = view;
  const width = table.columns.length;
  const commas = said.split(/,(?!\d{3}(?!\d))\s?/).map((cell) => cell.trim());
  const words = said.split(/\s+/);
  const cells = commas.length === width ? commas : words.length === width ? words : null;
  if (!cells || !cells.every((cell, i) => fits(table.columns[i], cell))) return null;
  const rows = Array.from({ length: table.rowCount }, (_, row) => table.columns.map((column) => column.texts[row] ?? null));
  const header = table.columns.map(({ name }) => name);
  const raw = rawTable(header, [...rows, cells], { title: table.title, notes: table.notes });
  const next = withTable(view, typeTable(raw));
  return noted({ ...next, rows: [...view.rows, table.rowCount] }, `Added: ${cells.join(", ")}.`);
}

const fits = (column: Column | undefined, cell: string): boolean =>
  cell !== "" && (column?.kind !== "number" || parseNumber(cell) !== null);

const REMOVE =
  /^(?:remove|delete|drop)\s(?:the\s)?(?:(first|last)\s(?:row|line|entry)|(?:row|line|entry)\s(?:number\s|no\.?\s)?(\d{1,4}))$/i;

/** "Remove row 2", "delete the last row": by its place in what is shown. */
function rowRemoved(view: View, text: string): View | null {
  const match = REMOVE.exec(text);
  if (!match) return null;
  const at = match[2] ? Number(match[2]) - 1 : /first/i.test(match[1] ?? "") ? 0 : view.rows.length - 1;
  if (at < 0 || at >= view.rows.length) return null;
  const place = match[2] ? `Row ${match[2]}` : `The ${(match[1] ?? "").toLowerCase()} row`;
  return noted({ ...view, rows: view.rows.filter((_, i) => i !== at) }, `${place} was removed.`);
}

const CURRENCIES: [RegExp, string][] = [
  [/^(?:euros?|eur|€)$/i, "€"],
  [/^(?:us dollars?|dollars?|usd|\$|us\$)$/i, "$"],
  [/^(?:pounds?|gbp|£)$/i, "£"],
];
/** How the pairs are quoted: so many of the later for one of the earlier. */
const QUOTED = ["£", "€", "$"];
const CONVERT =
  /^(?:show |convert |give |put |everything |it |them |all |that |this ){0,3}(?:in|to|into)\s(euros?|eur|€|us dollars?|dollars?|usd|us\$|\$|pounds?|gbp|£)\s?(?:at|with|using|@|,)?\s?(?:an?\s|the\s)?(?:exchange\s)?(?:rate\s)?(?:of\s)?(\d{1,6}(?:[.,]\d{1,6})?)$/i;
const TIMES = /^(?:(multiply|divide)\s(?:it\s|them\s|everything\s|all\s)?by|times)\s(\d{1,9}(?:[.,]\d{1,6})?)(?:\sinstead)?$/i;

/** "In euros at 1.08": a rate over one is dollars for a euro, as it is quoted, so the dollars are divided. What was done is said. */
function scaled(view: View, text: string): View | null {
  const convert = CONVERT.exec(text);
  const times = convert ? null : TIMES.exec(text);
  const rate = parseNumber((convert?.[2] ?? times?.[2] ?? "").replace(",", "."))?.value;
  if (rate === undefined || rate <= 0) return null;
  const target = CURRENCIES.find(([pattern]) => pattern.test(convert?.[1] ?? ""))?.[1] ?? null;
  const money = view.table.columns.filter(
    (column) => column.kind === "number" && (convert === null || column.unit === null || QUOTED.includes(column.unit)),
  );
  if (money.length === 0 || (convert !== null && target === null)) return null;
  const source = money.find(({ unit }) => unit !== null)?.unit ?? (target === "$" ? "€" : "$");
  const isDivided = convert ? isQuotedFor(target ?? "", source, rate) : /^divide/i.test(text);
  const columns = view.table.columns.map((column) =>
    money.includes(column) ? converted(column, isDivided ? 1 / rate : rate, isDivided ? rate : null, target) : column,
  );
  const how = `${money.map(({ name }) => humanName(name)).join(" and ")} ${isDivided ? "divided" : "multiplied"} by ${rate}, each rounded to 0.01.`;
  return noted(withTable(view, { ...view.table, columns }), how);
}

/** Whether the rate says how many of the source one of the target costs. */
function isQuotedFor(target: string, source: string, rate: number): boolean {
  const isStronger = QUOTED.indexOf(target) < QUOTED.indexOf(source);
  return isStronger ? rate >= 1 : rate < 1;
}

function converted(column: Column, factor: number, divisor: number | null, unit: string | null): Column {
  const numbers = column.numbers.map((value) =>
    value === null ? null : Number((divisor === null ? value * factor : value / divisor).toPrecision(12)),
  );
  const shown = numbers.map((value) => (value === null ? null : Math.round(value * 100) / 100));
  return {
    ...column,
    numbers: shown,
    texts: shown.map((value) => (value === null ? "" : String(value))),
    unit: unit ?? column.unit,
  };
}
