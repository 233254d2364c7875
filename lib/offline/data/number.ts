export type DecimalMark = "." | ",";

export interface ParsedNumber {
  value: number;
  unit: string | null;
}

const CURRENCY =
  /^(?:US\$|A\$|C\$|R\$|[$€£¥₹₩₽₺₫₪₴฿]|USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN|CZK|BRL|Rs\.?|kr)(?=[\s\d.,(+-]|$)/i;
const CURRENCY_END = /[\s\d](US\$|[$€£¥₹₩₽₺₫₪₴฿]|USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|SEK|NOK|DKK|PLN|CZK|BRL|kr)\.?$/i;
const SCALE: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  mm: 1e6,
  mn: 1e6,
  mio: 1e6,
  mil: 1e6,
  million: 1e6,
  m: 1e6,
  b: 1e9,
  bn: 1e9,
  billion: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
};
const GLUED_UNITS = new Set(
  "kg g mg lb lbs oz km cm mm m ms s sec h hr hrs min mins gb mb kb tb kwh mwh gwh w kw mw v a hz khz mhz ghz °c °f c f ° x px pt pp bps mph km/h l ml ha km² m² % ‰ kcal".split(
    " ",
  ),
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

/**
 * Reads a number as people write it: currencies, %, thousands marks, (5) for −5, 12k, 3.4M, a unit after it.
 * Null for anything else, for ordinals and codes, and for integers that a double cannot hold exactly.
 */
export function parseNumber(input: string, decimal: DecimalMark = "."): ParsedNumber | null {
  const plain = plainNumber(input, decimal);
  if (plain !== null) return { value: plain, unit: null };
  let text = input.trim().replace(/[−–](?=[\d.$€£])/u, "-");
  if (text.length === 0 || text.length > 40 || !/\d/.test(text)) return null;
  let negative = false;
  if (text.startsWith("(") && text.endsWith(")")) {
    negative = true;
    text = text.slice(1, -1).trim();
  }
  let unit: string | null = null;
  [text, negative] = takeSign(text, negative);
  const currency = CURRENCY.exec(text) ?? null;
  if (currency) {
    unit = currency[0];
    text = text.slice(currency[0].length).trim();
    [text, negative] = takeSign(text, negative);
  } else {
    const trailing = CURRENCY_END.exec(text);
    if (trailing?.[1]) {
      unit = trailing[1];
      text = text.slice(0, text.length - trailing[0].length + 1).trim();
    }
  }
  const split = /^([\d.,'’\s\u00a0\u202f]*\d[.,]?(?:e[+-]?\d{1,3})?)(\s*)([^\d\s][^\d]*)?$/i.exec(text);
  if (!split?.[1]) return null;
  const suffix = readSuffix(split[3]?.trim() ?? "", (split[2] ?? "") !== "", unit !== null);
  if (suffix === null || (unit !== null && suffix.unit !== null)) return null;
  const magnitude = readDigits(split[1], decimal);
  if (magnitude === null) return null;
  const value = scaled(magnitude, suffix.scale);
  return { value: negative ? -value : value, unit: unit ?? suffix.unit };
}

function takeSign(text: string, negative: boolean): [string, boolean] {
  if (text.startsWith("-")) return [text.slice(1).trim(), !negative];
  if (text.startsWith("+")) return [text.slice(1).trim(), negative];
  return [text, negative];
}

function readDigits(text: string, decimal: DecimalMark): number | null {
  const compact = text.trim().replace(/(?<=\d)['’\s\u00a0\u202f](?=\d{3}(?:\D|$))/gu, "");
  const pattern = decimal === "." ? ENGLISH : EUROPEAN;
  const other = decimal === "." ? EUROPEAN : ENGLISH;
  const matched = pattern.test(compact) ? decimal : other.test(compact) ? (decimal === "." ? "," : ".") : null;
  if (matched === null) return null;
  const plain = matched === "." ? compact.replaceAll(",", "") : compact.replaceAll(".", "").replace(",", ".");
  const value = Number(plain);
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER ? null : value;
}

function readSuffix(suffix: string, spaced: boolean, hasCurrency: boolean): { unit: string | null; scale: number } | null {
  if (suffix === "") return { unit: null, scale: 1 };
  if (suffix === "%") return { unit: "%", scale: 1 };
  const lower = suffix.toLowerCase();
  if (/^(st|nd|rd|th|am|pm|a\.m\.?|p\.m\.?|d)$/.test(lower)) return null;
  const scale = SCALE[lower];
  const isMetre = suffix === "m" && !hasCurrency;
  if (scale !== undefined && !isMetre && !(suffix === "t" && !hasCurrency) && !(lower === "mm" && !hasCurrency))
    return { unit: null, scale };
  if (hasCurrency) return null;
  if (GLUED_UNITS.has(lower) || (spaced && /^[\p{L}°µ%²³/]{1,12}(?: [\p{L}]{1,12})?$/u.test(suffix))) return { unit: suffix, scale: 1 };
  return null;
}

/** Multiplies without the noise of binary fractions: 3.4 × 1,000,000 is 3,400,000. */
function scaled(value: number, scale: number): number {
  return scale === 1 ? value : Number((value * scale).toPrecision(15));
}

/** The decimal mark a whole table uses, judged by the cells that allow one reading only. Point when nothing tells. */
export function decimalMarkOf(texts: Iterable<string>): DecimalMark {
  let comma = 0;
  let point = 0;
  for (const text of texts) {
    const digits = /\d[\d.,]*/.exec(text)?.[0].replace(/[.,]$/, "");
    if (!digits || !/[.,]/.test(digits)) continue;
    if (
      /^\d+,\d{1,2}$/.test(digits) ||
      /^\d+,\d{4,}$/.test(digits) ||
      /^\d{1,3}(\.\d{3})+,\d+$/.test(digits) ||
      /^\d{1,3}(\.\d{3}){2,}$/.test(digits) ||
      /^0,\d+$/.test(digits)
    )
      comma++;
    else if (
      /^\d*\.\d{1,2}$/.test(digits) ||
      /^\d*\.\d{4,}$/.test(digits) ||
      /^\d{1,3}(,\d{3})+\.\d+$/.test(digits) ||
      /^\d{1,3}(,\d{3}){2,}$/.test(digits) ||
      /^0\.\d+$/.test(digits)
    )
      point++;
  }
  return comma > point ? "," : ".";
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
