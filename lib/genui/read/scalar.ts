import { remembered } from "../remembered";

/** Readings of single values that models write in another form than the slot wants; undefined when there is no honest reading. */

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

const plain = remembered((word) =>
  word
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ""),
);
