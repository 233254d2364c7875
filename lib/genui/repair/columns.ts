import { type Call, type Draft, isCall, isFields } from "../draft";
import { columnCall, tableCall } from "../library/made";
import type { Param, Slot } from "../library/slot";
import { columnOf } from "../read/numbers";
import type { Peek } from "./fits";
import { matchNames } from "./names";
import { recordEntries } from "./entries";
import type { Scope } from "./scope";

/** A list with its written numbers read column by column, and what stood with them. */
export interface Settled {
  items: Draft[];
  unit: string;
}

/** The entries of a list with the numbers that were written as text in place of it; null when they can be read two ways. */
export function settled(items: readonly Draft[], item: Slot, scope: Scope, peek: Peek): Settled | null {
  if (item.kind === "number") return numbers(items, scope, peek);
  if (item.kind !== "fields") return { items: items.slice(), unit: "" };
  let all = items.slice();
  let unit = "";
  for (const param of item.params) {
    if (param.slot.kind !== "number") continue;
    const places = all.map((entry) => placeOf(peek(entry), param, item.params));
    if (!places.some((place) => typeof peek(place?.value) === "string")) continue;
    const column = numbers(
      places.map((place) => place?.value ?? null),
      scope,
      peek,
    );
    if (!column) return null;
    unit ||= column.unit;
    all = all.map((entry, index) => replaced(entry, places[index], column.items[index]));
  }
  return { items: all, unit };
}

function numbers(items: readonly Draft[], scope: Scope, peek: Peek): Settled | null {
  const values = items.map((item) => peek(item) ?? null);
  if (!values.some((value) => typeof value === "string")) return { items: items.slice(), unit: "" };
  const column = columnOf(values);
  if (!column) scope.report.add("type-mismatch", "Numbers that can be read two ways, or of several units, are shown as they were written.");
  if (!column) return null;
  const read = values.map((value, index): Draft => {
    const number = column.numbers[index];
    if (number === undefined) return items[index] ?? null;
    if (typeof value === "string") scope.consumed.add(value);
    return number;
  });
  return { items: read, unit: column.unit };
}

interface Place {
  entries: [string, Draft][];
  at: number;
  value: Draft;
}

/** Where a record keeps the value of a parameter. */
function placeOf(record: Draft | undefined, param: Param, params: readonly Param[]): Place | null {
  const entries = record === undefined ? null : recordEntries(record, params);
  const value = entries ? matchNames(params, entries).get(param.name) : undefined;
  const at = entries?.findIndex(([, one]) => one === value) ?? -1;
  return entries && value !== undefined && at !== -1 ? { entries, at, value } : null;
}

function replaced(entry: Draft, place: Place | null | undefined, value: Draft | undefined): Draft {
  if (!place || typeof value !== "number") return entry;
  const entries = place.entries.map((one, index): [string, Draft] => (index === place.at ? [one[0], value] : one));
  return { kind: "fields", entries };
}

/** What a chart would have drawn, as a table of what was written; null when there is none in it. */
export function asTable(matched: ReadonlyMap<string, Draft>, peek: Peek): Call | null {
  const labels = listOf(peek(matched.get("labels")));
  const series = listOf(peek(matched.get("series"))).map((one) => recordOf(peek(one)));
  const slices = listOf(peek(matched.get("slices"))).map((one) => recordOf(peek(one)));
  if (series.length > 0) {
    const columns = series.map(([category, values]) => ({ category, values: listOf(peek(values)) }));
    const length = Math.max(labels.length, ...columns.map(({ values }) => values.length));
    const rows = Array.from({ length }, (_, at): Draft => [labels[at] ?? "", ...columns.map(({ values }) => values[at] ?? "")]);
    return table(["", ...columns.map(({ category }) => category)], rows);
  }
  return slices.length > 0 ? table(["", ""], slices) : null;
}

function table(labels: Draft[], rows: Draft[]): Call {
  return tableCall(
    labels.map((label) => columnCall(label)),
    rows,
  );
}

function recordOf(draft: Draft | undefined): [Draft, Draft] {
  const values = isCall(draft) ? draft.args : isFields(draft) ? draft.entries.map(([, value]) => value) : [];
  return [values[0] ?? "", values[1] ?? ""];
}

function listOf(draft: Draft | undefined): Draft[] {
  return Array.isArray(draft) ? draft : [];
}
