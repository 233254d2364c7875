import type { JsonValue } from "./json";
import { parseNumber } from "./number";
import { type Cell, type RawTable, rawTable } from "./table";
import { parseTime } from "./time";

type JsonObject = { [key: string]: JsonValue };

const isObject = (value: JsonValue | undefined): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isScalar = (value: JsonValue | undefined): value is Cell => value === null || (typeof value !== "object" && value !== undefined);

/**
 * Sees a table in JSON: rows, arrays of arrays, columns, a map, rows in a wrapper, or one record.
 * `isResult` reads an object of numbers as one record (a tool's answer), not as a series of categories.
 */
export function tableOfJson(value: JsonValue, isResult: boolean, title: string | null = null, depth = 0): RawTable | null {
  if (depth > 4) return null;
  if (Array.isArray(value)) return tableOfArray(value, title);
  if (!isObject(value)) return null;
  const entries = Object.entries(value);
  if (entries.length === 0) return null;
  return (
    chartShape(value, title) ??
    columnShape(entries, title) ??
    wrapped(value, isResult, title, depth) ??
    mapShape(entries, isResult, title) ??
    recordShape(value, title)
  );
}

function tableOfArray(items: JsonValue[], title: string | null): RawTable | null {
  const rows = items.filter((item) => item !== null);
  if (rows.length === 0) return null;
  if (rows.every(isObject)) return tableOfObjects(rows, title);
  if (rows.every(Array.isArray)) return tableOfArrays(rows, title);
  if (!rows.every(isScalar)) return null;
  const isNumbers = rows.every((row) => typeof row === "number");
  return rawTable(
    isNumbers ? ["Position", "Value"] : ["Item"],
    items.filter(isScalar).map((item, i) => (isNumbers ? [`#${i + 1}`, item] : [item])),
    { title },
  );
}

function tableOfObjects(rows: JsonObject[], title: string | null): RawTable | null {
  const places = new Map<string, number>();
  const empty: Cell[] = [];
  let cells = empty;
  const put = (name: string, cell: Cell): void => {
    let place = places.get(name);
    if (place === undefined) {
      place = empty.push(null) - 1;
      places.set(name, place);
    }
    cells[place] = cell;
  };
  const table = rows.map((row) => {
    cells = empty.slice();
    flatten(row, put);
    return cells;
  });
  if (places.size === 0) return null;
  const filled = table.map((row) => (row.length < empty.length ? [...row, ...empty.slice(row.length)] : row));
  return rawTable([...places.keys()], filled, { title, isRecord: rows.length === 1 });
}

function tableOfArrays(rows: JsonValue[][], title: string | null): RawTable | null {
  const [first, ...rest] = rows;
  if (!first || first.length === 0) return null;
  const cells = (row: JsonValue[]): Cell[] => row.map((value) => (isScalar(value) ? value : JSON.stringify(value)));
  const hasHeader =
    rest.length > 0 &&
    first.every((cell) => typeof cell === "string") &&
    (rest.some((row) => row.some((cell) => typeof cell === "number")) || new Set(first).size === first.length);
  const header = hasHeader ? first.map(String) : first.map((_, i) => `Column ${i + 1}`);
  return rawTable(header, (hasHeader ? rest : rows).map(cells), { title });
}

/** Nested objects become dotted columns, lists of scalars a joined text, other lists their length. */
function flatten(row: JsonObject, put: (name: string, cell: Cell) => void, prefix = "", depth = 0): void {
  for (const key of Object.keys(row)) {
    const value = row[key] ?? null;
    const name = prefix === "" ? key : `${prefix}.${key}`;
    if (isScalar(value)) put(name, value);
    else if (Array.isArray(value)) put(name, value.every(isScalar) ? value.map(String).join(", ") : `${value.length} items`);
    else if (depth < 3) flatten(value, put, name, depth + 1);
    else put(name, JSON.stringify(value));
  }
}

/** `{labels, datasets: [{label, data}]}` and `{columns, data}`. */
function chartShape(value: JsonObject, title: string | null): RawTable | null {
  const { labels, datasets, series, columns, data, rows } = value;
  const sets = Array.isArray(datasets) ? datasets : Array.isArray(series) ? series : null;
  if (Array.isArray(labels) && labels.every(isScalar) && sets?.every(isObject)) {
    const named = sets.map((set, i) => ({
      name: [set.label, set.name, set.category].find((name) => typeof name === "string") ?? `Series ${i + 1}`,
      values: set.data ?? set.values,
    }));
    const body = labels.map((label, i) => [
      label,
      ...named.map(({ values }) => (Array.isArray(values) && isScalar(values[i]) ? (values[i] ?? null) : null)),
    ]);
    return rawTable(["Label", ...named.map(({ name }) => name)], body, { title });
  }
  const body = Array.isArray(data) ? data : Array.isArray(rows) ? rows : null;
  if (Array.isArray(columns) && columns.every((name) => typeof name === "string") && body?.every(Array.isArray)) {
    return tableOfArrays([columns, ...body.filter(Array.isArray)], title);
  }
  return null;
}

function columnShape(entries: [string, JsonValue][], title: string | null): RawTable | null {
  const lists = entries.filter((entry): entry is [string, Cell[]] => Array.isArray(entry[1]) && entry[1].every(isScalar));
  const length = lists[0]?.[1].length ?? 0;
  if (lists.length < 2 || length < 2 || lists.length < entries.length - 1 || lists.some(([, list]) => list.length !== length)) return null;
  return rawTable(
    lists.map(([name]) => name),
    Array.from({ length }, (_, i) => lists.map(([, list]) => list[i] ?? null)),
    { title },
  );
}

/** The rows inside `{data: {items: [...]}, total: 3}`: the longest list of objects, at any depth. */
function wrapped(value: JsonObject, isResult: boolean, title: string | null, depth: number): RawTable | null {
  let best: { key: string; rows: JsonValue[] } | null = null;
  for (const [key, item] of Object.entries(value)) {
    const isRows =
      Array.isArray(item) &&
      item.length > 0 &&
      (item.every(isObject) ||
        item.every((row) => Array.isArray(row)) ||
        (item.length > 2 && item.every((cell) => typeof cell === "number")));
    if (isRows && item.length > (best?.rows.length ?? 0)) best = { key, rows: item };
  }
  if (best) {
    const outer = Object.entries(value).flatMap(([key, item]) =>
      key !== best.key && isScalar(item) && item !== null ? [`${key}: ${item}`] : [],
    );
    const table = tableOfArray(
      best.rows,
      title ?? (/^(?:data|items|rows|results?|records|values|list)$/i.test(best.key) ? null : best.key),
    );
    if (table && outer.length > 0 && outer.length <= 8) table.notes.push(outer.join(" · "));
    return table;
  }
  const objects = Object.entries(value).filter(([, item]) => isObject(item));
  const [only] = objects;
  if (objects.length !== 1 || !only || Object.keys(value).length > 1) return null;
  return tableOfJson(only[1], isResult, /^(?:data|result|response)$/i.test(only[0]) ? title : only[0], depth + 1);
}

function mapShape(entries: [string, JsonValue][], isResult: boolean, title: string | null): RawTable | null {
  const inner = entries.map(([, value]) => value);
  if (entries.length >= 2 && inner.every(isObject)) {
    const keys = inner.map((row) => Object.keys(row));
    const shared = keys[0]?.filter((key) => keys.every((other) => other.includes(key))) ?? [];
    if (shared.length === 0) return null;
    const rows = entries.map(([name, row]): JsonObject => ({ Name: name, ...(isObject(row) ? row : {}) }));
    return tableOfObjects(rows, title);
  }
  const isNumbers =
    entries.length >= 2 && inner.every((value) => typeof value === "number" || (typeof value === "string" && parseNumber(value) !== null));
  if (!isNumbers) return null;
  const isTimeline = entries.every(([key]) => parseTime(key, { yearAllowed: true, dayFirst: false }) !== null);
  if (isResult && !isTimeline) return null;
  return rawTable(
    ["Item", "Value"],
    entries.map(([name, value]) => [name, isScalar(value) ? value : null]),
    { title },
  );
}

function recordShape(value: JsonObject, title: string | null): RawTable | null {
  const flat = new Map<string, Cell>();
  flatten(value, (name, cell) => flat.set(name, cell));
  if (flat.size === 0) return null;
  return rawTable([...flat.keys()], [[...flat.values()]], { title, isRecord: true });
}
