import { COUNT, countOf } from "../words";
import { comparisons, type Filter, valueFilters } from "./filter";
import { type ColumnValue, type Mention, mentionedColumns, mentionedValues } from "./mention";
import type { Column, Table } from "./table";
import type { Aggregate, ChartKind } from "./view";

/** What someone asks of a table. */
export interface Wish {
  chart: ChartKind | null;
  isStacked: boolean | null;
  sort: { column: Column; isDescending: boolean } | null;
  limit: { rows: number; from: "top" | "bottom" | "first" | "last"; column: Column | null } | null;
  filters: Filter[];
  aggregate: { kind: Aggregate; measure: Column | null; by: Column | null } | null;
  /** "Which month had the highest revenue?" */
  extreme: { isHighest: boolean; isBoth: boolean; measure: Column; by: Column | null } | null;
  share: Filter | null;
  columns: Column[];
  dropped: Column[];
  isReset: boolean;
}

const CHARTS: [RegExp, ChartKind][] = [
  [/\bhorizontal(?:ly)?\b|\bsideways\b|\bbarh\b/i, "horizontal"],
  [/\b(?:donut|doughnut|ring)\b/i, "donut"],
  [/\bpies?\b/i, "pie"],
  [/\b(?:radial)\b/i, "radial"],
  [/\b(?:radar|spider|web chart)\b/i, "radar"],
  [/\b(?:segmented|single (?:stacked )?bar)\b/i, "segmented"],
  [/\bscatter(?:\s?plot)?\b|\bcorrelat|\brelation(?:ship)?s?\b/i, "scatter"],
  [/\bhistogram\b|\bdistribution of\b/i, "histogram"],
  [/\barea\b(?=.*\b(?:chart|graph|plot)\b)|\b(?:chart|graph|plot)\b.*\barea\b|\b(?:an?|as|to|use) area\b/i, "area"],
  [/^\W*area\W*$/i, "area"],
  [/\b(?:line|lines)\b|\btrend\b|\bover time\b/i, "line"],
  [/\b(?:bars?|columns? (?:chart|graph)|stacked|grouped|bargraph|barchart)\b/i, "bar"],
  [/\bcards?\b/i, "cards"],
  [/\b(?:table|tabular|tabulate|grid|spreadsheet|no chart|without (?:a )?chart)\b/i, "table"],
  [/\b(?:share|breakdown|break down|proportions?|composition|parts? of|percentage of (?:the )?total)\b/i, "donut"],
];

const AGGREGATES: [RegExp, Aggregate][] = [
  [/\b(?:average|averages|mean|avg|on average)\b/i, "mean"],
  [/\bmedian\b/i, "median"],
  [/\b(?:total|totals|sum|sums|add up|altogether|in all|overall|how much)\b/i, "sum"],
  [/\b(?:how many|count|counts|number of|how often|frequency|frequencies)\b/i, "count"],
  [/\b(?:maximum|max)\b/i, "max"],
  [/\b(?:minimum|min)\b/i, "min"],
];

const HIGH =
  /\b(?:highest|most|largest|biggest|greatest|best|top|peak|peaked|maximum|max|strongest|longest|oldest|tallest|fastest|heaviest|expensive|richest)\b/i;
const LOW = /\b(?:lowest|least|smallest|fewest|worst|bottom|minimum|min|weakest|shortest|youngest|slowest|lightest|cheapest|poorest)\b/i;
const ASCENDING =
  /\b(?:asc|ascending|increasing|lowest|smallest|least|fewest|low to high|a-z|a to z|alphabetical(?:ly)?|chronological(?:ly)?|oldest|earliest|cheapest|upwards?|rising)\b/i;
const DESCENDING =
  /\b(?:desc|descending|decreasing|highest|largest|biggest|most|high to low|z-a|z to a|reverse|newest|latest|best|top|greatest|downwards?|falling)\b/i;

/** Reads a request about a table. `isFirst` is the text around pasted data: there a value alone is no filter. */
export function readWish(text: string, table: Table, isFirst: boolean): Wish {
  const columns = mentionedColumns(text, table);
  const values = mentionedValues(text, table).filter(
    (value) => !columns.some((column) => column.from <= value.from && value.to <= column.to),
  );
  const numeric = columns.filter(({ value }) => value.kind === "number");
  const measures = table.columns.filter((column) => column.kind === "number");
  const measure = numeric[0]?.value ?? impliedColumn(text, measures) ?? (measures.length === 1 ? (measures[0] ?? null) : null);
  const by = groupColumn(text, columns, table);
  const asked = text.replace(
    /\b(?:this|the following|following|that|these|attached|my|our)\s+(?:\w+\s+)?(?:table|grid|spreadsheet)\b|\btable below\b/gi,
    " ",
  );
  const chart = readChart(asked);
  const dates = comparisons(text, columns, measure, table);
  const wish: Wish = {
    chart,
    isStacked: /\bstack(?:ed|ing)?\b/i.test(text) ? true : /\b(?:grouped|side by side|unstacked)\b/i.test(text) ? false : null,
    sort: null,
    limit: readLimit(isFirst ? text.replace(SPAN, " ") : text, measure ?? measures[0] ?? null),
    filters: [
      ...dates,
      ...valueFilters(
        text,
        values.filter(({ value }) => value.column.kind !== "time" || !dates.some((filter) => filter.column === value.column)),
        isFirst,
      ),
    ],
    aggregate: null,
    extreme: null,
    share: null,
    columns: [],
    dropped: [],
    isReset: /\b(?:reset|start over|everything again|all (?:the )?(?:rows|data)|original|undo|show (?:me )?(?:it )?all)\b/i.test(text),
  };
  wish.sort = readSort(text, columns, measure, table.columns);
  const named = columns.find(({ value }) => value.kind !== "number")?.value ?? null;
  wish.extreme = readExtreme(text, measure ?? (named ? (measures[0] ?? null) : null), named, wish);
  wish.share = readShare(text, values);
  if (!wish.extreme && !wish.share) wish.aggregate = readAggregate(text, measure, by, isFirst);
  if (wish.sort && by && !wish.aggregate && /\bby\b/i.test(text)) wish.aggregate = null;
  [wish.columns, wish.dropped] = readColumns(text, columns, wish, isFirst);
  return wish;
}

const GENERIC_CHART = /\b(?:charts?|graphs?|plots?|diagrams?|visuali[sz]\w*)\b/i;
const ONLY_TABLE = /\b(?:no|without|not|instead|only|just|rather)\b/i;

/** The chart that is named; a table beside "a chart" leaves the choice of chart open, as every chart comes with its table. */
function readChart(text: string): ChartKind | null {
  const kind = CHARTS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  return kind === "table" && GENERIC_CHART.test(text) && !ONLY_TABLE.test(text) ? null : kind;
}

/** Whether the text asks anything of the table at all. */
export function isEmptyWish(wish: Wish): boolean {
  return (
    wish.chart === null &&
    wish.isStacked === null &&
    !wish.sort &&
    !wish.limit &&
    wish.filters.length === 0 &&
    !wish.aggregate &&
    !wish.extreme &&
    !wish.share &&
    wish.columns.length === 0 &&
    wish.dropped.length === 0 &&
    !wish.isReset
  );
}

const IMPLIED: [RegExp, RegExp][] = [
  [/\b(?:expensive|cheap\w*|costl\w+|pric\w+)\b/i, /price|cost|amount|fee|value/i],
  [/\b(?:old\w*|young\w*)\b/i, /age/i],
  [/\b(?:tall\w*|short\w*|high\w*)\b/i, /height|elevation|altitude/i],
  [/\b(?:heav\w+|light\w*)\b/i, /weight|mass/i],
  [/\b(?:fast\w*|slow\w*)\b/i, /speed|velocity|mph|km\/h/i],
  [/\b(?:long\w*)\b/i, /length|duration|minutes|hours/i],
  [/\b(?:populous|populated)\b/i, /pop/i],
  [/\b(?:paid|earn\w*)\b/i, /salary|wage|income|pay/i],
];

/** The column an adjective is about: the most expensive has the highest price. */
function impliedColumn(text: string, measures: Column[]): Column | null {
  const [, names] = IMPLIED.find(([words, pattern]) => words.test(text) && measures.some((column) => pattern.test(column.name))) ?? [];
  return names ? (measures.find((column) => names.test(column.name)) ?? null) : null;
}

function groupColumn(text: string, columns: Mention<Column>[], table: Table): Column | null {
  const found = columns.find(
    ({ value, from }) =>
      value.kind !== "number" &&
      /\b(?:by|per|for each|in each|each|every|across|grouped by|of each)\s+(?:the\s+)?$/i.test(text.slice(0, from)),
  );
  if (found) return found.value;
  const unit = /\b(?:by|per|each)\s+(?:the\s+)?(category|group|type|item)\b/i.exec(text);
  if (!unit && /\b(?:each|each one|each of them|every one) ?\?/i.test(text))
    return table.columns.find((column) => column.kind === "category" && column.unique < table.rowCount) ?? null;
  return unit ? (table.columns.find((column) => column.kind === "category") ?? null) : null;
}

function readSort(text: string, columns: Mention<Column>[], measure: Column | null, all: Column[]): Wish["sort"] {
  const verb = /\b(?:sort|sorted|order|ordered|rank|ranked|ranking|arrange|arranged)\b/i.exec(text);
  const phrase =
    /\b(?:highest|largest|biggest|smallest|lowest|newest|oldest|most|least)\s+(?:first|to)\b|\balphabetical|\bchronological|\b(?:ascending|descending)\b/i.exec(
      text,
    );
  if (!verb && !phrase) return null;
  const at = verb?.index ?? phrase?.index ?? 0;
  const alphabetic = /\balphabetical/i.test(text)
    ? (columns.find(({ value }) => value.kind === "category")?.value ?? all.find(({ kind }) => kind === "category"))
    : undefined;
  const column =
    alphabetic ??
    columns.find(({ from }) => from > at)?.value ??
    columns[0]?.value ??
    measure ??
    all.find(({ kind }) => kind === "number") ??
    null;
  if (!column) return null;
  return { column, isDescending: DESCENDING.test(text) ? true : ASCENDING.test(text) ? false : column.kind === "number" };
}

const LIMIT = new RegExp(
  `\\b(top|bottom|first|last|largest|biggest|highest|best|lowest|smallest|worst|fewest|cheapest)\\s+(${COUNT})\\b`,
  "i",
);
const LIMIT_AFTER = new RegExp(`\\b(${COUNT})\\s+(largest|biggest|highest|best|most|lowest|smallest|worst|cheapest|least)\\b`, "i");

/** "Our first eight months" says what the data is, not how much of it to show. */
const SPAN = new RegExp(
  `\\b(?:our|my|their|his|her|its|your|the company['’]s|[\\p{L}]+['’]s|here (?:are|is) the|these are the|of the|for the|over the|in the)\\s+(?:first|last)\\s+${COUNT}\\s+(?:[\\p{L}]+\\s+)?(?:days?|weeks?|months?|quarters?|years?|seasons?|sprints?|games?|rounds?|hours?|sessions?)\\b`,
  "giu",
);

function readLimit(text: string, measure: Column | null): Wish["limit"] {
  const before = LIMIT.exec(text);
  const after = before ? null : LIMIT_AFTER.exec(text);
  const word = (before?.[1] ?? after?.[2] ?? "").toLowerCase();
  const rows = countOf(before?.[2] ?? after?.[1] ?? "");
  if (rows === null || rows < 1 || word === "") return null;
  if (word === "first" || word === "last") return { rows, from: word, column: null };
  return { rows, from: /bottom|lowest|smallest|worst|fewest|cheapest|least/.test(word) ? "bottom" : "top", column: measure };
}

/** "The best month" of a table with several rows a month is the month with the highest total. */
function readExtreme(text: string, measure: Column | null, by: Column | null, wish: Wish): Wish["extreme"] {
  if (!measure || wish.limit || wish.sort) return null;
  const isQuestion = /\b(?:which|what|who|when|where|find|tell me)\b/i.test(text) || /\?\s*$/.test(text);
  const isShort = text.trim().split(/\s+/).length <= 5;
  if (!isQuestion && !isShort) return null;
  const isLow = LOW.test(text);
  const isHigh = HIGH.test(text) && !/\b(?:at most|most of)\b/i.test(text);
  if (!isLow && !isHigh) return null;
  const isRepeated = by !== null && new Set(by.texts).size < by.texts.length;
  return { isHighest: isHigh, isBoth: isLow && isHigh, measure, by: isRepeated ? by : null };
}

function readShare(text: string, values: Mention<ColumnValue>[]): Filter | null {
  const [first] = values;
  if (
    !first ||
    !/\b(?:share|percent|percentage|proportion|fraction)\b|%/i.test(text) ||
    CHARTS.slice(0, -1).some(([pattern]) => pattern.test(text))
  )
    return null;
  return {
    type: "values",
    column: first.value.column,
    texts: values.filter(({ value }) => value.column === first.value.column).map(({ value }) => value.text),
    isExcluded: false,
  };
}

function readAggregate(text: string, measure: Column | null, by: Column | null, isFirst: boolean): Wish["aggregate"] {
  const kind = AGGREGATES.find(([pattern]) => pattern.test(text))?.[1] ?? null;
  if (kind === null)
    return by && /\bgroup(?:ed)?\b/i.test(text)
      ? { kind: "sum", measure, by }
      : by && measure && !isFirst && /\b(?:by|per)\b/i.test(text) && !/\bsort|order|rank|top\b/i.test(text)
        ? { kind: "sum", measure, by }
        : null;
  // Above pasted data a word like "total" is often part of its description; in a question it is what is asked.
  const isAsked =
    !isFirst ||
    by !== null ||
    /^\W*(?:what|how|calculate|compute|find|tell me|give me)\b[^\n]*$|\?\s*$/im.test(text.trim().split("\n").at(-1) ?? "");
  if (!isAsked) return null;
  if (kind === "count") return { kind, measure: null, by };
  return measure ? { kind, measure, by } : null;
}

function readColumns(text: string, columns: Mention<Column>[], wish: Wish, isFirst: boolean): [Column[], Column[]] {
  if (wish.aggregate || wish.extreme || wish.share || wish.sort || wish.limit) return [[], []];
  const free = columns.map(({ value }) => value).filter((column) => !wish.filters.some((filter) => filter.column === column));
  if (free.length === 0) return [[], []];
  if (/\b(?:hide|drop|remove|without|exclude|leave out)\b/i.test(text)) return [[], free];
  const isSelection =
    /\b(?:only|just|columns?|compare|against|vs|versus|relation(?:ship)?|correlat(?:ion|ed|es?)|show|plot|chart|graph|draw|display|as|by|see|visuali[sz]e)\b/i.test(
      text,
    );
  if (!isSelection) return [[], []];
  return isFirst && !free.some((column) => column.kind === "number") ? [[], []] : [free, []];
}
