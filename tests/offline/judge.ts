import { isDeepStrictEqual } from "node:util";
import type { Case } from "./case";
import { strangers } from "./oracle";
import { childrenOf, type Element, find, isElement, kindOf, type Outcome } from "./run";

export interface Verdict {
  id: string;
  kind: string;
  isValid: boolean;
  isKind: boolean;
  /** Numbers and contents that do not hold. */
  wrong: string[];
  /** Numbers from nowhere. */
  fabricated: number[];
}

export function judge(one: Case, outcome: Outcome): Verdict {
  const kind = kindOf(outcome);
  const isKind =
    one.kind.includes(kind) &&
    (one.calls === undefined || isCalls(one, outcome)) &&
    (one.fields === undefined || missingFields(one, outcome).length === 0);
  const isBundled = one.bundled ?? false;
  const isFixed =
    kind === "decline" ||
    kind === "intro" ||
    kind === "form" ||
    kind === "calls" ||
    kind === "record" ||
    kind === "error" ||
    kind === "sample" ||
    kind === "recall" ||
    kind === "noted";
  return {
    id: one.id,
    kind,
    isValid: outcome.faults.length === 0,
    isKind,
    wrong: isKind ? contents(one, outcome) : [],
    fabricated: isBundled || isFixed ? [] : strangers(one, outcome),
  };
}

function isCalls(one: Case, outcome: Outcome): boolean {
  const names = (one.calls ?? []).map(([name]) => name);
  if (
    !isDeepStrictEqual(
      outcome.calls.map((call) => call.name),
      names,
    )
  )
    return false;
  return one.loose === true || (one.calls ?? []).every(([, expected], i) => isDeepStrictEqual(outcome.calls[i]?.arguments, expected));
}

function missingFields(one: Case, outcome: Outcome): string[] {
  const form = find(outcome.root, "Form");
  const controls = Array.isArray(form?.props.fields) ? form.props.fields.filter(isElement) : [];
  const missing = (one.fields ?? []).filter((field) => {
    const [label, component, type] = field.split(":");
    return !controls.some((control) => {
      const input = control.props.input;
      const isNamed = [String(control.props.label), ...(isElement(input) ? [String(input.props.name)] : [])].some((text) =>
        text
          .toLowerCase()
          .replaceAll("_", " ")
          .includes((label ?? "").toLowerCase()),
      );
      return isNamed && isElement(input) && input.typeName === component && (type === undefined || input.props.type === type);
    });
  });
  const isExact = (one.fields?.length ?? 0) >= 4 && controls.length > (one.fields?.length ?? 0);
  return isExact ? [...missing, `${controls.length} fields`] : missing;
}

function contents(one: Case, outcome: Outcome): string[] {
  const wrong: string[] = [];
  const table = find(outcome.root, "Table");
  const rows = Array.isArray(table?.props.rows) ? (table.props.rows as unknown[][]) : [];
  if (one.figure !== undefined && figureOf(outcome) !== one.figure) wrong.push(`figure ${figureOf(outcome)} is not ${one.figure}`);
  if (one.values && !isDeepStrictEqual(valuesOf(outcome), one.values)) wrong.push(`values ${JSON.stringify(valuesOf(outcome))}`);
  if (one.firstRow && !one.firstRow.every((cell, i) => rows[0]?.[i] === cell)) wrong.push(`first row ${JSON.stringify(rows[0])}`);
  if (typeof one.tableRows === "number" && rows.length !== one.tableRows) wrong.push(`${rows.length} rows`);
  if (one.tableCols !== undefined && rows[0]?.length !== one.tableCols) wrong.push(`${rows[0]?.length} columns`);
  for (const name of one.shows ?? []) if (!find(outcome.root, name)) wrong.push(`no ${name}`);
  if (one.firstColumn !== undefined && firstColumnOf(table) !== one.firstColumn) wrong.push(`first column ${firstColumnOf(table)}`);
  for (const part of one.contains ?? []) if (!outcome.text.includes(JSON.stringify(part).slice(1, -1))) wrong.push(`without ${part}`);
  return wrong;
}

function firstColumnOf(table: Element | undefined): string {
  const column = Array.isArray(table?.props.columns) ? (table.props.columns[0] as Element | undefined) : undefined;
  return String(column?.props.label);
}

function figureOf(outcome: Outcome): string {
  const block = find(outcome.root, "OverviewCardBlock");
  const item = Array.isArray(block?.props.items) ? (block.props.items[0] as Element) : undefined;
  const bottom = item?.props.bottom;
  return isElement(bottom) ? String(bottom.props.value) : "";
}

function valuesOf(outcome: Outcome): unknown {
  const chart = childrenOf(outcome.root).find((child) => Array.isArray(child.props.series));
  const series = chart?.props.series;
  return Array.isArray(series) ? (series[0] as { values: unknown }).values : null;
}
