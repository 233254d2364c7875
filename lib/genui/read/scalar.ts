/** Readings of single values that models write in another form than the slot wants; undefined when there is no honest reading. */

const SUFFIX: Record<string, number> = { k: 1e3, m: 1e6, mn: 1e6, million: 1e6, b: 1e9, bn: 1e9, billion: 1e9, t: 1e12, trillion: 1e12 };
const NUMBER = /^([+-]?)(\d{1,3}(?:[,\u00a0\u202f ' ]\d{3})+|\d+)?(\.\d+)?(e[+-]?\d{1,3})?\s*(%|k|mn?|bn?|t|million|billion|trillion)?$/i;

/** A number written as text: "1,234.5", "€ 12", "45%", "2.5k". */
export function numberFrom(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value !== "string" || value.length > 60 || !/\d/.test(value)) return undefined;
  const bare = value
    .trim()
    .replace("\u2212", "-")
    .replace(/^([+-]?)\s*[$€£¥₹]\s*|(?<!\s)\s*[$€£¥₹]$/g, "$1");
  const match = NUMBER.exec(bare);
  if (!match || (match[2] === undefined && match[3] === undefined)) return undefined;
  const digits = (match[2] ?? "0").replace(/\D/g, "");
  const number = Number(`${match[1] ?? ""}${digits}${match[3] ?? ""}${match[4] ?? ""}`) * (SUFFIX[(match[5] ?? "").toLowerCase()] ?? 1);
  return Number.isFinite(number) ? number : undefined;
}

export function flagFrom(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (value === 1 || value === 0) return value === 1;
  if (typeof value !== "string") return undefined;
  const word = value.trim().toLowerCase();
  if (["true", "yes", "on", "1"].includes(word)) return true;
  return ["false", "no", "off", "0", ""].includes(word) ? false : undefined;
}

const SYNONYMS: Record<string, readonly string[]> = {
  danger: ["error", "critical", "negative", "destructive", "red", "fail", "failed", "failure", "alert"],
  warning: ["warn", "caution", "yellow", "orange", "amber"],
  success: ["ok", "positive", "good", "green", "done", "passed"],
  info: ["information", "note", "tip", "blue", "hint"],
  neutral: ["default", "secondary", "gray", "grey", "muted", "none", "outline"],
  small: ["sm", "s", "compact"],
  sm: ["small", "s"],
  s: ["small", "sm"],
  medium: ["md", "m", "default"],
  md: ["medium", "m"],
  m: ["medium", "md"],
  large: ["lg", "l", "big"],
  lg: ["large", "l", "xl"],
  l: ["large", "lg"],
  xs: ["extrasmall", "tiny"],
  primary: ["default", "filled", "contained", "main"],
  secondary: ["outlined", "outline", "default"],
  tertiary: ["ghost", "link", "text", "plain"],
  destructive: ["danger", "delete"],
  row: ["horizontal", "inline"],
  column: ["vertical", "stack"],
  horizontal: ["row", "inline"],
  vertical: ["column", "stack"],
  natural: ["smooth", "curved", "spline", "monotone"],
  linear: ["straight", "line"],
  grouped: ["group", "clustered", "default"],
  donut: ["doughnut", "ring"],
  number: ["numeric", "numbered", "integer", "float", "currency", "percent", "percentage", "ordered", "decimal"],
  string: ["text", "str", "date", "datetime"],
  text: ["string", "str"],
  icon: ["icons", "bullet"],
  action: ["actions", "button", "buttons"],
  single: ["radio", "one"],
  multiple: ["multi", "many", "checkbox"],
  discrete: ["stepped", "step"],
  k: ["thousand", "thousands"],
  b: ["billion", "billions", "bn"],
  t: ["trillion", "trillions"],
  "date-single": ["date", "datesingle"],
  up: ["increase", "positive", "rise", "higher"],
  down: ["decrease", "negative", "fall", "lower"],
};

/** One of the values, whatever its case or spelling; `strict` takes only the same letters. */
export function choiceFrom(
  value: unknown,
  values: readonly (string | number | boolean)[],
  strict = false,
): string | number | boolean | undefined {
  const exact = values.find((option) => option === value);
  if (exact !== undefined) return exact;
  if (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean") return undefined;
  const wanted = plain(String(value));
  const same = values.find((option) => plain(String(option)) === wanted);
  if (same !== undefined || strict) return same;
  return values.find((option) => typeof option === "string" && SYNONYMS[option]?.includes(wanted));
}

/** A word that may serve as the name of a field. */
export function slug(label: string, fallback: string): string {
  const word = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "")
    .slice(0, 40);
  return word || fallback;
}

/** `full_name` as a person writes it: "Full name". */
export function humanized(name: string): string {
  const words = name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function plain(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, "");
}
