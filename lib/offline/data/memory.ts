import type { UiNode } from "@/lib/genui/tree";
import { rankingTable, worldTable } from "../facts/tables";
import type { Conversation, ToolResult } from "../turn";
import { applyWish } from "./apply";
import { inEnglish } from "../intent";
import { typeTable } from "./columns";
import { derived } from "./derive";
import { readingOf, readingSaid } from "./doubt";
import { edited, withTable } from "./edit";
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
  const typed = typeTable(found.table, reading);
  if (typed.columns.length === 0 || typed.rowCount === 0) return null;
  const asked = found.rest.slice(0, 2000);
  const { table, text: words } = derived(asked, typed) ?? { table: typed, text: asked };
  const wish = readWish(words, table, true);
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
    const views = turns.reduce(after, [view]);
    if (readingSaid(text)) return presentData(views.at(-1) ?? view);
    return answerFrom(views, text);
  }
  return null;
}

const UNDO = /^(?:please\s)?(?:undo|undo that|undo the last (?:step|change)|go back|back|revert|take that back)[.!]?$/i;

/** What this turn makes of the views so far, of which the last is what is seen. */
function answerFrom(views: View[], text: string): UiNode[] | null {
  const last = views.at(-1);
  if (!last) return null;
  const words = inEnglish(text, last.table) ?? text;
  if (UNDO.test(words)) return presentData(views.at(-2) ?? last);
  const changed = edited(last, words);
  if (changed) return presentData(changed);
  const step = stepOf(last, words);
  return step && (answerQuestion(step.view, step.wish) ?? presentData(step.view));
}

function stepOf(view: View, words: string): { view: View; wish: Wish } | null {
  const more = derived(words, view.table);
  const base = more ? withTable(view, more.table) : view;
  const wish = readWish(more?.text ?? words, base.table, false);
  if (isEmptyWish(wish)) return null;
  return { view: applyWish({ ...base, ...freshFor(base, wish) }, wish), wish };
}

/** A new chart or new columns leave a grouping that is not repeated; a question about one figure changes nothing for later. */
function after(views: View[], text: string): View[] {
  const last = views.at(-1);
  if (!last || text.length > 400 || readingSaid(text)) return views;
  const words = inEnglish(text, last.table) ?? text;
  if (UNDO.test(words)) return views.length > 1 ? views.slice(0, -1) : views;
  const changed = edited(last, words);
  if (changed) return [...views, changed];
  const step = stepOf(last, words);
  if (!step) return views;
  const { wish } = step;
  const isQuestion = wish.share !== null || wish.extreme !== null || (wish.aggregate !== null && wish.aggregate.by === null);
  return isQuestion ? views : [...views, step.view];
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
