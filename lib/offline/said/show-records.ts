import type { UiNode } from "@/lib/genui/tree";
import { parseNumber } from "../data/number";
import { typeTable } from "../data/columns";
import { presentData } from "../data/present";
import { rawTable } from "../data/table";
import { exactSum, viewOf } from "../data/view";
import { facts, header, node, plain, smallPrint } from "../ui";
import { moneyIn, writtenLike } from "./money";
import { type Part, unquoted } from "./parts";
import type { Said } from "./read";
import { listOf } from "./show-lists";

const EMAIL = /^[^\s@]{1,64}@[^\s@.]{1,64}(?:\.[^\s@.]{1,64}){1,6}$/;
const PHONE = /^[+(]?\d[\d\s()./-]{4,}$/;
const ADDRESS = /^(?:https?:\/\/|www\.)\S+$|^[\w-]+(?:\.[\w-]+)+(?:\/\S*)?$/i;
const LABELS: [RegExp, string][] = [
  [EMAIL, "Email"],
  [PHONE, "Phone"],
  [ADDRESS, "Web"],
];
const SAID_LABEL = /^(?:e-?mail|mail|phone|tel|telephone|mobile|web|website|telefon|téléphone|teléfono|telefone|correo)\.?:?\s+(?=\S)/iu;

/** A name, what stands beside it, and each way to reach them. */
export function contact({ parts }: Said): UiNode[] | null {
  const [name, ...others] = parts.flatMap(({ label, details }) =>
    details.length > 0 ? [{ label, text: details.join(", ") }] : [{ label: "", text: label }],
  );
  if (!name || others.length === 0) return null;
  const rows: { label: string; value: string }[] = [];
  const beside: string[] = [];
  for (const { label, text } of others) {
    const bare = text.replace(SAID_LABEL, "");
    const known = LABELS.find(([pattern]) => pattern.test(bare))?.[1];
    if (label !== "") rows.push({ label, value: text });
    else if (known !== undefined) rows.push({ label: known, value: bare });
    else beside.push(text);
  }
  const title = name.label === "" || /^name$/i.test(name.label) ? name.text : `${name.label}: ${name.text}`;
  const subtitle = beside.length > 0 ? beside.join(" · ") : undefined;
  return [header(title, subtitle), ...(rows.length > 0 ? [facts(rows)] : [])];
}

interface Line {
  name: string;
  count: number | null;
  price: number;
  unit: string | null;
  text: string;
}

const COUNT = /^(\d{1,5})\s?[x×*]\s?(?=\p{L})|\s(\d{1,5})\s?[x×*](?=\s|$)|[\s(][x×*]\s?(\d{1,5})\)?(?=\s|$)/u;
const TOTAL = /^(?:total|sum|amount due|balance|grand total|gesamt\p{L}*|summe|somme|total ttc|suma|soma|zu zahlen)$/iu;

function lineOf({ label, details }: Part): Line | null {
  const text = [label, ...details].join(" ");
  const money = moneyIn(text) ?? bareAmount(text);
  if (!money) return null;
  const rest = `${text.slice(0, money.from)} ${text.slice(money.to)}`.replace(/\s+/g, " ").trim();
  const count = COUNT.exec(rest);
  const name = (count ? rest.replace(count[0], " ") : rest).replace(/(?:\s(?:at|for|à|für|zu|por|a)|[\s:=–@-])$/iu, "").trim();
  return { name, count: count ? Number(count[1] ?? count[2] ?? count[3]) : null, price: money.value, unit: money.unit, text: money.text };
}

/** A number without a currency at the end. */
function bareAmount(text: string): ReturnType<typeof moneyIn> {
  const from = text.lastIndexOf(" ") + 1;
  const last = text.slice(from);
  const parsed = from > 0 && /^\d/.test(last) ? parseNumber(last) : null;
  return parsed && { text: last, ...parsed, from, to: text.length };
}

/** Items with their amounts and the total that was said; what the items add up to is told where it is another. */
export function invoice({ parts }: Said): UiNode[] | null {
  const lines = parts.map((part) => ({ part, line: lineOf(part) }));
  const items = lines.flatMap(({ line }) => (line && !TOTAL.test(line.name) && line.name !== "" ? [line] : []));
  const total = lines.find(({ line }) => line && TOTAL.test(line.name))?.line ?? null;
  const others = lines.filter(({ line }) => line === null || line.name === "").map(({ part }) => part);
  if (items.length === 0) return null;
  const unit = items[0]?.unit ?? null;
  const each = exactSum(items.map(({ count, price }) => (count ?? 1) * price));
  const asSaid = exactSum(items.map(({ price }) => price));
  const isUnitPrice = items.some(({ count }) => (count ?? 1) > 1) && (total === null || total.price === each);
  const isOneUnit = items.every((item) => item.unit === unit) && (total === null || total.unit === unit);
  const rows = items.map(({ name, count, price, text }) => [
    plain(name),
    count === null ? "" : String(count),
    plain(text),
    writtenLike(text, exactSum([(count ?? 1) * price])),
  ]);
  const shown = [items.some(({ count }) => count !== null), true, isUnitPrice && total !== null && isOneUnit];
  const kept = (row: string[]): string[] => row.filter((_, i) => i === 0 || shown[i - 1]);
  const columns = kept(["Item", "Quantity", "Price", "Amount"]).map((label) => node("Col", { label, type: "string" }));
  const last = total
    ? [
        columns.map((_, i) => {
          if (i === 0) return `**${plain(total.name)}**`;
          return i === columns.length - 1 ? `**${writtenLike(total.text, total.price)}**` : "";
        }),
      ]
    : [];
  const sums = [...new Set([asSaid, each])];
  const isOff = total !== null && isOneUnit && !sums.includes(total.price);
  return [
    node("Table", { columns, rows: [...rows.map(kept), ...last] }),
    ...(others.length > 0 ? [listOf(others)] : []),
    ...(isOff
      ? [smallPrint(`The items add up to ${sums.map((sum) => writtenLike(items[0]?.text ?? "", sum)).join(" or ")}, not to this total.`)]
      : []),
  ];
}

const DOWN = /\b(?:descending|desc|highest|largest|most|reverse|newest|latest|z-a|absteigend|décroissant|descendente|decrescente)\b/iu;
const UP = /\b(?:ascending|asc|lowest|smallest|least|cheapest|oldest|earliest|a-z|aufsteigend|croissant|ascendente|crescente)\b/iu;
const BY = new Set(["by", "nach", "par", "por", "según"]);
const ARTICLES = new Set(["the", "their", "der", "dem", "le", "la", "el", "o", "a", "os", "as"]);

/** "Sort these by price": what they are ordered by. */
function keyOf(title: string): string {
  const words = title.toLowerCase().match(/\p{L}+/gu) ?? [];
  const behind = words.slice(words.findIndex((word) => BY.has(word)) + 1);
  return words.some((word) => BY.has(word)) ? (behind.find((word) => !ARTICLES.has(word)) ?? "value") : "value";
}

const BARE = /^[$€£]?-?\d+(?:[.,]\d+)*%?$/;

/** What was said in order: by the amount behind each, otherwise by the words. */
export function sorted({ parts, title }: Said): UiNode[] | null {
  if (parts.length < 2) return null;
  const by = keyOf(title);
  const isAlphabetic = /^(?:alphabet|name|alphabétique|alfab)/i.test(by) || /alphab|alfab/i.test(title);
  const texts = parts.map(({ label, details }) => unquoted([label, ...details].join(" ")));
  const pairs = texts
    .map((text) => /^(.*\S)\s+(\S+)$/.exec(text))
    .map((match) =>
      match?.[1] && match[2] && parseNumber(match[2]) ? { label: match[1].replace(/[:=–-]$/, "").trim(), value: match[2] } : null,
    );
  const rows = pairs.filter((pair) => pair !== null);
  if (rows.length === texts.length && !isAlphabetic) {
    const isDown = DOWN.test(title) || !UP.test(title);
    const ordered = rows.toSorted((a, b) => (numberOf(a.value) - numberOf(b.value)) * (isDown ? -1 : 1));
    const raw = rawTable(
      ["Item", by.charAt(0).toUpperCase() + by.slice(1)],
      ordered.map(({ label, value }) => [label, value]),
    );
    const applied = [`Sorted by ${by}, ${isDown ? "highest" : "lowest"} first.`];
    return presentData({ ...viewOf(typeTable(raw)), isSorted: true, applied });
  }
  const isNumbers = texts.every((text) => BARE.test(text) && parseNumber(text) !== null);
  const way = DOWN.test(title) ? -1 : 1;
  const ordered = texts.toSorted((a, b) => (isNumbers ? numberOf(a) - numberOf(b) : a.localeCompare(b, "en", { numeric: true })) * way);
  return [listOf(ordered.map((label) => ({ label, details: [] })))];
}

const numberOf = (text: string): number => parseNumber(text)?.value ?? 0;
