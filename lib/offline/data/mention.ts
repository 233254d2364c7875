import { spend } from "../budget";
import { findPhrase, stemsOf, type Word, wordsOf } from "../words";
import { spaced } from "./names";
import type { Column, Table } from "./table";

export interface Mention<Value> {
  value: Value;
  from: number;
  to: number;
}

const WEAK = new Set([
  "the",
  "of",
  "and",
  "per",
  "by",
  "in",
  "for",
  "to",
  "a",
  "an",
  "total",
  "number",
  "count",
  "average",
  "name",
  "value",
  "item",
  "top",
  "bar",
  "line",
  "chart",
  "table",
  "row",
  "column",
  "data",
  "show",
  "sort",
  "only",
  "avg",
  "sum",
  "max",
  "min",
]);
const VALUES_MAX = 300;

/** Columns named in a text, in order; a word that belongs to one column only is enough. */
export function mentionedColumns(text: string, table: Table): Mention<Column>[] {
  const words = wordsOf(text);
  const named = table.columns.map((column) => ({ column, parts: stemsOf(spaced(column.name)) }));
  const mentions: Mention<Column>[] = [];
  for (const { column, parts } of named) {
    const place =
      findPhrase(words, parts) ??
      distinctive(
        words,
        parts,
        named.filter((other) => other.column !== column).flatMap((other) => other.parts),
      );
    if (place) mentions.push({ value: column, ...place });
  }
  const longestFirst = mentions.sort((a, b) => b.to - b.from - (a.to - a.from));
  return longestFirst
    .filter((mention, i) => !longestFirst.slice(0, i).some((other) => mention.from < other.to && other.from < mention.to))
    .sort((a, b) => a.from - b.from);
}

function distinctive(words: Word[], parts: string[], others: string[]): { from: number; to: number } | null {
  const own = parts.filter((part) => part.length >= 3 && !WEAK.has(part) && !others.includes(part) && !/^\d+$/.test(part));
  for (const part of own) {
    const word = words.find(
      (candidate) =>
        candidate.stem === part ||
        (part.length >= 5 && candidate.stem.length >= 5 && (part.startsWith(candidate.stem) || candidate.stem.startsWith(part))),
    );
    if (word) return { from: word.from, to: word.to };
  }
  return null;
}

export interface ColumnValue {
  column: Column;
  text: string;
}

/** Cell values of category columns named in a text, the longer first. */
export function mentionedValues(text: string, table: Table): Mention<ColumnValue>[] {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const mentions: Mention<ColumnValue>[] = [];
  for (const column of table.columns) {
    if (column.kind === "number" || column.kind === "text" || column.unique > VALUES_MAX) continue;
    spend(column.unique);
    for (const value of new Set(column.texts)) {
      const parts = stemsOf(value);
      if (value === "") continue;
      const isLetter = /^[B-HJ-Z]$/.test(value) && new RegExp(`\\b${value}\\b`).test(text);
      const isWeak = parts.length === 1 && !isLetter && (WEAK.has(parts[0] ?? "") || (parts[0]?.length ?? 0) < 2) && column.kind !== "time";
      const place = findPhrase(words, isWeak ? [...stemsOf(spaced(column.name)), ...parts] : parts);
      if (place) mentions.push({ value: { column, text: value }, ...place });
    }
  }
  const longestFirst = mentions.sort((a, b) => b.to - b.from - (a.to - a.from));
  return longestFirst
    .filter(
      (mention, i) =>
        !longestFirst
          .slice(0, i)
          .some(
            (other) =>
              mention.from < other.to &&
              other.from < mention.to &&
              other.value.column === mention.value.column &&
              other.value.text !== mention.value.text,
          ),
    )
    .sort((a, b) => a.from - b.from);
}
