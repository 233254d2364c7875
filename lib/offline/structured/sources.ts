import type { UiNode, UiValue } from "@/lib/genui/tree";
import { calcAnswer } from "../calc/answer";
import { typeTable } from "../data/columns";
import { extractTable } from "../data/extract";
import { type JsonValue, readJson } from "../data/json";
import { parseNumber } from "../data/number";
import type { Table } from "../data/table";
import { factAnswer } from "../facts/answer";
import type { Conversation } from "../turn";
import { stemsOf } from "../words";

const TURNS_MAX = 5;

/** What is known: tool results, then data in the last words, what they ask to compute or look up, then data said before. Rows are objects. */
export function sourcesOf(conversation: Conversation): JsonValue[] {
  const results = conversation.results.map((result) => readJson(result.output.trim())?.value ?? result.output);
  const before = conversation.earlier
    .flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : entry.type === "result" ? [entry.result.output] : []))
    .toReversed()
    .slice(0, TURNS_MAX);
  return [...results, ...tablesIn(conversation.last.text), ...answersTo(conversation), ...before.flatMap(tablesIn)];
}

function tablesIn(text: string): JsonValue[] {
  const found = extractTable(text);
  return found ? [rowsOf(typeTable(found.table))] : [];
}

function rowsOf(table: Table): JsonValue {
  const rows = Array.from({ length: table.rowCount }, (_, row) =>
    Object.fromEntries(
      table.columns.map((column): [string, JsonValue] => [
        column.name,
        column.kind === "number"
          ? (column.numbers[row] ?? null)
          : column.kind === "boolean"
            ? /^(?:true|yes|y)$/i.test(column.texts[row] ?? "")
            : (column.texts[row] ?? ""),
      ]),
    ),
  );
  return table.isRecord ? (rows[0] ?? {}) : rows;
}

/** Names under which any answer may be asked for. */
const ANSWER_NAMES = ["answer", "result", "value", "output", "response", "final_answer", "solution"];

/** What a sum or a bundled fact in the last words comes to, under its own name and under those of an answer. */
function answersTo(conversation: Conversation): JsonValue[] {
  const questions = conversation.last.text.split(/(?<=[?.!])\s+|\n+/).filter((part) => /\d|\?/.test(part));
  for (const text of [conversation.last.text, ...questions]) {
    const sum = calcAnswer(text);
    const [figure] = sum ? figuresIn(sum) : [];
    if (figure) return [named(figure.value, [])];
    const fact = factAnswer({ ...conversation, last: { ...conversation.last, text } });
    const shown = fact ? figuresIn([fact]) : [];
    if (shown.length > 0) return shown.map(({ title, value }) => named(value, [title.toLowerCase().replace(/\W+/g, "_")]));
  }
  return [];
}

function named(shown: string, names: string[]): JsonValue {
  const number = parseNumber(shown.replace(/^about /, ""));
  const value: JsonValue = number && (number.unit === null || /^[%]$/.test(number.unit)) ? number.value : shown;
  return Object.fromEntries([...names, ...ANSWER_NAMES].map((name) => [name, value]));
}

/** A source without the names that stand for any answer, where it has one of its own. */
export function underOwnName(source: JsonValue): JsonValue {
  if (typeof source !== "object" || source === null || Array.isArray(source) || !ANSWER_NAMES.every((name) => Object.hasOwn(source, name)))
    return source;
  const own = Object.entries(source).filter(([name]) => !ANSWER_NAMES.includes(name));
  return own.length > 0 ? Object.fromEntries(own) : { answer: source.answer ?? null };
}

function figuresIn(nodes: UiNode[]): { title: string; value: string }[] {
  const found: { title: string; value: string }[] = [];
  const walk = (value: UiValue | undefined): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    else if (typeof value === "object" && value !== null && "component" in value && "props" in value) {
      const { props } = value as UiNode;
      const bottom = props.bottom as UiNode | undefined;
      const top = props.top as UiNode | undefined;
      if (typeof bottom?.props.value === "string" && typeof top?.props.title === "string")
        found.push({ title: top.props.title, value: bottom.props.value });
      walk(props.children);
      walk(props.items);
    }
  };
  walk(nodes);
  return found;
}

/** Values under a name: under the very name first, then under one of the same words, then deeper. */
export function lookUp(source: JsonValue, name: string, depth = 0): JsonValue[] {
  if (depth > 4 || typeof source !== "object" || source === null || Array.isArray(source)) return [];
  const entries = Object.entries(source);
  const exact = entries.filter(([key]) => key.toLowerCase() === name.toLowerCase());
  const near = entries.filter(([key]) => isSameName(key, name));
  const inner = entries.flatMap(([, value]) => lookUp(value, name, depth + 1));
  return [...exact, ...near].map(([, value]) => value).concat(inner);
}

/** Lists in the sources: those under the name first. */
export function listsIn(sources: JsonValue[], name: string): JsonValue[][] {
  const lists: JsonValue[][] = [];
  const walk = (value: JsonValue, key: string, depth: number): void => {
    if (depth > 4 || typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      if (isSameName(key, name)) lists.unshift(value);
      else lists.push(value);
      return;
    }
    for (const [inner, item] of Object.entries(value)) walk(item, inner, depth + 1);
  };
  for (const source of sources) walk(source, "", 0);
  return lists;
}

const isSameName = (a: string, b: string): boolean => {
  const [x, y] = [stemsOf(a), stemsOf(b)];
  return (
    x.length > 0 &&
    (x.join(" ") === y.join(" ") || (y.length > 0 && (x.every((part) => y.includes(part)) || y.every((part) => x.includes(part)))))
  );
};
