import type { UiNode } from "@/lib/genui/tree";
import { buttons, callout, node, paragraph, plain, say } from "../ui";
import { type Part, unquoted } from "./parts";
import type { Said } from "./read";
import { whenIn } from "./when";

const isPair = ({ details }: Part): boolean => details.length > 0;
const joined = (details: string[]): string => details.join(", ");

/** Entries in order, each with what was said of it. */
export function listOf(parts: Part[]): UiNode {
  const items = parts.map(({ label, details }) =>
    node("ListItem", { title: label, subtitle: details.length > 0 ? joined(details) : undefined }),
  );
  return node("List", { items, variant: "number" });
}

const textList = (texts: string[]): UiNode => listOf(texts.map((label) => ({ label, details: [] })));

export function list({ parts }: Said): UiNode[] | null {
  return parts.length >= 2 ? [listOf(parts)] : null;
}

export function steps({ parts }: Said): UiNode[] | null {
  return parts.length < 2 ? null : [stepsOf(parts)];
}

function stepsOf(parts: Part[]): UiNode {
  const children = parts.map(({ label, details }) => node("StepsItem", { title: label, details: plain(joined(details)) }));
  return node("Steps", { children });
}

/** When and what of each part; null when fewer than half of them say when. */
export function dated(parts: Part[]): { when: string; what: string[] }[] | null {
  const entries = parts.map(({ label, details }) => {
    const split = whenIn(label);
    if (!split) return { when: details.length > 0 ? label : "", what: details.length > 0 ? details : [label], isTime: false };
    return { when: split.when, what: [split.what, ...details].filter((text) => text !== ""), isTime: true };
  });
  const times = entries.filter(({ isTime }) => isTime).length;
  const isSaid = entries.some(({ what }) => what.some((text) => /\p{L}/u.test(text)));
  return times * 2 < entries.length || !isSaid ? null : entries;
}

export function timeline({ parts }: Said): UiNode[] | null {
  if (parts.length < 2) return null;
  const entries = dated(parts);
  if (!entries) return parts.every(isPair) ? [stepsOf(parts)] : null;
  return [
    stepsOf(
      entries.map(({ when, what }) => (when === "" ? { label: what[0] ?? "", details: what.slice(1) } : { label: when, details: what })),
    ),
  ];
}

export function schedule({ parts }: Said): UiNode[] | null {
  const entries = parts.length >= 2 ? dated(parts) : null;
  if (!entries) return parts.length >= 2 && parts.every(isPair) ? [rowsOf(parts)] : null;
  return [rowsOf(entries.map(({ when, what }) => ({ label: when, details: what })))];
}

function rowsOf(parts: Part[]): UiNode {
  const columns = ["When", "What"].map((label) => node("Col", { label, type: "string" }));
  return node("Table", { columns, rows: parts.map(({ label, details }) => [plain(label), plain(joined(details))]) });
}

const VARIANTS: [RegExp, "danger" | "success" | "warning"][] = [
  [/(?<!\p{L})(?:error|errors|danger|critical|outage|failed|fehler|fehlermeldung|erreur|erro)(?!\p{L})/iu, "danger"],
  [/(?<!\p{L})(?:success|done|erfolg|erfolgsmeldung|succès|éxito|sucesso)(?!\p{L})/iu, "success"],
  [/(?<!\p{L})(?:warning|caution|warnung|achtung|attention|avertissement|advertencia|atención|atenção)(?!\p{L})/iu, "warning"],
];

/** The first sentence is its title, the others stand below it. */
export function alert({ body, title, topic }: Said): UiNode[] | null {
  const text = unquoted(body);
  if (text === "" || !/\p{L}/u.test(text)) return null;
  const variant = VARIANTS.find(([pattern]) => pattern.test(title))?.[1] ?? "info";
  const end = /[.!?:]\s|\n/.exec(text);
  const [first, rest] = end ? [text.slice(0, end.index + 1), text.slice(end.index + 1)] : [text, ""];
  const lines = [topic === "" || VARIANTS.some(([pattern]) => pattern.test(topic)) ? "" : topic, rest.trim()].filter((line) => line !== "");
  return [callout(variant, first.replace(/[:\n]$/, "").trim(), plain(lines.join("\n\n")))];
}

export function tags({ parts }: Said): UiNode[] | null {
  if (parts.length < 2 || parts.some(isPair)) return null;
  return [node("TagBlock", { children: parts.map(({ label }) => node("Tag", { text: label, variant: "neutral" })) })];
}

const content = (details: string[]): UiNode[] =>
  details.length > 1 ? [textList(details)] : details.map((detail) => paragraph(plain(detail)));

const panels = (component: string, parts: Part[]): UiNode[] =>
  parts.map(({ label, details }, i) => node(component, { value: `part-${i + 1}`, triggerText: label, children: content(details) }));

export function tabs({ parts }: Said): UiNode[] | null {
  if (parts.length < 2 || !parts.every(isPair)) return null;
  return [node("Tabs", { children: panels("TabItem", parts) })];
}

export const accordionOf = (parts: Part[]): UiNode => node("Accordion", { children: panels("AccordionItem", parts) });

export function accordion({ parts }: Said): UiNode[] | null {
  return parts.length === 0 || !parts.every(isPair) ? null : [accordionOf(parts)];
}

/** Questions end with their mark; what follows until the next question is the answer. */
export function faq({ body }: Said): UiNode[] | null {
  const pairs = questionsIn(body);
  return pairs.some(isPair) ? [accordionOf(pairs)] : null;
}

const PREFIX = /^(?:[-*•]\s|\d{1,2}[.)]\s)?(?:[QAFPR]\s?\d?[:.]\s*)?/;

const NUMBERING = /^[ \t]{0,8}\d{1,2}[.)][ \t]/gm;

export function questionsIn(body: string): Part[] {
  const pieces = body.replace(NUMBERING, "").split("?");
  const pairs: Part[] = [];
  let question = pieces[0] ?? "";
  for (const [i, piece] of pieces.slice(1).entries()) {
    const isLast = i === pieces.length - 2;
    const cut = isLast ? piece.length : lastEnd(piece);
    const answer = tidy(piece.slice(0, cut));
    pairs.push({ label: `${tidy(question)}?`, details: answer === "" ? [] : [answer] });
    question = piece.slice(cut);
  }
  return pairs.filter(({ label }) => label.length > 2);
}

/** Where the last sentence of a piece begins: it is the next question. */
function lastEnd(piece: string): number {
  const marks = [". ", "! ", "; ", "\n", ", "].map((mark) => piece.trimEnd().lastIndexOf(mark));
  const at = Math.max(...marks.slice(0, 4));
  const comma = marks[4] ?? -1;
  return at === -1 ? comma + 1 : at + 1;
}

const tidy = (text: string): string =>
  text
    .trim()
    .replace(/^[;,.]\s*/, "")
    .replace(PREFIX, "")
    .replace(/[;,]$/, "")
    .trim();

const INGREDIENTS = /^(?:ingredients|zutaten|ingrédients|ingredientes|you need|du brauchst)$/i;
const METHOD =
  /^(?:steps|method|directions|instructions|preparation|schritte|zubereitung|anleitung|étapes|préparation|pasos|preparación|elaboración|passos|preparo|modo de preparo)$/i;

export function recipe({ parts }: Said): UiNode[] | null {
  const isKnown = parts.some(({ label, details }) => details.length > 0 && (INGREDIENTS.test(label) || METHOD.test(label)));
  if (!isKnown) return parts.length >= 2 ? [stepsOf(parts)] : null;
  return parts.flatMap(({ label, details }) => {
    if (details.length === 0) return [paragraph(plain(label))];
    const heading = node("InlineHeader", { heading: label });
    if (METHOD.test(label)) return [heading, stepsOf(details.map((detail) => ({ label: detail, details: [] })))];
    return INGREDIENTS.test(label) || details.length > 1 ? [heading, textList(details)] : [heading, paragraph(plain(joined(details)))];
  });
}

const URL = /https?:\/\/[^\s"”»)<>]+/i;
const LINKING = new Set(
  "that which opens open links link linking leads leading goes going pointing to die der öffnet zu auf qui ouvre vers que abre para a".split(
    " ",
  ),
);

/** The words before an address, without those that lead to it. */
function withoutLinking(text: string): string {
  const words = text.trim().split(/\s+/);
  while (LINKING.has((words.at(-1) ?? "").replace(/[,:]$/, "").toLowerCase())) words.pop();
  return words.join(" ");
}

const BUTTONS_MAX = 8;

export function pressable({ body, parts }: Said): UiNode[] | null {
  const url = URL.exec(body)?.[0].replace(/[.,;]$/, "");
  if (url !== undefined && parts.filter(({ label, details }) => URL.test([label, ...details].join(" "))).length <= 1) {
    const before = withoutLinking(body.slice(0, body.indexOf(url)));
    const label = unquoted(before) || url.replace(/^https?:\/\//i, "").replace(/\/$/, "");
    return [buttons([node("Button", { label, action: { type: "open_url", url }, variant: "primary" })])];
  }
  const made = parts.slice(0, BUTTONS_MAX).map(({ label, details }, i) => {
    const address = URL.exec(details.join(" "))?.[0];
    if (address === undefined) return say(label, i === 0 ? "primary" : "secondary");
    return node("Button", { label, action: { type: "open_url", url: address }, variant: i === 0 ? "primary" : "secondary" });
  });
  const isShort = parts.every(({ label }) => label.split(" ").length <= 4 && /\p{L}/u.test(label));
  return made.length > 0 && isShort ? [buttons(made)] : null;
}
