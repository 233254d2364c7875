import type { Limits } from "@/lib/principal";

const MICROS = 1_000_000;
/** The highest that a count may be, and a budget: a million US dollars. */
export const COUNT_MAX = 1_000_000_000;
export const MICROS_MAX = 1_000_000 * MICROS;

/** How pages call the limits, in what they are typed, and what one unit of that is. */
export const LIMIT_FIELDS = {
  requestsPerMinute: { label: "Requests a minute", unit: 1 },
  tokensPerMinute: { label: "Tokens a minute", unit: 1 },
  parallelRequests: { label: "Requests at a time", unit: 1 },
  dayMicros: { label: "Budget a day (US$)", unit: MICROS },
  monthMicros: { label: "Budget a month (US$)", unit: MICROS },
} as const satisfies Record<keyof Limits, { label: string; unit: number }>;

export type LimitErrors = Partial<Record<keyof Limits, string>>;

/** Reads limits as somebody typed them; nothing typed is no limit. Returns what is wrong with the fields where something is. */
export function readLimits(typed: (name: keyof Limits) => string): { ok: true; limits: Limits } | { ok: false; errors: LimitErrors } {
  const errors: LimitErrors = {};
  const limits: Limits = { requestsPerMinute: null, tokensPerMinute: null, parallelRequests: null, dayMicros: null, monthMicros: null };
  for (const name of Object.keys(LIMIT_FIELDS) as (keyof Limits)[]) {
    const text = typed(name).replace(/[\s,$]/g, "");
    if (text === "") continue;
    const isMoney = LIMIT_FIELDS[name].unit !== 1;
    const value = Math.round(Number(text) * LIMIT_FIELDS[name].unit);
    const isNumber = isMoney ? /^\d{1,7}(?:\.\d{1,6})?$/.test(text) : /^\d{1,10}$/.test(text);
    if (isNumber && value >= 1 && value <= (isMoney ? MICROS_MAX : COUNT_MAX)) limits[name] = value;
    else errors[name] = isMoney ? "An amount up to 1,000,000, such as 5 or 0.50." : "A whole number from 1 to 1,000,000,000.";
  }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, limits };
}

/** Returns a limit as it is typed; nothing for none. */
export function typedLimit(limits: Limits | null, name: keyof Limits): string {
  const value = limits?.[name] ?? null;
  return value === null ? "" : String(value / LIMIT_FIELDS[name].unit);
}
