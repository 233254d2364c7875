import type { UiNode } from "@/lib/genui/tree";
import { node, plain, say } from "../ui";
import { around, moneyIn } from "./money";
import { type Part, unquoted } from "./parts";
import type { Said } from "./read";
import { listOf } from "./show-lists";

interface Card {
  name: string;
  lines: string[];
  price?: string;
  button?: string;
}

function cardsOf(cards: Card[]): UiNode {
  const items = cards.map(({ name, lines, price, button }, i) =>
    node("CompositeCardItem", {
      id: `card-${i + 1}`,
      header: node("Text", { variant: "text", value: name, size: "md" }),
      body: lines.length > 0 ? [listOf(lines.map((label) => ({ label, details: [] })))] : [],
      footer: price === undefined && button === undefined ? undefined : footer(price, button),
    }),
  );
  return node("CompositeCardBlock", { items, layout: "grid", responsive: true });
}

function footer(price: string | undefined, button: string | undefined): Record<string, UiNode> {
  return {
    ...(price === undefined ? {} : { price: node("BoldText", { variant: "text", value: price }) }),
    ...(button === undefined ? {} : { button: say(button, "primary") }),
  };
}

const sides = (parts: Part[]): UiNode[] => [cardsOf(parts.map(({ label, details }) => ({ name: capital(label), lines: details })))];

export function prosCons({ parts }: Said): UiNode[] | null {
  const said = parts.filter(({ details }) => details.length > 0);
  return said.length >= 2 && said.length === parts.length ? sides(parts) : null;
}

/** Lanes with what stands in them; some may be empty. */
export function kanban({ parts }: Said): UiNode[] | null {
  return parts.length >= 2 && parts.some(({ details }) => details.length > 0) ? sides(parts) : null;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "Free $0 1 user", "Pro: $12 a month, 5 users": a name, a price, and what it holds. */
function planOf({ label, details }: Part): Card {
  const inLabel = moneyIn(label);
  if (inLabel) {
    const { before, after } = around(label, inLabel);
    return { name: before, price: inLabel.text, lines: [after, ...details].filter((line) => line !== "") };
  }
  const at = details.findIndex((detail) => moneyIn(detail) !== null);
  const money = at === -1 ? null : moneyIn(details[at] ?? "");
  if (!money) return { name: label, lines: details };
  const { before, after } = around(` ${details[at] ?? ""}`, { ...money, from: money.from + 1, to: money.to + 1 });
  const lines = [...details.slice(0, at), before, after, ...details.slice(at + 1)].filter((line) => line !== "");
  return { name: label, price: money.text, lines };
}

/** "Free $0, 1 user, Pro $12, 5 users": what has neither price nor label of its own belongs to the plan before it. */
function planParts(parts: Part[]): Part[] {
  const isHead = ({ label, details }: Part): boolean => details.length > 0 || (moneyIn(label)?.from ?? 0) > 0;
  if (!parts[0] || !isHead(parts[0])) return parts;
  const groups: Part[] = [];
  for (const part of parts) {
    const group = groups.at(-1);
    if (isHead(part) || !group) groups.push({ ...part, details: [...part.details] });
    else group.details.push(part.label);
  }
  return groups;
}

export function plans(said: Said): UiNode[] | null {
  const found = planParts(said.parts).map(planOf);
  if (
    found.length < 2 ||
    found.some(({ name }) => name === "") ||
    !found.some(({ price, lines }) => price !== undefined || lines.length > 0)
  )
    return null;
  const [first] = found;
  const isEven = first !== undefined && first.lines.length > 0 && found.every(({ lines }) => lines.length === first.lines.length);
  const isCompared = said.kind === "compare" || /(?<!\p{L})(?:compar|vergleich|versus|vs)/iu.test(said.title);
  return isCompared && isEven ? [compared(found)] : [cardsOf(found)];
}

/** Things side by side, a column each. */
function compared(found: Card[]): UiNode {
  const hasPrice = found.some(({ price }) => price !== undefined);
  const columns = found.map(({ name }) => node("Col", { label: name, type: "string" }));
  const prices = hasPrice ? [found.map(({ price }) => plain(price ?? ""))] : [];
  const rows = (found[0]?.lines ?? []).map((_, i) => found.map(({ lines }) => plain(lines[i] ?? "")));
  return node("Table", { columns, rows: [...prices, ...rows] });
}

const BUTTON =
  /\s?\b(?:and|with|und|mit|et|avec|y|con|e|com)?\s?(?:an?|einem|einer|un|une|uno|una|um|uma)\s["“«]?([\p{L}\d][\p{L}\d ]{0,30}?)["”»]?[\s-](?:buttons?|knopf|schaltfläche)\b|\s?(?:avec|con|com|et|y|e)?\s?(?:un|um)\s(?:bouton|botón|botão)\s["“«]?([\p{L}\d]{1,30}(?:\s[\p{L}\d]{1,30})?)["”»]?/iu;

/** A name, a price, a button, and whatever else was said of it. */
export function product({ body }: Said): UiNode[] | null {
  const button = BUTTON.exec(body);
  const text = button ? `${body.slice(0, button.index)} ${body.slice(button.index + button[0].length)}`.trim() : body;
  const money = moneyIn(text);
  const split = money ? around(text, money) : { before: text, after: "" };
  const pieces = `${split.before}, ${split.after}`
    .split(/[,;:]\s|\n|\s[–-]\s/)
    .map((piece) => unquoted(piece.trim().replace(/[,.;]$/, "")))
    .filter((piece) => piece !== "");
  const [name, ...lines] = pieces;
  if (name === undefined || (!money && !button && lines.length === 0)) return null;
  return [cardsOf([{ name, lines, price: money?.text, button: button?.[1] ?? button?.[2] }])];
}
