import type { UiNode } from "@/lib/genui/tree";
import { formatNumber, parseNumber } from "../data/number";
import { parseTime } from "../data/time";
import { AGGREGATE_NAMES, type Aggregate, aggregate } from "../data/view";
import { figures, header, paragraph, plain } from "../ui";
import { evaluate } from "./expression";
import { percentAnswer } from "./percent";
import { precise, result, tidy } from "./result";
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
    .replace(/(?<![?!.=\s])[?!.=\s]+$/, "")
    .replace(LEAD, "")
    .replace(LEAD, "")
    .replace(/^the\s+/i, "");
  return percentAnswer(asked) ?? unitAnswer(asked) ?? dateAnswer(asked) ?? statistic(asked) ?? arithmetic(asked);
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
  const list = /^[a-z]+\s*(?:(?:of|:)\s*)?(?:the numbers?\s+)?(-?\d[\d\s.,;&-]*(?:and\s+-?\d[\d.,]*)?)$/i.exec(text)?.[1];
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
    .replace(/(?<!\d)(\d+\s*\/\s*\d+)\s+of\s+(?=\d)/g, "($1) * ")
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
  const root = /^(?:square root of\s*|sqrt\s*(?:\(\s*)?)(\d+(?:\.\d+)?)\)?$/i.exec(worded);
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
