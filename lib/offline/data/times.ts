import { asciiDigits } from "./digits";
import { isLikely, KIND_SHARE } from "./numbers";
import type { Doubt, Reading } from "./table";
import { parseTime, type TimeKind, YEAR_HEADER } from "./time";

export interface Times {
  keys: (number | null)[];
  isAbsolute: boolean;
  unique: number;
  /** Other texts for people, where what was written is for machines. */
  texts?: string[];
  note?: string;
  doubt?: Doubt;
}

const ALWAYS_ABSOLUTE = new Set<TimeKind>(["year", "date", "month", "quarter", "week"]);
const NINE = 57;
/** A day over 12 before the month, or behind it. */
const DAY_FIRST = /^(?:1[3-9]|[23]\d)[/.-]\d{1,2}[/.-]\d{2,4}/;
const MONTH_FIRST = /^\d{1,2}[/-](?:1[3-9]|[23]\d)[/-]\d{2,4}/;
const EITHER_FIRST = /^\d{1,2}([/-])\d{1,2}\1\d{2,4}\b/;

/** The times of a column by the evidence of all its cells; null when it holds something else. */
export function typeTime(name: string, texts: string[], filled: string[], reading: Reading): Times | null {
  const stamps = ofStamps(name, texts, filled) ?? ofDigits(name, texts, filled);
  if (stamps) return stamps;
  if (!isLikely(texts, (text) => parseTime(text, { yearAllowed: true, dayFirst: true }) !== null)) return null;
  const unique = new Set(filled).size;
  const yearAllowed = YEAR_HEADER.test(name) || looksLikeYears(filled, unique, name);
  const order = orderOf(filled, yearAllowed, reading);
  const parsed = texts.map((text) => (text === "" ? null : parseTime(text, { yearAllowed, dayFirst: order === "day" })));
  const kinds = new Map<TimeKind, number>();
  for (const time of parsed) if (time) kinds.set(time.kind, (kinds.get(time.kind) ?? 0) + 1);
  const [kind, hits] = [...kinds].sort((a, b) => b[1] - a[1])[0] ?? [null, 0];
  if (kind === null || hits < filled.length * KIND_SHARE) return null;
  if (/^may$/i.test(texts[0] ?? "") && unique === 1) return null;
  const keys = parsed.map((time) => (time?.kind === kind ? time.key : null));
  if (order === "open") return { keys, isAbsolute: false, unique, doubt: doubtOf(name, filled) };
  return { keys, isAbsolute: ALWAYS_ABSOLUTE.has(kind), unique };
}

/** Whether days or months stand first in `03/04/2024`; "open" when it makes a difference and nothing tells. */
function orderOf(filled: string[], yearAllowed: boolean, reading: Reading): "day" | "month" | "open" {
  const isSlashed = (text: string): boolean => text.charCodeAt(0) <= NINE && EITHER_FIRST.test(text);
  if (filled.some((text) => text.charCodeAt(0) <= NINE && DAY_FIRST.test(text))) return "day";
  if (!filled.some(isSlashed) || filled.some((text) => MONTH_FIRST.test(text))) return "month";
  if (reading.isDayFirst !== null) return reading.isDayFirst ? "day" : "month";
  const keys = (dayFirst: boolean): number[] => filled.map((text) => parseTime(text, { yearAllowed, dayFirst })?.key ?? 0);
  const rises = (values: number[]): boolean => values.every((value, i) => i === 0 || value >= (values[i - 1] ?? 0));
  const falls = (values: number[]): boolean => values.every((value, i) => i === 0 || value <= (values[i - 1] ?? 0));
  const [asDay, asMonth] = [keys(true), keys(false)];
  const isDay = rises(asDay) || falls(asDay);
  const isMonth = rises(asMonth) || falls(asMonth);
  if (isDay && isMonth) return "month";
  return isDay ? "day" : isMonth ? "month" : "open";
}

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

function doubtOf(column: string, filled: string[]): Doubt {
  const isTelling = (text: string): boolean => new Set(text.split(/[/-]/, 2).map(Number)).size === 2;
  const sample = filled.find((text) => EITHER_FIRST.test(text) && isTelling(text)) ?? filled[0] ?? "";
  const way = (dayFirst: boolean): string => DAY.format(parseTime(sample, { yearAllowed: false, dayFirst })?.key ?? 0);
  return { column, sample, ways: [way(true), way(false)] };
}

/** Whole numbers around 2000 in even steps are years even under a header that does not say so. */
function looksLikeYears(filled: string[], unique: number, name: string): boolean {
  if (unique < 3 || unique !== filled.length || !/^(?:column \d+|name|item|label|x|when|time|key|index|#|)$/i.test(name)) return false;
  const years = filled.map(Number);
  const step = (years[1] ?? 0) - (years[0] ?? 0);
  return (
    step !== 0 &&
    years.every((year, i) => Number.isInteger(year) && year >= 1800 && year <= 2100 && (i === 0 || year - (years[i - 1] ?? 0) === step))
  );
}

const STAMP_HEADER =
  /(?:^|[\s_.-])(?:time|timestamps?|ts|t|epoch|unix|date|datetime|when|created|updated|modified|at|start|end|seen|zeit|datum|x)$|(?:At|Time|Date|Stamp)$/i;
/** From 2000 to 2100, in seconds. */
const [STAMP_MIN, STAMP_MAX] = [946_684_800, 4_102_444_800];

/** Seconds or milliseconds since 1970 under a header that says when. */
function ofStamps(name: string, texts: string[], filled: string[]): Times | null {
  if (!STAMP_HEADER.test(name) || !filled.every((text) => /^\d{10}(?:\.\d{1,6})?$|^\d{13}$/.test(text))) return null;
  const isMs = filled.every((text) => text.length === 13 && !text.includes("."));
  const seconds = (text: string): number => (isMs ? Number(text) / 1000 : Number(text));
  if (!filled.every((text) => seconds(text) >= STAMP_MIN && seconds(text) <= STAMP_MAX)) return null;
  const keys = texts.map((text) => (text === "" ? null : Math.round(seconds(text) * 1000)));
  const isDays = keys.every((key) => key === null || key % 86_400_000 === 0);
  const shown = keys.map((key) => (key === null ? "" : shownTime(key, isDays)));
  const note = `${name} was read as ${isMs ? "milliseconds" : "seconds"} since 1970, in UTC.`;
  return { keys, isAbsolute: true, unique: new Set(shown).size, texts: shown, note };
}

function shownTime(key: number, isDay: boolean): string {
  const iso = new Date(key).toISOString();
  return isDay ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${iso.slice(11, iso.endsWith(":00.000Z") ? 16 : 19)}`;
}

const DIGITS_HEADER = /date|day|datum|tag|month|monat|period|time|when|fecha|data|^column \d+$|日|月/i;

/** Days as 20260125 and months as 202601, where all cells are such and the header or their order says so. */
function ofDigits(name: string, texts: string[], filled: string[]): Times | null {
  const width = filled[0]?.length ?? 0;
  if ((width !== 8 && width !== 6) || !filled.every((text) => text.length === width && /^\d+$/.test(asciiDigits(text)))) return null;
  if (!DIGITS_HEADER.test(name)) return null;
  const keyOf = (text: string): number | null => {
    const digits = asciiDigits(text);
    const iso = width === 8 ? `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}` : `${digits.slice(0, 4)}-${digits.slice(4)}`;
    return parseTime(iso, { yearAllowed: false, dayFirst: false })?.key ?? null;
  };
  const keys = texts.map((text) => (text === "" ? null : keyOf(text)));
  if (texts.some((text, i) => text !== "" && keys[i] === null)) return null;
  return { keys, isAbsolute: true, unique: new Set(filled).size };
}
