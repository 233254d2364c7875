import { asciiDigits } from "./digits";
import { ALONE, readSuffix, type SuffixSense } from "./suffix";

export type DecimalMark = "." | ",";

export interface ParsedNumber {
  value: number;
  unit: string | null;
}

const CODES = "USD|EUR|GBP|CHF|JPY|CNY|RMB|INR|CAD|AUD|NZD|SGD|HKD|KRW|MXN|ZAR|TRY|SEK|NOK|DKK|PLN|CZK|HUF|RON|RUB|UAH|ILS|AED|SAR|THB|BRL";
const SIGNS = "US\\$|A\\$|C\\$|NZ\\$|HK\\$|S\\$|R\\$|[$€£¥₹₩₽₺₫₪₴฿₦₱]";
const CURRENCY = new RegExp(`^(?:${SIGNS}|(?:${CODES}|Rs\\.?|kr\\.?|zł|Fr\\.)(?=[\\s\\d.,(+-]|$))`, "i");
const CURRENCY_END = new RegExp(
  `(?:(?<=[\\s\\d.\\p{L}])(${SIGNS}|元|円|원)|(?<=[\\s\\d.])(${CODES}|kr|zł|Kč|Ft|dollars?|euros?|pounds|yen))\\.?$`,
  "iu",
);
const ENGLISH = /^(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d+)?(?:\.\d*)?(?:e[+-]?\d{1,3})?$/i;
const EUROPEAN = /^(?:\d{1,3}(?:\.\d{3})+|\d+)?(?:,\d+)?(?:e[+-]?\d{1,3})?$/i;

const PLAIN = /^-?\d{1,15}(?:\.\d{1,6})?$/;
const INTEGER = /^-?\d{1,15}$/;

/** The value of digits with at most a sign and a point: what most cells are. Null for anything else. */
export function plainNumber(text: string, decimal: DecimalMark): number | null {
  let value = 0;
  let at = 0;
  for (let digit = text.charCodeAt(0) - 48; digit >= 0 && digit <= 9; digit = text.charCodeAt(++at) - 48) value = value * 10 + digit;
  if (at > 0 && at <= 15 && at === text.length) return value;
  return (decimal === "." ? PLAIN : INTEGER).test(text) ? Number(text) : null;
}

/** A footnote behind a number: `1,234[1]`, `56*`. */
const FOOTNOTE = /(?<=\d)\s?(?:\[\w{1,3}\]|[*†‡]{1,3})$/;

/**
 * Reads a number as people write it, in the digits of any script: currencies, %, thousands marks, (5), 5- and −5 for -5, 12k, 3.4M, a unit
 * after it. `sense` says how the suffixes of its column are meant. Null for anything else, for ordinals and codes, and for integers that a
 * double cannot hold exactly.
 */
export function parseNumber(input: string, decimal: DecimalMark = ".", sense: SuffixSense = ALONE): ParsedNumber | null {
  const plain = plainNumber(input, decimal);
  if (plain !== null) return { value: plain, unit: null };
  if (input.length > 60) return null;
  const written = asciiDigits(input).trim().replace(FOOTNOTE, "");
  if (written.length === 0 || written.length > 40 || !/\d/.test(written)) return null;
  const { text, isNegative, currency } = takeSigns(written);
  const split = /^([\d.,'’\s\u00a0\u202f\u2009]*\d[.,]?(?:e[+-]?\d{1,3}(?!\d))?)(\s*)([^\d\s][^\d]*)?$/i.exec(text);
  if (!split?.[1]) return null;
  const suffix = readSuffix(split[3]?.trim() ?? "", (split[2] ?? "") !== "", currency !== null, sense);
  if (suffix === null || (currency !== null && suffix.unit !== null)) return null;
  const magnitude = readDigits(split[1], decimal);
  if (magnitude === null) return null;
  const value = scaled(magnitude, suffix.scale);
  return { value: isNegative && value !== 0 ? -value : value, unit: currency ?? suffix.unit };
}

/** Takes signs, parentheses and the currency from around the digits, in whichever order they stand; each once. */
function takeSigns(written: string): { text: string; isNegative: boolean; currency: string | null } {
  let text = written;
  let currency: string | null = null;
  let isSigned = false;
  let isNegative = false;
  for (let i = 0; i < 5; i++) {
    const before = text;
    if (!isSigned && text.startsWith("(") && text.endsWith(")")) {
      [isSigned, isNegative, text] = [true, true, text.slice(1, -1).trim()];
    } else if (!isSigned && /^[+-]/.test(text)) {
      [isSigned, isNegative, text] = [true, text.startsWith("-"), text.slice(1).trim()];
    } else if (!isSigned && /\d\s?-$/.test(text)) {
      [isSigned, isNegative, text] = [true, true, text.slice(0, -1).trim()];
    } else if (currency === null) {
      const found =
        CURRENCY.exec(text)?.[0] ??
        CURRENCY_END.exec(text)
          ?.slice(1)
          .find((part) => part !== undefined) ??
        null;
      currency = found;
      if (found !== null)
        text = (text.startsWith(found) ? text.slice(found.length) : text.replace(/\.$/, "").slice(0, -found.length)).trim();
    }
    if (text === before) break;
  }
  return { text, isNegative, currency };
}

function readDigits(text: string, decimal: DecimalMark): number | null {
  const compact = text.trim().replace(/(?<=\d)['’\s\u00a0\u202f\u2009](?=\d{3}(?!\d))/gu, "");
  const pattern = decimal === "." ? ENGLISH : EUROPEAN;
  const other = decimal === "." ? EUROPEAN : ENGLISH;
  const matched = pattern.test(compact) ? decimal : other.test(compact) ? (decimal === "." ? "," : ".") : null;
  if (matched === null) return null;
  const plain = matched === "." ? compact.replaceAll(",", "") : compact.replaceAll(".", "").replace(",", ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : value;
}

/** Multiplies without the noise of binary fractions: 3.4 × 1,000,000 is 3,400,000. */
function scaled(value: number, scale: number): number {
  return scale === 1 ? value : Number((value * scale).toPrecision(15));
}

/** A number for people: thousands marks, at most two decimals (more for tiny values), its unit where people expect it. */
export function formatNumber(value: number, unit: string | null = null): string {
  const size = Math.abs(value);
  const text = NUMBER_FORMATS[size > 0 && size < 0.01 ? "small" : "plain"].format(size);
  const sign = value < 0 && text !== "0" ? "-" : "";
  if (unit === null) return sign + text;
  if (unit === "%" || unit === "°" || unit === "x") return `${sign}${text}${unit}`;
  return CURRENCY.test(unit) && !/^[A-Za-z]{2,}\.?$/.test(unit) ? `${sign}${unit}${text}` : `${sign}${text} ${unit}`;
}

const NUMBER_FORMATS = {
  plain: new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 }),
  small: new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 }),
};

/** `formatNumber` of a computed value, with "about" where rounding changed it. */
export function formatComputed(value: number, unit: string | null = null): string {
  const exact = Number(value.toPrecision(12));
  const isRounded =
    Math.abs(exact) >= 0.01 ? Math.abs(exact * 100 - Math.round(exact * 100)) > 1e-6 : exact !== Number(exact.toPrecision(3));
  return `${isRounded ? "about " : ""}${formatNumber(exact, unit)}`;
}
