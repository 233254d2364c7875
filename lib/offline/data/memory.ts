import type { UiNode } from "@/lib/genui/tree";
import { rankingTable, worldTable } from "../facts/tables";
import type { Conversation, ToolResult } from "../turn";
import { applyWish } from "./apply";
import { typeTable } from "./columns";
import { readingOf, readingSaid } from "./doubt";
import { extractTable } from "./extract";
import { readJson } from "./json";
import { presentData } from "./present";
import { answerQuestion } from "./question";
import { tableOfJson } from "./shape";
import { type RawTable, type Reading, UNSAID } from "./table";
import { type View, viewOf } from "./view";
import { isEmptyWish, readWish, type Wish } from "./wish";

/** Data in the user's words, shown as they ask. Null when there is none. */
export function showPasted(text: string): UiNode[] | null {
  const opened = openPasted(text);
  if (!opened) return null;
  return (opened.wish && answerQuestion(opened.view, opened.wish)) ?? presentData(opened.view);
}

function openPasted(text: string, reading: Reading = UNSAID): { view: View; wish: Wish } | null {
  const found = extractTable(text);
  if (!found) return null;
  const table = typeTable(found.table, reading);
  if (table.columns.length === 0 || table.rowCount === 0) return null;
  const wish = readWish(found.rest.slice(0, 2000), table, true);
  const asksOne = wish.aggregate !== null || wish.extreme !== null || wish.share !== null;
  return { view: applyWish(viewOf(table), wish), wish: asksOne ? wish : { ...wish, aggregate: null, extreme: null, share: null } };
}

/** The table in a tool's answer; null when it is plain text. */
export function resultTable(result: ToolResult): RawTable | null {
  const trimmed = result.output.trim();
  if (!/^[[{]/.test(trimmed)) return null;
  const read = readJson(trimmed);
  return read && tableOfJson(read.value, true);
}

/** A request about data shown earlier: the newest data is opened again and everything asked since is done in order. */
export function followData(conversation: Conversation): UiNode[] | null {
  const { text } = conversation.last;
  if (text.length > 400 || text === "") return null;
  const { earlier } = conversation;
  for (let i = earlier.length - 1; i >= 0; i--) {
    const since = earlier.slice(i + 1);
    const turns = since.flatMap((entry) => (entry.type === "user" ? [entry.turn.text] : []));
    const view = openEntry(earlier[i], readingOf([...turns, text]));
    if (!view) continue;
    const current = turns.reduce(applied, view);
    if (readingSaid(text)) return presentData(current);
    const wish = readWish(text, view.table, false);
    if (isEmptyWish(wish)) return null;
    const next = applyWish({ ...current, ...freshFor(current, wish) }, wish);
    return answerQuestion(next, wish) ?? presentData(next);
  }
  return null;
}

/** A new chart or new columns leave a grouping that is not repeated; a question about one figure changes nothing for later. */
function applied(view: View, text: string): View {
  if (text.length > 400 || readingSaid(text)) return view;
  const wish = readWish(text, view.table, false);
  const isQuestion = wish.share !== null || wish.extreme !== null || (wish.aggregate !== null && wish.aggregate.by === null);
  return isQuestion ? view : applyWish({ ...view, ...freshFor(view, wish) }, wish);
}

/** Values that earlier filters took away are asked for again: the filters start anew ("only North", then "only South"). */
function freshFor(view: View, wish: Wish): Partial<View> {
  const isGone = wish.filters.some(
    (filter) =>
      filter.type === "values" &&
      !filter.isExcluded &&
      filter.texts.some((text) => !view.rows.some((row) => filter.column.texts[row] === text)),
  );
  return isGone ? { rows: Array.from({ length: view.table.rowCount }, (_, i) => i), applied: [] } : {};
}

function openEntry(entry: Conversation["earlier"][number] | undefined, reading: Reading): View | null {
  if (entry?.type === "user") {
    const bundled = worldTable(entry.turn.text) ?? rankingTable(entry.turn.text);
    return bundled ? viewOf(typeTable(bundled)) : (openPasted(entry.turn.text, reading)?.view ?? null);
  }
  if (entry?.type !== "result") return null;
  const raw = resultTable(entry.result);
  return raw ? viewOf(typeTable(raw, reading)) : null;
}
