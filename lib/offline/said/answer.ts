import type { UiNode } from "@/lib/genui/tree";
import { findDelimited } from "../data/csv";
import { header } from "../ui";
import { isWeak, type Kind } from "./kinds";
import { readSaid, type Said } from "./read";
import { kanban, plans, product, prosCons } from "./show-cards";
import { quiz, rating, settings, todo } from "./show-forms";
import { accordion, alert, faq, list, pressable, recipe, schedule, steps, tabs, tags, timeline } from "./show-lists";
import { contact, invoice, sorted } from "./show-records";

/** How each is drawn; null where what was said does not have its shape. */
const DRAW: Readonly<Record<Kind, (said: Said) => UiNode[] | null>> = {
  steps,
  timeline,
  faq,
  kanban,
  schedule,
  alert,
  settings,
  rating,
  invoice,
  contact,
  product,
  quiz,
  "pros-cons": prosCons,
  tabs,
  accordion,
  recipe,
  buttons: pressable,
  tags,
  plans,
  compare: plans,
  sort: sorted,
  todo,
  list,
};

/** Shows what was said as the component that was named; null when none was, or nothing was said that fits it. */
export function saidAnswer(text: string): UiNode[] | null {
  return draw(text, false);
}

/** The same for words that often stand for something else: lists, comparisons, orders. */
export function listAnswer(text: string): UiNode[] | null {
  return draw(text, true);
}

/** Amounts are part of these; a list of nothing but labels and numbers is data in all others, and wants a chart. */
const WITH_AMOUNTS: ReadonlySet<Kind> = new Set(["invoice", "plans", "product", "quiz", "sort"]);
const FIGURE = /^[$€£]?-?\d[\d.,]*[%€$£]?$/;

const isFigures = ({ kind, parts }: Said): boolean =>
  !WITH_AMOUNTS.has(kind) &&
  parts.length > 1 &&
  parts.every(({ label, details }) => {
    const words = [label, ...details].join(" ").trim().split(/\s+/);
    return words.length > 1 && words.length < 5 && FIGURE.test(words.at(-1) ?? "") && !/\d/.test(words[0] ?? "");
  });

/** A table as files have it, with nothing around it: its head names what a column holds, and asks for nothing. */
const isTable = (text: string): boolean => findDelimited(text)?.rest.trim() === "";

function draw(text: string, isWeakAsked: boolean): UiNode[] | null {
  const said = readSaid(text);
  if (!said || isWeak(said.kind) !== isWeakAsked || isFigures(said) || isTable(text)) return null;
  const nodes = DRAW[said.kind](said);
  const hasOwn = nodes?.some(({ component }) => component === "Header" || component === "CalloutV2");
  return nodes && (hasOwn || said.title === "" ? nodes : [header(said.title), ...nodes]);
}
