import type { ColumnValue, Mention } from "./mention";
import { parseNumber } from "./number";
import type { Column, Table } from "./table";
import { parseTime } from "./time";

export type Comparison = ">" | ">=" | "<" | "<=" | "=" | "!=";
export type Filter =
  | {
      type: "compare";
      column: Column;
      comparison: Comparison;
      value: number /** Set when `value` is a sort key of times. */;
      date?: string;
    }
  | { type: "values"; column: Column; texts: string[]; isExcluded: boolean };

const NUMBER = "([$€£]?\\s?-?\\d[\\d.,]*(?:\\s?(?:k|m|bn|million|billion|thousand|%))?)(?![\\d/-])";
const COMPARE: [RegExp, Comparison][] = [
  [new RegExp(`(?:>=|≥|\\bat least|\\bno less than|\\bminimum of)\\s*${NUMBER}`, "gi"), ">="],
  [new RegExp(`(?:<=|≤|\\bat most|\\bno more than|\\bup to|\\bmaximum of)\\s*${NUMBER}`, "gi"), "<="],
  [
    new RegExp(
      `(?:>|\\b(?:over|above|more than|greater than|higher than|bigger than|larger than|exceeding|exceeds?|older than|after))\\s*${NUMBER}`,
      "gi",
    ),
    ">",
  ],
  [
    new RegExp(`(?:<|\\b(?:under|below|less than|lower than|smaller than|fewer than|cheaper than|younger than|before))\\s*${NUMBER}`, "gi"),
    "<",
  ],
];
const BETWEEN = new RegExp(`\\bbetween\\s+${NUMBER}\\s+and\\s+${NUMBER}`, "i");

/** "over 100", "between 3 and 5", "since 2024-02": comparisons with the column named before, or the only measure. */
export function comparisons(text: string, columns: Mention<Column>[], measure: Column | null, table: Table): Filter[] {
  const columnBefore = (at: number, isYear: boolean): Column | null => {
    const comparableTo = columns.filter(({ value }) => value.kind === "number" || (isYear && value.kind === "time"));
    return comparableTo.findLast(({ from }) => from < at)?.value ?? comparableTo[0]?.value ?? measure;
  };
  const filters: Filter[] = [];
  const between = BETWEEN.exec(text);
  if (between?.[1] && between[2]) {
    const [low, high] = [parseNumber(between[1])?.value, parseNumber(between[2])?.value];
    const column = columnBefore(between.index, isYearLike(between[1]));
    if (column && low !== undefined && high !== undefined)
      filters.push({ type: "compare", column, comparison: ">=", value: low }, { type: "compare", column, comparison: "<=", value: high });
  }
  const seen = new Set<number>();
  for (const [pattern, comparison] of COMPARE) {
    for (const match of text.matchAll(pattern)) {
      const digits = match[1] ?? "";
      const at = match.index + match[0].length;
      const value = parseNumber(digits.replace(/[.,]$/, ""))?.value;
      const column = columnBefore(match.index, isYearLike(digits));
      if (value === undefined || !column || seen.has(at)) continue;
      seen.add(at);
      filters.push({ type: "compare", column, comparison, value });
    }
  }
  for (const filter of dateComparisons(text, table)) filters.push(filter);
  for (const { value: column, to } of columns) {
    const equal = new RegExp(`^\\s*(?:=|==|equals?|is exactly|is)\\s*${NUMBER}`, "i").exec(text.slice(to));
    const value = equal?.[1] ? parseNumber(equal[1].replace(/[.,]$/, ""))?.value : undefined;
    if (column.kind === "number" && value !== undefined) filters.push({ type: "compare", column, comparison: "=", value });
  }
  return filters;
}

const isYearLike = (text: string): boolean => /^\s*(?:1[5-9]|20|21)\d\d\s*$/.test(text);

const EXCLUDES = /\b(?:exclude|excluding|without|except|remove|drop|hide|not|ignore|ignoring|leave out|other than|minus)\b/i;
const KEEPS = /\b(?:only|just|where|filter|filtered|for|in|keep|show|with|about|compare|select|limit|restrict|of|on|did|vs|versus)\b|=/i;

/** "South?", "and South": little more than the value. */
const SHORT_WORDS = 2;

/** Values of category columns behind "only", "where", "without" and the like. */
export function valueFilters(text: string, values: Mention<ColumnValue>[], isFirst: boolean): Filter[] {
  const filters = new Map<Column, Extract<Filter, { type: "values" }>>();
  for (const { value, from } of values) {
    const before = text.slice(0, from);
    const isExcluded = EXCLUDES.test(before);
    const isAsked = /\b(?:only|rows?|instead|now)\b/i.test(text) || (!isFirst && text.trim().split(/\s+/).length <= SHORT_WORDS);
    if (!isExcluded && !KEEPS.test(before) && !isAsked) continue;
    if (isFirst && !isExcluded && !/\b(?:only|just|where|filter|keep)\b|=/i.test(before)) continue;
    const filter = filters.get(value.column) ?? { type: "values", column: value.column, texts: [], isExcluded };
    filter.texts.push(value.text);
    filters.set(value.column, filter);
  }
  return [...filters.values()];
}

const DATE = "(\\d{4}-\\d{2}(?:-\\d{2})?|\\p{L}{3,9}\\.? \\d{1,2},? \\d{4}|\\d{1,2}\\.? \\p{L}{3,9} \\d{4}|\\p{L}{3,9} \\d{4})";
const DATES: [RegExp, Comparison][] = [
  [new RegExp(`\\b(?:after|later than)\\s+${DATE}`, "giu"), ">"],
  [new RegExp(`\\b(?:since|from|starting)\\s+${DATE}`, "giu"), ">="],
  [new RegExp(`\\b(?:before|earlier than)\\s+${DATE}`, "giu"), "<"],
  [new RegExp(`\\b(?:until|up to|through)\\s+${DATE}`, "giu"), "<="],
];

const YEARS: [RegExp, Comparison][] = [
  [/\b(?:since|from|starting(?: in| from)?|as of)\s+((?:1[5-9]|20|21)\d\d)\b(?![-/])/gi, ">="],
  [/\b(?:until|till|up to|through)\s+((?:1[5-9]|20|21)\d\d)\b(?![-/])/gi, "<="],
];

function dateComparisons(text: string, table: Table): Filter[] {
  const column = table.columns.find((candidate) => candidate.kind === "time" && candidate.isAbsolute);
  if (!column) return [];
  const years = YEARS.flatMap(([pattern, comparison]) =>
    [...text.matchAll(pattern)].map((match): Filter => ({ type: "compare", column, comparison, value: Number(match[1]) })),
  );
  if (years.length > 0) return years;
  return DATES.flatMap(([pattern, comparison]) =>
    [...text.matchAll(pattern)].flatMap((match): Filter[] => {
      const time = parseTime(match[1] ?? "", { yearAllowed: false, dayFirst: false });
      const isCalendar = time?.kind === "date" || time?.kind === "month";
      return time && isCalendar ? [{ type: "compare", column, comparison, value: time.key, date: match[1] ?? "" }] : [];
    }),
  );
}
