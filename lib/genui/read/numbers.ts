/** Numbers as people write them, read by what all of a column says of their marks. */

/** What may stand within a number, and after it, as the end of a sentence, means nothing. */
const MARK = /[.,'’_\s]/;
/** What multiplies, and which letters also stand for a unit, as m for metres. */
const SCALES: Record<string, number> = {
  k: 1e3,
  thousand: 1e3,
  tsd: 1e3,
  m: 1e6,
  mn: 1e6,
  mio: 1e6,
  million: 1e6,
  millions: 1e6,
  millionen: 1e6,
  millones: 1e6,
  b: 1e9,
  bn: 1e9,
  mrd: 1e9,
  milliarde: 1e9,
  milliarden: 1e9,
  milliards: 1e9,
  billion: 1e9,
  billions: 1e9,
  t: 1e12,
  tn: 1e12,
  trillion: 1e12,
};
const UNITS_TOO = new Set(["m", "b", "t"]);
/** Units of one quantity: numbers of two of them are not to be compared as they stand. */
const UNITS_OF = ["mg g kg t lb oz", "mm cm m km mi ft", "ms s sec min h hrs d", "b kb mb gb tb kib mib gib"].map(
  (units) => new Set(units.split(" ")),
);
const CHARS_MAX = 60;
/** The first digits with their marks. */
const CORE = /\d[\d.,'’_\u00a0\u202f\u2009 ]*/;
const EXPONENT = /^([+-]?\d+(?:\.\d+)?e[+-]?\d{1,3})$/i;
const GROUPED = /^\d{1,3}(?:[,.]\d{3})+$|^\d{1,2}(?:,\d{2})+,\d{3}$/;
/** Digits in groups of three with something between them that is no mark of decimals. */
const SPACED = /^\d{1,3}(?:[ '’_\u00a0\u202f\u2009]\d{3})+(?:[.,]\d+)?$/;
const CURRENCY = /\p{Sc}|^(?:USD|EUR|GBP|CHF|JPY|CNY|INR|SEK|NOK|DKK|PLN|CZK|BRL|CAD|AUD|Fr|kr|zł|Rs|[~≈])\.?$/u;
/** Currencies of countries that write 1,450.00: their name says nothing of a point before three digits. */
const POINTED = /[$£¥₹]|USD|GBP|JPY|CNY|INR|CAD|AUD/;

interface Written {
  isNegative: boolean;
  /** Digits, points and commas. */
  digits: string;
  scale: string;
  /** Everything else that stands with it: a currency, a unit, a percent sign. */
  unit: string;
}

/** A column of numbers as they were meant: undefined is a gap, and `unit` what stood with all of them. */
export interface Column {
  numbers: (number | undefined)[];
  unit: string;
}

/**
 * The numbers of a column, with sign, marks of thousands, currency, percent and parentheses, by what the column as a whole says of them.
 * Null when its marks can be read two ways, or when its values are of different units. What is no number at all is a gap.
 */
export function columnOf(values: readonly unknown[]): Column | null {
  const written = values.map((value) => (typeof value === "string" ? writtenOf(value) : null));
  const texts = written.filter((one) => one !== null);
  const isScaled = texts.some(({ scale, unit }) => (scale !== "" && !UNITS_TOO.has(scale)) || CURRENCY.test(unit));
  const units = new Set(texts.map((one) => (isScaled ? one.unit : [one.unit, one.scale].filter(Boolean).join(" "))).filter(Boolean));
  if (UNITS_OF.some((family) => [...units].filter((one) => family.has(one.toLowerCase())).length > 1)) return null;
  const unit = [...units].join(", ");
  const decimal = decimalOf(texts, unit);
  if (decimal === null) return null;
  const numbers = values.map((value, index) => {
    const one = written[index];
    return one ? valueOf(one, decimal, isScaled) : plainNumber(value);
  });
  return { numbers, unit };
}

/** One number by itself; undefined when it is none, or can be read two ways. */
export function numberFrom(value: unknown): number | undefined {
  return typeof value === "string" ? columnOf([value])?.numbers[0] : plainNumber(value);
}

/** Whether a text is a number with what belongs to it, whatever its marks mean. */
export function isNumeric(value: unknown): boolean {
  return typeof value === "number" || (typeof value === "string" && writtenOf(value) !== null);
}

function plainNumber(value: unknown): number | undefined {
  if (typeof value === "boolean") return value ? 1 : 0;
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

function withoutLastMarks(text: string): string {
  let end = text.length;
  while (end > 0 && MARK.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function writtenOf(value: string): Written | null {
  if (value.length > CHARS_MAX) return null;
  const text = latin(value.trim()).replaceAll("\u2212", "-").replaceAll("\u2013", "-");
  if (EXPONENT.test(text)) return { isNegative: false, digits: String(Number(text)), scale: "", unit: "" };
  const core = CORE.exec(text);
  if (!core) return null;
  const digits = withoutLastMarks(core[0]);
  const [before, after] = [text.slice(0, core.index).trim(), text.slice(core.index + digits.length).trim()];
  const isFraction = before.endsWith(".");
  const isNegative = /^\(.*\)$/.test(text) || /-/.test(before) || after === "-";
  const lead = before.replace(/\.$/, "").replace(/[-+(]/g, "").trim();
  const rest = after.replace(/^-$|[)]/g, "").trim();
  if (/[ '’_\u00a0\u202f\u2009]/.test(digits) && !SPACED.test(digits)) return null;
  if (/\d/.test(rest) || !(lead === "" || CURRENCY.test(lead)) || !isUnit(rest)) return null;
  const [word = "", ...more] = rest.split(/\s+/);
  const isScale = SCALES[word.toLowerCase().replace(/\.$/, "")] !== undefined;
  const unit = [lead, isScale ? more.join(" ") : rest].filter(Boolean).join(" ");
  const scale = isScale ? (/^[MBT]$/.test(word) ? word : word.toLowerCase().replace(/\.$/, "")) : "";
  return { isNegative, digits: isFraction ? `0.${digits}` : digits, scale, unit };
}

/** What may stand beside a number and leave it one: a sign of currency or percent, a short unit. */
function isUnit(text: string): boolean {
  return text === "" || (text.length <= 14 && /^[\p{Sc}%‰°~≈]*\s?(?:[\p{L}²³/]{0,10}\.?)(?:\s?[\p{Sc}%\p{L}]{1,3})?$/u.test(text));
}

/** Digits of other scripts as the ones that are read. */
function latin(text: string): string {
  return text
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g, (digit) => String(digitOf(digit.charCodeAt(0))))
    .replaceAll("\u066b", ".")
    .replaceAll("\u066c", "\u00a0")
    .replaceAll("％", "%");
}

function digitOf(code: number): number {
  const zero = [0x660, 0x6f0, 0x966, 0xff10].findLast((first) => code >= first) ?? 0x660;
  return code - zero;
}

/** Which mark stands before decimals in a column: "." or ","; null when it can be either. */
function decimalOf(texts: readonly Written[], unit: string): "." | "," | null {
  const said = new Set<"." | ",">();
  let isOpen = "";
  for (const { digits } of texts) {
    const mark = decimalIn(digits);
    if (mark === "either") isOpen = /[.,]/.exec(digits)?.[0] ?? "";
    else if (mark !== "none") said.add(mark);
  }
  if (said.size > 1) return null;
  const [one] = said;
  if (one) return one;
  if (isOpen === "") return ".";
  // Three digits behind a comma are thousands in most of what is written; behind a point only where a currency says so.
  if (isOpen === ",") return ".";
  return CURRENCY.test(unit) && !POINTED.test(unit) ? "," : null;
}

function decimalIn(digits: string): "." | "," | "none" | "either" {
  const points = digits.split(".").length - 1;
  const commas = digits.split(",").length - 1;
  if (points > 0 && commas > 0) return digits.lastIndexOf(".") > digits.lastIndexOf(",") ? "." : ",";
  const mark = points > 0 ? "." : commas > 0 ? "," : null;
  if (mark === null) return "none";
  const other = mark === "." ? "," : ".";
  if (points + commas > 1) return GROUPED.test(digits) ? other : mark;
  const [whole = "", part = ""] = digits.split(mark);
  if (part.length !== 3 || /^0*$/.test(whole) || whole.replace(/\D/g, "").length > 3)
    return /[\s'’_\u00a0\u202f\u2009]/.test(part) ? other : mark;
  return "either";
}

function valueOf({ isNegative, digits, scale }: Written, decimal: "." | ",", isScaled: boolean): number | undefined {
  const bare = digits.replace(decimal === "." ? /,/g : /\./g, "").replace(/['’_\s]/g, "");
  if (bare.split(decimal).length > 2) return undefined;
  const factor = scale !== "" && (isScaled || !UNITS_TOO.has(scale)) ? (SCALES[scale.toLowerCase()] ?? 1) : 1;
  const number = Number(bare.replace(decimal, ".")) * factor;
  return Number.isFinite(number) ? (isNegative ? -number : number) : undefined;
}
