import { chartTable } from "./chart-spec";
import { isObject, isScalar, type JsonObject, type JsonValue } from "./json";
import { parseNumber } from "./number";
import { type Cell, type RawTable, rawTable } from "./table";
import { parseTime } from "./time";

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
    chartTable(value, title) ??
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
  const lists = rows.filter((row): row is JsonValue[] => Array.isArray(row) && row.length > 0 && row.every(isObject));
  if (lists.length === 1 && rows.length <= 3) return tableOfArray(lists[0] ?? [], title);
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
  const header = withoutPrefix([...places.keys()]);
  const filled = table.map((row) => (row.length < empty.length ? [...row, ...empty.slice(row.length)] : row));
  return rawTable(header, filled, { title, isRecord: rows.length === 1 });
}

/** `node.name` and `node.age` are name and age. */
function withoutPrefix(names: string[]): string[] {
  const prefix = /^[^.]+\./.exec(names[0] ?? "")?.[0];
  return prefix !== undefined && names.length > 1 && names.every((name) => name.startsWith(prefix))
    ? names.map((name) => name.slice(prefix.length))
    : names;
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

interface Inner {
  key: string;
  /** What was found, and what stands beside it. */
  value: JsonValue;
  beside: [string, JsonValue][];
  size: number;
}

const DEPTH_MAX = 5;
const PLAIN_KEY =
  /^(?:data|items|rows|results?|records|values|list|response|payload|body|content|entries|elements|hits|nodes|edges|datasets?|_embedded)$/i;

/** Whether a list holds rows. */
const isRows = (item: JsonValue): item is JsonValue[] =>
  Array.isArray(item) &&
  item.length > 0 &&
  (item.every(isObject) || item.every((row) => Array.isArray(row)) || (item.length > 2 && item.every((cell) => typeof cell === "number")));

/** The longest list of rows, or the data of a chart, at any depth of an object. */
function innermost(value: JsonObject, key = "", depth = 0): Inner | null {
  const entries = Object.entries(value);
  let best: Inner | null = null;
  for (const [name, item] of entries) {
    const beside = entries.filter(([other]) => other !== name);
    const chart = isObject(item) ? chartTable(item, null) : null;
    const inner = chart
      ? { key, value: item, beside, size: chart.rows.length }
      : isRows(item)
        ? { key: PLAIN_KEY.test(name) ? key : name, value: item, beside, size: item.length }
        : isObject(item) && depth < DEPTH_MAX
          ? innermost(item, PLAIN_KEY.test(name) ? key : name, depth + 1)
          : null;
    if (inner && inner.size > (best?.size ?? 0)) best = inner;
  }
  return best;
}

/** The rows inside `{status: "ok", data: {items: [...]}, total: 3}`, with what stands beside them as a note. */
function wrapped(value: JsonObject, isResult: boolean, title: string | null, depth: number): RawTable | null {
  const inner = innermost(value);
  if (inner) {
    const name = title ?? (inner.key === "" ? null : inner.key);
    const table = Array.isArray(inner.value) ? tableOfArray(inner.value, name) : tableOfJson(inner.value, isResult, name, depth + 1);
    const outer = inner.beside.flatMap(([key, item]) => (isScalar(item) && item !== null ? [`${key}: ${item}`] : []));
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
    if (keys.every((own) => own.length > 1 && own.every((key, i) => key === String(i)))) return columnsOfMaps(entries, title);
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

/** `{name: {"0": "A", "1": "B"}, sales: {"0": 1, "1": 2}}`: columns whose cells are numbered. */
function columnsOfMaps(entries: [string, JsonValue][], title: string | null): RawTable {
  const columns = entries.map(([, column]) => (isObject(column) ? Object.values(column) : []));
  const rows = Array.from({ length: columns[0]?.length ?? 0 }, (_, i) =>
    columns.map((column) => {
      const cell = column[i];
      return isScalar(cell) ? (cell ?? null) : JSON.stringify(cell);
    }),
  );
  return rawTable(
    entries.map(([name]) => name),
    rows,
    { title },
  );
}

function recordShape(value: JsonObject, title: string | null): RawTable | null {
  const flat = new Map<string, Cell>();
  flatten(value, (name, cell) => flat.set(name, cell));
  if (flat.size === 0) return null;
  return rawTable([...flat.keys()], [[...flat.values()]], { title, isRecord: true });
}
