import type { UiNode } from "@/lib/genui/tree";
import { formatNumber, parseNumber } from "../data/number";
import { parseTime } from "../data/time";
import { aggregate, type Aggregate, AGGREGATE_NAMES } from "../data/view";
import { figures, header, paragraph, plain } from "../ui";
import { evaluate } from "./expression";
import { convert } from "./units";

const DAY_MS = 86_400_000;
const LEAD =
  /^(?:please\s+)?(?:what(?:'s|’s|s| is| are| would be)|how much is|how much are|calculate|compute|evaluate|solve|work out|tell me|give me|find|can you (?:calculate|compute)|and)\s+/i;

/** Arithmetic, percentages, units, dates, and the average of a few numbers; null when the text asks for none of these. */
export function calcAnswer(text: string): UiNode[] | null {
  const letters = letterCount(text);
  if (letters) return letters;
  if (text.length > 300 || !/\d|\bhow many \S+ (?:are )?(?:there )?(?:in|is|are) (?:an?|one) /i.test(text)) return null;
  const asked = text
    .trim()
    .replace(/[?!.=\s]+$/, "")
    .replace(LEAD, "")
    .replace(LEAD, "")
    .replace(/^the\s+/i, "");
  return percentOf(asked) ?? unitAnswer(asked) ?? dateAnswer(asked) ?? statistic(asked) ?? arithmetic(asked);
}

/** "How many times does the letter r appear in strawberry?" */
function letterCount(text: string): UiNode[] | null {
  const match =
    /^how (?:many|often)(?: times)?\b.*?\b(?:the )?(?:letter )?["'“‘]?(\p{L})["'”’]?(?:'?s)?\s+(?:(?:appears?|occurs?)\s+in|(?:are|is)(?: there)? in|in)\s+(?:the word )?["'“‘]?(\p{L}{2,60})["'”’]?\s*\??$/iu.exec(
      text.trim(),
    );
  if (!match?.[1] || !match[2]) return null;
  const count = [...match[2].toLowerCase()].filter((char) => char === match[1]?.toLowerCase()).length;
  return result(`“${match[1]}” in “${match[2]}”`, count, "Counted letter by letter, capitals and small ones alike.");
}

function result(what: string, value: number, how: string, unit = ""): UiNode[] {
  const text = precise(value);
  return [header("Result"), figures([{ title: what, value: unit === "" ? text : `${text} ${unit}`, icon: "calculator" }]), paragraph(how)];
}

/** Up to six decimals; "about" where that rounds. */
function precise(value: number): string {
  const shown = new Intl.NumberFormat(
    "en-US",
    Math.abs(value) < 1e-4 && value !== 0 ? { maximumSignificantDigits: 6 } : { maximumFractionDigits: 6 },
  ).format(value);
  if (Math.abs(value) >= 1e15) return `about ${value.toExponential(6)}`;
  const exact = Math.abs(Number(shown.replaceAll(",", "")) - value) <= Math.abs(value) * 1e-12;
  return exact ? shown : `about ${shown}`;
}

const N = "([$€£]?\\s?-?[\\d.,]*\\d)";

function percentOf(text: string): UiNode[] | null {
  const read = (part: string | undefined): number | null => (part ? (parseNumber(part)?.value ?? null) : null);
  const of = new RegExp(`^${N}\\s*(?:%|percent|per cent)\\s+of\\s+${N}$`, "i").exec(text);
  const [p, whole] = [read(of?.[1]), read(of?.[2])];
  if (p !== null && whole !== null)
    return result(
      `${formatNumber(p)}% of ${formatNumber(whole)}`,
      tidy((p * whole) / 100),
      `${formatNumber(p)} ÷ 100 × ${formatNumber(whole)}`,
    );
  const on = new RegExp(
    `^(?:an?\\s+)?${N}\\s*(?:%|percent)\\s+(?:sales\\s+)?(?:tax|tip|vat|commission|interest|fee|gratuity|deposit)\\s+(?:on|of|for)\\s+(?:an?\\s+)?${N}$`,
    "i",
  ).exec(text);
  const [rate, base] = [read(on?.[1]), read(on?.[2])];
  if (rate !== null && base !== null)
    return result(
      `${formatNumber(rate)}% of ${formatNumber(base)}`,
      tidy((rate * base) / 100),
      `${formatNumber(rate)} ÷ 100 × ${formatNumber(base)}`,
    );
  const what =
    new RegExp(`^(?:what\\s+)?(?:percent|percentage|per cent|%)\\s+(?:of\\s+${N}\\s+is\\s+${N}|is\\s+${N}\\s+of\\s+${N})$`, "i").exec(
      text,
    ) ?? new RegExp(`^()()${N}\\s+(?:is|as)\\s+(?:what|a|which)\\s+(?:percent|percentage|per cent)\\s+of\\s+${N}$`, "i").exec(text);
  const part = read(what?.[2] || what?.[3]);
  const total = read(what?.[1] || what?.[4]);
  if (part !== null && total !== null && total !== 0)
    return result(
      `${formatNumber(part)} of ${formatNumber(total)}`,
      tidy((part / total) * 100),
      `${formatNumber(part)} ÷ ${formatNumber(total)} × 100`,
      "%",
    );
  const change = new RegExp(
    `(?:percent(?:age)?|%)\\s+(?:change|increase|decrease|growth|difference)\\s+(?:from|between)\\s+${N}\\s+(?:to|and)\\s+${N}$`,
    "i",
  ).exec(text);
  const [before, after] = [read(change?.[1]), read(change?.[2])];
  if (before !== null && after !== null && before !== 0)
    return result(
      `From ${formatNumber(before)} to ${formatNumber(after)}`,
      tidy(((after - before) / before) * 100),
      `(${formatNumber(after)} − ${formatNumber(before)}) ÷ ${formatNumber(before)} × 100`,
      "%",
    );
  const moved =
    new RegExp(`^(increase|raise|decrease|reduce|lower)\\s+${N}\\s+by\\s+${N}\\s*(?:%|percent)$`, "i").exec(text) ?? shifted(text);
  const [start, by] = [read(moved?.[2]), read(moved?.[3])];
  if (start !== null && by !== null) {
    const sign = /^(?:increase|raise|plus|\+)/i.test(moved?.[1] ?? "") ? 1 : -1;
    return result(
      `${formatNumber(start)} ${sign > 0 ? "plus" : "less"} ${formatNumber(by)}%`,
      tidy(start * (1 + (sign * by) / 100)),
      `${formatNumber(start)} × (1 ${sign > 0 ? "+" : "−"} ${formatNumber(by)} ÷ 100)`,
    );
  }
  const off = new RegExp(`^${N}\\s*(?:%|percent)\\s+(?:off|discount on)\\s+${N}$`, "i").exec(text);
  const [discount, price] = [read(off?.[1]), read(off?.[2])];
  if (discount !== null && price !== null)
    return result(
      `${formatNumber(price)} less ${formatNumber(discount)}%`,
      tidy(price * (1 - discount / 100)),
      `${formatNumber(price)} × (1 − ${formatNumber(discount)} ÷ 100)`,
    );
  return null;
}

/** "80 plus 15%" as "plus 80 by 15%". */
function shifted(text: string): string[] | null {
  const match = new RegExp(`^${N}\\s*(plus|minus|\\+|-|−)\\s*${N}\\s*(?:%|percent)$`, "i").exec(text);
  return match?.[1] && match[2] && match[3] ? [match[0], match[2], match[1], match[3]] : null;
}

const tidy = (value: number): number => Number(value.toPrecision(13));

function unitAnswer(text: string): UiNode[] | null {
  const unit = "((?:degrees? )?[a-z°²/]{1,14}\\d?)";
  const match =
    new RegExp(`^(?:convert\\s+)?(-?[\\d.,]*\\d)\\s*${unit}\\s+(?:in|to|into|as)\\s+${unit}$`, "i").exec(text) ??
    swapped(
      new RegExp(`^how many\\s+${unit}\\s+(?:are\\s+)?(?:there\\s+)?(?:in|is|are)\\s+(-?[\\d.,]*\\d|an?|one)\\s*${unit}$`, "i").exec(text),
    );
  if (!match?.[1] || !match[2] || !match[3]) return null;
  const value = /^(?:an?|one)$/i.test(match[1]) ? 1 : parseNumber(match[1])?.value;
  const converted = value === undefined ? null : convert(value, match[2], match[3]);
  if (value === undefined || !converted) return null;
  return result(
    `${formatNumber(value)} ${converted.from}`,
    converted.value,
    `${formatNumber(value)} ${converted.from} = ${precise(converted.value)} ${converted.to}`,
    converted.to,
  );
}

const swapped = (match: RegExpExecArray | null): (string | undefined)[] | null => (match ? [match[0], match[2], match[3], match[1]] : null);

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

function dateAnswer(text: string): UiNode[] | null {
  const between =
    /^(?:how many\s+)?(?:number of\s+)?(days|weeks|months|years)?\s*(?:are (?:there )?)?(?:difference\s+)?(?:between|from)\s+(.{4,30}?)\s+(?:and|to|until)\s+(.{4,30})$/i.exec(
      text,
    );
  const [from, to] = [dateOf(between?.[2]), dateOf(between?.[3])];
  if (between && from !== null && to !== null) {
    const days = Math.round((to - from) / DAY_MS);
    const unit = between[1]?.toLowerCase() ?? "days";
    if (unit === "weeks") return result("Weeks between", tidy(days / 7), `${formatNumber(days)} days ÷ 7`, "weeks");
    if (unit === "days")
      return result(
        "Days between",
        days,
        `From ${isoDate(from)} to ${isoDate(to)}, the first day not counted.`,
        Math.abs(days) === 1 ? "day" : "days",
      );
    return null;
  }
  const shift = /^(?:what (?:is the )?date is\s+|date\s+)?(\d{1,6})\s+(days?|weeks?)\s+(after|before|from)\s+(.{4,30})$/i.exec(text);
  const start = dateOf(shift?.[4]);
  if (shift && start !== null) {
    const days = Number(shift[1]) * (/week/i.test(shift[2] ?? "") ? 7 : 1) * (/before/i.test(shift[3] ?? "") ? -1 : 1);
    const end = start + days * DAY_MS;
    return [
      header("Result"),
      figures([{ title: `${shift[1]} ${shift[2]} ${shift[3]} ${isoDate(start)}`, value: isoDate(end), icon: "calendar" }]),
      paragraph(`A ${WEEKDAYS[new Date(end).getUTCDay()]}.`),
    ];
  }
  const weekday = /^(?:what |which )?(?:day of the week|weekday|day)\s+(?:is|was|will be|does)\s+(.{4,30}?)(?:\s+fall on)?$/i.exec(text);
  const day = dateOf(weekday?.[1]);
  return day === null
    ? null
    : [header("Result"), figures([{ title: isoDate(day), value: WEEKDAYS[new Date(day).getUTCDay()] ?? "", icon: "calendar" }])];
}

const isoDate = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A whole date with its year, as the start of its day in UTC. */
function dateOf(text: string | undefined): number | null {
  if (!text || !/\d{4}/.test(text)) return null;
  const time = parseTime(
    text
      .replace(/^the\s+/i, "")
      .replace(/(\d)(?:st|nd|rd|th)\b/gi, "$1")
      .replace(/\bof\b/gi, " ")
      .replace(/\s+/g, " ")
      .trim(),
    { yearAllowed: false, dayFirst: false },
  );
  return time?.kind === "date" && Number.isFinite(new Date(time.key).getTime()) ? time.key : null;
}

const STATISTICS: [RegExp, Aggregate][] = [
  [/^(?:average|mean)\b/i, "mean"],
  [/^median\b/i, "median"],
  [/^(?:sum|total)\b/i, "sum"],
  [/^(?:maximum|max|largest|highest)\b/i, "max"],
  [/^(?:minimum|min|smallest|lowest)\b/i, "min"],
];

function statistic(text: string): UiNode[] | null {
  const kind = STATISTICS.find(([pattern]) => pattern.test(text))?.[1];
  const list = /^[a-z]+\s*(?:of|:)?\s*(?:the numbers?\s+)?(-?\d[\d\s.,;&-]*(?:and\s+-?\d[\d.,]*)?)$/i.exec(text)?.[1];
  const numbers =
    list
      ?.split(/\s*[,;&]\s*(?:and\s+)?|\s+and\s+|\s+/)
      .filter(Boolean)
      .map((part) => parseNumber(part)?.value ?? null) ?? [];
  if (!kind || numbers.length < 2 || numbers.some((value) => value === null)) return null;
  const value = aggregate(numbers, kind);
  return value === null
    ? null
    : result(
        AGGREGATE_NAMES[kind],
        tidy(value),
        `Of ${numbers.length} numbers: ${numbers.map((number) => formatNumber(number ?? 0)).join(", ")}`,
      );
}

function arithmetic(text: string): UiNode[] | null {
  const worded = text
    .replace(/(\d+\s*\/\s*\d+)\s+of\s+(?=\d)/g, "($1) * ")
    .replace(/^(?:half|a half|one half)\s+(?:of\s+)?(?=\d)/i, "(1/2) * ")
    .replace(/^(?:a|one) third\s+of\s+(?=\d)/i, "(1/3) * ")
    .replace(/^(?:a|one) quarter\s+of\s+(?=\d)/i, "(1/4) * ")
    .replace(/^(?:twice|double)\s+(?=\d)/i, "2 * ")
    .replace(/\bdivided by\b|\bover\b/gi, "/")
    .replace(/\b(?:times|multiplied by)\b/gi, "*")
    .replace(/\bplus\b/gi, "+")
    .replace(/\bminus\b/gi, "-")
    .replace(/\bsquared\b/gi, "^2")
    .replace(/\bcubed\b/gi, "^3")
    .replace(/\b(?:to the power of|raised to)\b/gi, "^")
    .replace(/\bpercent\b/gi, "%")
    .replace(/%\s+of\b/gi, "% *");
  const root = /^(?:square root of|sqrt\s*\(?)\s*(\d+(?:\.\d+)?)\)?$/i.exec(worded);
  if (root?.[1]) return result(`√${root[1]}`, Math.sqrt(Number(root[1])), `The square root of ${root[1]}.`);
  if (
    !/[\d)]\s*[-+*/^×÷x%]\s*[\d(.-]/i.test(worded) ||
    /^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}$/.test(worded) ||
    /^\+?\d[\d\s()-]{6,}$/.test(worded)
  )
    return null;
  const value = evaluate(worded);
  return value === null
    ? null
    : result(plain(worded.replace(/\s+/g, " ")), value, `${plain(worded.replace(/\s+/g, " "))} = ${precise(value)}`);
}
