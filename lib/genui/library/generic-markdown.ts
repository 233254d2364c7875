import { isRecord } from "@/lib/json";
import { isUiNode, type UiValue } from "../tree";
import { label as asLabel, block, bullets, fenced, oneLine, stack, strong, table } from "./markdown-text";
import { list, members, pressed, words } from "./markdown-parts";
import type { Props, Sheet, ToMarkdown } from "./sheet";

/** Props that hold settings whatever the component: a reader never sees their values. */
const SETTING =
  /^(?:name|type|variant|size|layout|id|key|icon|\w*icon|rules|mode|direction|gap|shape|language|align|justify|wrap|color|\w*color|rows(?=\d))$/i;
/** Props whose text is no Markdown. */
const VERBATIM = /^(?:name|value|id|key|type|variant|language)$/;
const CODE = /^code(?:String)?$/;
const ADDRESS = /(?:^|_|[a-z])(?:url|href|src|link)s?$/i;
const LABEL_CHARS_MAX = 60;

/**
 * A component of which only the schema is known: its words and numbers in the order of its arguments. Lists of the same length beside each
 * other are columns, and records with the same members are rows.
 */
export const genericMarkdown: ToMarkdown = (props, sheet) => {
  if (isUiNode(props.action ?? null) || props.action !== undefined) {
    const button = actionLine(props);
    if (button !== "") return button;
  }
  const columns = columnsOf(props);
  const parts = columns ? [columns.markdown] : [];
  for (const [name, value] of Object.entries(props)) {
    if (SETTING.test(name) || name === "action" || columns?.names.has(name)) continue;
    parts.push(shown(name, value, sheet));
  }
  return stack(parts);
};

function shown(name: string, value: UiValue | undefined, sheet: Sheet): string {
  if (typeof value === "string")
    return ADDRESS.test(name) ? (value === "" ? "" : `<${value.replace(/[<>\s]/g, encodeURIComponent)}>`) : prose(name, value);
  if (typeof value === "number") return `${asLabel(name)}: ${value}`;
  if (typeof value !== "object" || value === null) return "";
  if (isUiNode(value)) return sheet.blocks(value);
  if (!Array.isArray(value)) return recordLines(value, sheet);
  if (value.some(isUiNode)) return nodesOf(name, value, sheet);
  if (value.length > 0 && value.every(Array.isArray))
    return table(
      [],
      value.map((row) => list(row).map(cell)),
    );
  return bullets(value.map((item) => (isRecord(item) ? recordLines(item, sheet) : oneLine(prose(name, words(item))))));
}

function nodesOf(name: string, values: readonly UiValue[], sheet: Sheet): string {
  const columns = values.every(isUiNode) ? columnNodes(values) : null;
  return columns ?? stack(values.map((value) => (isUiNode(value) ? sheet.blocks(value) : prose(name, words(value)))));
}

/** Components that each hold a title and a list, as columns do. */
function columnNodes(values: readonly UiValue[]): string | null {
  const columns = values.map((value) => {
    const { action: _action, ...rest } = members(value);
    const lists = Object.values(rest).filter((item): item is UiValue[] => Array.isArray(item));
    const others = Object.entries(rest).filter(([name, item]) => typeof item === "string" && !SETTING.test(name));
    return lists.length === 1 && others.length === 1 ? { title: words(others[0]?.[1]), cells: lists[0] ?? [] } : null;
  });
  const all = columns.filter((column) => column !== null);
  if (all.length < values.length || all.some(({ cells }) => cells.some((item) => typeof item === "object" && item !== null))) return null;
  return asColumns(all);
}

/** Labels beside named rows of numbers, as charts have them. */
function columnsOf(props: Props): { names: ReadonlySet<string>; markdown: string } | null {
  const entries = Object.entries(props);
  const labels = entries.find(([, value]) => Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string"));
  const rows = entries.find(([, value]) => Array.isArray(value) && value.length > 0 && value.every((item) => rowOf(item) !== null));
  if (labels && !rows) return pairsOf(labels, entries);
  if (!labels || !rows) return null;
  const columns = [{ title: "", cells: list(labels[1]) }, ...list(rows[1]).flatMap((row) => rowOf(row) ?? [])];
  return { names: new Set([labels[0], rows[0]]), markdown: asColumns(columns) };
}

/** Labels beside as many numbers. */
function pairsOf(
  [name, labels]: [string, UiValue | undefined],
  entries: readonly [string, UiValue | undefined][],
): ReturnType<typeof columnsOf> {
  const length = list(labels).length;
  const numbers = entries.find(
    ([, value]) => Array.isArray(value) && value.length === length && value.every((item) => typeof item === "number"),
  );
  if (!numbers) return null;
  const columns = [
    { title: "", cells: list(labels) },
    { title: numbers[0], cells: list(numbers[1]) },
  ];
  return { names: new Set([name, numbers[0]]), markdown: asColumns(columns) };
}

function rowOf(value: UiValue): { title: string; cells: readonly UiValue[] } | null {
  const values = Object.values(members(value));
  const [cells, ...more] = values.filter(Array.isArray);
  const title = values.find((item) => typeof item === "string");
  return cells && more.length === 0 && cells.every((item) => typeof item === "number") ? { title: words(title), cells } : null;
}

/** Columns as a table; as lists where most of the table would be empty. */
function asColumns(columns: readonly { title: string; cells: readonly UiValue[] }[]): string {
  const length = columns.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  const count = columns.reduce((sum, { cells }) => sum + cells.length, 0);
  if (length * columns.length > 2 * count + 100)
    return bullets(columns.map(({ title, cells }) => `${strong(asLabel(title))}: ${cells.map(cell).join(", ")}`));
  const rows = Array.from({ length }, (_, at) => columns.map(({ cells }) => cell(cells[at] ?? "")));
  return table(
    columns.map(({ title }) => asLabel(title)),
    rows,
    columns.map(({ cells }) => cells.length > 0 && cells.every((item) => typeof item === "number")),
  );
}

function recordLines(record: UiValue, sheet: Sheet): string {
  const parts = Object.entries(members(record)).flatMap(([name, value]) => {
    if (SETTING.test(name)) return [];
    const text = isScalar(value) ? oneLine(shown(name, value, sheet)) : shown(name, value, sheet);
    return text === "" ? [] : [text];
  });
  return parts.every((part) => !part.includes("\n")) ? parts.join(" – ") : stack(parts);
}

/** A button: its words, as a link where it opens an address. */
function actionLine(props: Props): string {
  const texts = Object.entries(props).filter(([name, value]) => typeof value === "string" && !SETTING.test(name) && value !== "");
  const others = Object.entries(props).filter(([name, value]) => name !== "action" && typeof value === "object" && value !== null);
  const [only] = texts;
  if (texts.length !== 1 || others.length > 0 || !only) return "";
  return words(only[1]).length > LABEL_CHARS_MAX ? "" : pressed(only[1], { type: "open_url", url: addressIn(props.action) });
}

/** The address that an action opens; empty when it opens none. */
function addressIn(action: UiValue | undefined): string {
  if (Array.isArray(action)) return action.map(addressIn).find((url) => url !== "") ?? "";
  if (typeof action !== "object" || action === null) return "";
  const found = members(action);
  if (typeof found.url === "string") return found.url;
  return addressIn(found.steps ?? found.params);
}

function prose(name: string, text: string): string {
  if (CODE.test(name)) return fenced(text);
  return VERBATIM.test(name) ? asLabel(text) : block(text);
}

const cell = (value: UiValue): string => asLabel(words(value));
const isScalar = (value: UiValue | undefined): boolean => typeof value !== "object" || value === null;
