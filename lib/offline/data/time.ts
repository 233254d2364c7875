import { asciiDigits } from "./digits";
import { trimmed } from "./trimmed";

export type TimeKind = "year" | "date" | "month" | "week" | "month-name" | "quarter" | "quarter-name" | "weekday" | "clock" | "step";

export interface ParsedTime {
  kind: TimeKind;
  /** Sorts times of one kind. */
  key: number;
}

const MONTHS = new Map<string, number>();
const MONTH_NAMES = [
  "jan january januar jänner janvier janv enero ene janeiro gennaio gen januari 一月 يناير",
  "feb february februar fev fevrier février févr febrero fevereiro febbraio februari 二月 فبراير",
  "mar march mär märz maerz mrz mars marzo março marco maart mrt 三月 مارس",
  "apr april avr avril abril abr aprile 四月 أبريل",
  "may mai mayo maio maggio mag mei 五月 مايو",
  "jun june juni juin junio junho giugno giu 六月 يونيو",
  "jul july juli juil juillet julio julho luglio lug 七月 يوليو",
  "aug august aout août agosto ago augustus 八月 أغسطس",
  "sep sept september septembre septiembre setembro set settembre 九月 سبتمبر",
  "oct october okt oktober octobre octubre outubro out ottobre ott 十月 أكتوبر",
  "nov november novembre noviembre novembro 十一月 نوفمبر",
  "dec december dez dezember déc decembre décembre diciembre dic dezembro dicembre 十二月 ديسمبر",
];
MONTH_NAMES.forEach((names, i) => {
  for (const name of names.split(" ")) MONTHS.set(name, i + 1);
});
const WEEKDAYS = new Map<string, number>();
[
  "mon monday montag lundi lun lunes segunda segunda-feira 月曜日 星期一",
  "tue tues tuesday dienstag mardi mar. martes terça terça-feira 火曜日 星期二",
  "wed wednesday weds mittwoch mercredi mer miércoles miercoles mié quarta quarta-feira 水曜日 星期三",
  "thu thur thurs thursday donnerstag jeudi jeu jueves jue quinta quinta-feira 木曜日 星期四",
  "fri friday freitag vendredi ven viernes vie sexta sexta-feira 金曜日 星期五",
  "sat saturday samstag sonnabend samedi sam sábado sabado sáb 土曜日 星期六",
  "sun sunday sonntag dimanche dim domingo dom 日曜日 星期日",
].forEach((names, i) => {
  for (const name of names.split(" ")) WEEKDAYS.set(name, i + 1);
});

export const YEAR_HEADER =
  /^(?:.*[\s_-])?(?:year|years|yr|founded|born|established|built|released|since|published|opened|discovered|date|season|fy|period|jahr|année|annee|año|ano|anno)(?:[\s_-].*)?$/i;
const isYear = (n: number): boolean => Number.isInteger(n) && n >= 1500 && n <= 2200;
const month = (name: string | undefined): number | undefined => MONTHS.get((name ?? "").toLowerCase().replace(/\.$/, ""));

/** Reads a point in time. A bare year counts only when `yearAllowed`, as 1990 may as well be a number. */
export function parseTime(input: string, options: { yearAllowed: boolean; dayFirst: boolean }): ParsedTime | null {
  const text = input.length > 60 ? "" : asciiDigits(trimmed(input));
  if (text.length === 0 || text.length > 40) return null;
  if (text.length === 4 && /^\d{4}$/.test(text))
    return options.yearAllowed && isYear(Number(text)) ? { kind: "year", key: Number(text) } : null;
  return parseIso(text) ?? parseSlashed(text, options.dayFirst) ?? parseNamed(text) ?? parseStep(text) ?? parseEastern(text);
}

/** `2024-03-01` without the price of a pattern: a long column of dates has nothing else. Null for anything else. */
function parseDate(text: string): ParsedTime | null {
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return null;
  let digits = 0;
  for (let i = 0; i < 10; i++) {
    const code = text.charCodeAt(i);
    if (isDigit(code)) digits = digits * 10 + code - 48;
    else if (i !== 4 && i !== 7) return null;
  }
  const [y, m, d] = [Math.floor(digits / 10_000), Math.floor(digits / 100) % 100, digits % 100];
  return !isYear(y) || m < 1 || m > 12 || d < 1 || d > 31 ? null : { kind: "date", key: Date.UTC(y, m - 1, d) };
}

const DASH = 45;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function parseIso(text: string): ParsedTime | null {
  if (!isDigit(text.charCodeAt(0))) return null;
  const date = parseDate(text);
  if (date) return date;
  const iso = /^(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/.exec(
    text,
  );
  if (iso) {
    const [y, m, d] = [Number(iso[1]), Number(iso[2]), Number(iso[3] ?? 1)];
    if (!isYear(y) || m < 1 || m > 12 || d < 1 || d > 31) return null;
    const key = Date.UTC(y, m - 1, d, Number(iso[4] ?? 0), Number(iso[5] ?? 0), Number(iso[6] ?? 0));
    return { kind: iso[3] ? "date" : "month", key };
  }
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?\s?(am|pm)?$/i.exec(text) ?? /^(\d{1,2})()()\s?(am|pm)$/i.exec(text);
  if (!clock) return null;
  const hours = (Number(clock[1]) % (clock[4] ? 12 : 25)) + (clock[4]?.toLowerCase() === "pm" ? 12 : 0);
  return Number(clock[1]) > 24 || Number(clock[2] || 0) > 59
    ? null
    : { kind: "clock", key: hours * 3600 + Number(clock[2] || 0) * 60 + Number(clock[3] || 0) };
}

function parseSlashed(text: string, dayFirst: boolean): ParsedTime | null {
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (match) {
    const [a, b, y] = [Number(match[1]), Number(match[3]), Number(match[4])];
    const isDayFirst = match[2] === "." || a > 12 || (dayFirst && b <= 12);
    const [d, m] = isDayFirst ? [a, b] : [b, a];
    if (m < 1 || m > 12 || d < 1 || d > 31) return null;
    return { kind: "date", key: Date.UTC(y < 100 ? 2000 + y : y, m - 1, d) };
  }
  const monthYear = /^(\d{1,2})[/-](\d{4})$/.exec(text);
  if (!monthYear || Number(monthYear[1]) < 1 || Number(monthYear[1]) > 12) return null;
  return { kind: "month", key: Date.UTC(Number(monthYear[2]), Number(monthYear[1]) - 1, 1) };
}

function parseNamed(text: string): ParsedTime | null {
  const bare = month(text);
  if (bare) return { kind: "month-name", key: bare };
  const weekday = WEEKDAYS.get(text.toLowerCase().replace(/\.$/, ""));
  if (weekday) return { kind: "weekday", key: weekday };
  const words = text
    .replace(/[,']/g, " ")
    .split(/[\s/-]+/)
    .filter(Boolean);
  if (words.length < 2 || words.length > 4) return null;
  const named = words.map(month);
  const at = named.findIndex((m) => m !== undefined);
  if (at === -1) return null;
  const numbers = words.filter((_, i) => i !== at);
  if (!numbers.every((word) => /^\d{1,4}(?:st|nd|rd|th)?\.?$/.test(word) || WEEKDAYS.has(word.toLowerCase()))) return null;
  const values = numbers.filter((word) => /^\d/.test(word)).map((word) => Number.parseInt(word, 10));
  const m = named[at] ?? 1;
  const year = values.findLast((value, i) => value > 31 || i === 1) ?? null;
  if (values.length === 1 && year === null && at === 0 && /^\d{2}$/.test(numbers[0] ?? "") && /[-/']/.test(text))
    return { kind: "month", key: Date.UTC(2000 + (values[0] ?? 0), m - 1, 1) };
  if (values.length === 1 && year !== null) return { kind: "month", key: Date.UTC(year, m - 1, 1) };
  const day = values.find((value) => value >= 1 && value <= 31) ?? 1;
  return { kind: "date", key: Date.UTC(year === null ? 2000 : year < 100 ? 2000 + year : year, m - 1, day) };
}

const DAY_MS = 86_400_000;

/** The Monday of a week of ISO 8601: the first has the year's first Thursday. */
function mondayOf(year: number, week: number): number {
  const fourth = Date.UTC(year, 0, 4);
  const weekday = (new Date(fourth).getUTCDay() + 6) % 7;
  return fourth + ((week - 1) * 7 - weekday) * DAY_MS;
}

/** `2026-W05`, `2026W05-3`, `KW 5/2026`, `W05 2026`. */
function parseWeek(text: string): ParsedTime | null {
  const iso = /^(\d{4})[-\s/]?(?:W|KW|Wk\s?|CW)(\d{1,2})(?:-?([1-7]))?$/i.exec(text);
  const named = iso ?? /^()(?:W|KW|Wk|CW|Week)\s?(\d{1,2})[\s/-]+(?:\d{2})?(?=\d{2})/i.exec(text);
  const year = Number(iso ? iso[1] : /(\d{4})$/.exec(text)?.[1]);
  const week = Number(named?.[2]);
  if (!named || !isYear(year) || week < 1 || week > 53) return null;
  const day = iso?.[3];
  return { kind: day ? "date" : "week", key: mondayOf(year, week) + (day ? Number(day) - 1 : 0) * DAY_MS };
}

/** `2026年1月25日`, `2026년 1월`, `1月`. */
function parseEastern(text: string): ParsedTime | null {
  const match = /^(?:(\d{4})\s?[年년]\s?)?(?:(\d{1,2})\s?[月월]\s?)?(?:(\d{1,2})\s?[日号일])?$/.exec(text);
  if (!match || match[0] === "") return null;
  const [year, m, day] = [match[1], match[2], match[3]].map((part) => (part === undefined ? null : Number(part)));
  if (m !== null && m !== undefined && (m < 1 || m > 12)) return null;
  if (year !== null && year !== undefined) {
    if (!isYear(year)) return null;
    if (!m) return day ? null : { kind: "year", key: year };
    return { kind: day ? "date" : "month", key: Date.UTC(year, m - 1, day ?? 1) };
  }
  if (m) return day ? { kind: "date", key: Date.UTC(2000, m - 1, day) } : { kind: "month-name", key: m };
  return null;
}

/** `10/Oct/2026:13:55:36 +0000` of web servers, `Sun, 25 Jan 2026 10:00:00 GMT` of mails. */
function parseStamped(text: string): ParsedTime | null {
  const match = /^(?:\p{L}{3},\s)?(\d{1,2})[/ ](\p{L}{3})[/ ](\d{4})[: ](\d{2}):(\d{2})(?::(\d{2}))?(?:\s?(?:GMT|UTC|Z|[+-]\d{4}))?$/u.exec(
    text,
  );
  const m = month(match?.[2]);
  if (!match || !m) return null;
  const [d, y, h, min, s] = [match[1], match[3], match[4], match[5], match[6] ?? "0"].map(Number);
  return { kind: "date", key: Date.UTC(y ?? 0, m - 1, d, h, min, s) };
}

function parseStep(text: string): ParsedTime | null {
  const dated = parseWeek(text) ?? parseStamped(text);
  if (dated) return dated;
  const quarter = /^(?:(\d{4})[\s-]?)?Q([1-4])(?:[\s/'’-]*(\d{4}|\d{2}))?$/i.exec(text.replace(/^([1-4])Q\s?'?(\d{2}|\d{4})$/i, "Q$1 $2"));
  if (quarter) {
    const year = Number(quarter[1] ?? quarter[3] ?? 0);
    return year === 0
      ? { kind: "quarter-name", key: Number(quarter[2]) }
      : { kind: "quarter", key: (year < 100 ? 2000 + year : year) * 4 + Number(quarter[2]) };
  }
  const fiscal = /^FY\s?'?(\d{4}|\d{2})(?:[/-]\d{2})?$/i.exec(text) ?? /^(\d{4})[/-]\d{2}$/.exec(text);
  if (fiscal) return { kind: "year", key: Number(fiscal[1]) < 100 ? 2000 + Number(fiscal[1]) : Number(fiscal[1]) };
  const decade = /^(\d{3}0)s$/.exec(text);
  if (decade) return { kind: "year", key: Number(decade[1]) };
  const step = /^(?:week|wk|w|kw|day|month|hour|sprint|round|year|period|iteration|session)[\s#-]?(\d{1,3})$/i.exec(text);
  return step ? { kind: "step", key: Number(step[1]) } : null;
}
