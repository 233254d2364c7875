import type { Limits } from "@/lib/principal";

const COUNT = new Intl.NumberFormat("en");
const MICROS = 1_000_000;

/** Returns a count with its unit: "1 request", "60,000 tokens". */
export function countInWords(max: number, unit: string): string {
  return `${COUNT.format(max)} ${unit}${max === 1 ? "" : "s"}`;
}

/** Returns a budget as money, to the last of its digits: "$5.00", "$0.00082". */
export function budgetInWords(micros: number): string {
  return `$${(micros / MICROS).toLocaleString("en", { minimumFractionDigits: 2, maximumFractionDigits: 6 })}`;
}

const WORDS: Record<keyof Limits, (max: number) => string> = {
  requestsPerMinute: (max) => `${countInWords(max, "request")} a minute`,
  tokensPerMinute: (max) => `${countInWords(max, "token")} a minute`,
  parallelRequests: (max) => `${countInWords(max, "request")} at a time`,
  dayMicros: (max) => `${budgetInWords(max)} a day`,
  monthMicros: (max) => `${budgetInWords(max)} a month`,
};

/** Returns what limits say, in their order: "60 requests a minute, $5.00 a day"; an empty text for none. */
export function limitsInWords(limits: Limits | null): string {
  if (!limits) return "";
  const names = Object.keys(WORDS) as (keyof Limits)[];
  return names.flatMap((name) => (limits[name] === null ? [] : [WORDS[name](limits[name])])).join(", ");
}
