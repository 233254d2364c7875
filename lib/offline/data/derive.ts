import { humanName } from "./names";
import { lowerFirst } from "./insight";
import { type Mention, mentionedColumns } from "./mention";
import type { Column, Table } from "./table";

/** A table with a column computed of two others, and the text with its name where the computation stood. */
export interface Derived {
  table: Table;
  text: string;
}

type Operator = "minus" | "plus" | "times" | "by";

const BETWEEN: [RegExp, Operator][] = [
  [/^\s*(?:minus|less|without|[-−–])\s*(?:the\s)?$/i, "minus"],
  [/^\s*(?:plus|\+)\s*(?:the\s)?$/i, "plus"],
  [/^\s*(?:times|multiplied by|[×*])\s*(?:the\s)?$/i, "times"],
  [/^\s*(?:divided by|over|[/÷])\s*(?:the\s)?$/i, "by"],
];
const DIFFERENCE = /\bdifference\s(?:between|of)\s(?:the\s)?$/i;
const RATIO = /\bratio\s(?:of|between)\s(?:the\s)?$/i;

/** "Sales minus cost", "the difference between sales and cost", "profit (sales - cost)"; null when nothing is to be computed. */
export function derived(text: string, table: Table): Derived | null {
  if (text.length > 2000) return null;
  const numbers = mentionedColumns(text, table).filter(({ value }) => value.kind === "number");
  for (const [i, a] of numbers.entries()) {
    const b = numbers[i + 1];
    if (!b) return null;
    const found = operatorOf(text, a, b);
    if (found) return withColumn(text, table, a, b, found);
  }
  return null;
}

interface Found {
  operator: Operator;
  from: number;
}

function operatorOf(text: string, a: Mention<Column>, b: Mention<Column>): Found | null {
  const between = text.slice(a.to, b.from);
  const named = BETWEEN.find(([pattern]) => pattern.test(between));
  if (named) return { operator: named[1], from: a.from };
  const before = text.slice(0, a.from);
  const isPair = /^\s*(?:and|to)\s*(?:the\s)?$/i.test(between);
  const difference = isPair ? DIFFERENCE.exec(before) : null;
  if (difference) return { operator: "minus", from: difference.index };
  const ratio = isPair ? RATIO.exec(before) : null;
  return ratio ? { operator: "by", from: ratio.index } : null;
}

const SIGNS = { minus: "minus", plus: "plus", times: "times" };

function withColumn(text: string, table: Table, a: Mention<Column>, b: Mention<Column>, { operator, from }: Found): Derived {
  const rest = `${text.slice(0, from)} ${text.slice(b.to)}`
    .replace(/\(\s*\)/, " ")
    .replace(/=\s*$/, " ")
    .trim();
  const own = ownName(rest, table);
  const [left, right] = [humanName(a.value.name), lowerFirst(humanName(b.value.name))];
  // Ratios do not add up, and their name says that they are some.
  const plainName = operator === "by" ? `Ratio of ${lowerFirst(left)} to ${right}` : `${left} ${SIGNS[operator]} ${right}`;
  const name = own === null ? plainName : operator === "by" ? `${own} (ratio)` : own;
  const numbers = a.value.numbers.map((value, row) => computed(value, b.value.numbers[row] ?? null, operator));
  const sum = operator === "minus" || operator === "plus";
  const column: Column = {
    ...a.value,
    name,
    numbers,
    texts: numbers.map((value) => (value === null ? "" : String(value))),
    missing: numbers.filter((value) => value === null).length,
    unit: sum && a.value.unit === b.value.unit ? a.value.unit : null,
  };
  const asked = own === null ? `show ${name} ${rest}` : `show ${rest}`;
  return { table: { ...table, columns: [...table.columns, column] }, text: asked };
}

function computed(a: number | null, b: number | null, operator: Operator): number | null {
  if (a === null || b === null || (operator === "by" && b === 0)) return null;
  const value = { minus: a - b, plus: a + b, times: a * b, by: b === 0 ? 0 : a / b }[operator];
  return operator === "by" ? Math.round(value * 10_000) / 10_000 : Number(value.toPrecision(12));
}

const SMALL = new Set(
  "show me the a an and what is are was were add compute calculate give plot chart graph draw table bar line pie as by per for each of in with to it its column new called name sort sorted highest lowest total average sum now please only top".split(
    " ",
  ),
);

/** "Profit per region (…)": the word that is no column and asks nothing is what the new column is called. */
function ownName(rest: string, table: Table): string | null {
  const columns = mentionedColumns(rest, table);
  for (const match of rest.matchAll(/[\p{L}]{3,30}/gu)) {
    const isColumn = columns.some(({ from, to }) => from <= match.index && match.index < to);
    if (!isColumn && !SMALL.has(match[0].toLowerCase())) return match[0];
  }
  return null;
}
