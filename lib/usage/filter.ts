const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The periods that the pages offer: how far back each reaches, and how wide one bar of its chart is. */
export const PERIODS = {
  "1h": { label: "1 hour", lengthMs: HOUR_MS, bucketMs: 60_000 },
  "24h": { label: "24 hours", lengthMs: DAY_MS, bucketMs: HOUR_MS },
  "7d": { label: "7 days", lengthMs: 7 * DAY_MS, bucketMs: 6 * HOUR_MS },
  "30d": { label: "30 days", lengthMs: 30 * DAY_MS, bucketMs: DAY_MS },
  "90d": { label: "90 days", lengthMs: 90 * DAY_MS, bucketMs: DAY_MS },
} as const;

export type Period = keyof typeof PERIODS;

/** The key filter's word for requests from the pages of this server, which carry no key. */
export const FROM_PAGES = "pages";

/** Which states of a request the pages tell apart, and the HTTP status codes that each takes in. */
export const OUTCOMES = {
  ok: { label: "Succeeded", from: 0, to: 399 },
  refused: { label: "Refused (4xx)", from: 400, to: 499 },
  failed: { label: "Failed (5xx)", from: 500, to: 599 },
} as const;

export type OutcomeName = keyof typeof OUTCOMES;

/** Whose requests are looked at, and how far back. */
export interface UsageScope {
  period: Period;
  /** The model that answered; of a request that none answered, the one asked for. */
  model: string | null;
  /** The id of a key, or `FROM_PAGES`. */
  key: string | null;
}

/** Why a model stopped, as records have it. */
export const FINISHES = ["stop", "length", "tool-calls", "content-filter"] as const;
export type Finish = (typeof FINISHES)[number];

/** Which of a workspace's requests are looked at. */
export interface UsageFilter extends UsageScope {
  outcome: OutcomeName | null;
  endpoint: string | null;
  finish: Finish | null;
  stream: "yes" | "no" | null;
  /** Words, or their beginnings, that were said in it; a request's id finds that. */
  text: string | null;
  /** A stretch in place of the period, in milliseconds since 1970; `to` is not part of it. */
  from: number | null;
  to: number | null;
  /** A request's id, whole. */
  request: string | null;
}

/** Returns the query string of a filter, without what is the default anyway; with the "?" unless it is empty. */
export function toSearch(filter: Partial<UsageFilter>, more: Record<string, string> = {}): "" | `?${string}` {
  const given = Object.entries({ ...filter, ...more }).flatMap(([name, value]) =>
    value && !(name === "period" && value === "24h") ? [[name, String(value)]] : [],
  );
  const search = new URLSearchParams(given).toString();
  return search === "" ? "" : `?${search}`;
}

/** Returns the first moment that a period takes in, on the edge of a bar, so that no bar is half a one but the last. */
export function periodStart(period: Period, now: Date): Date {
  const { lengthMs, bucketMs } = PERIODS[period];
  return new Date(Math.floor((now.getTime() - lengthMs) / bucketMs) * bucketMs + bucketMs);
}

/** A stretch of time and how wide a bar of its chart is; `end` is not part of it. */
export interface UsageRange {
  start: Date;
  end: Date;
  bucketMs: number;
}

const BARS_MAX = 96;
const WIDTHS = [1_000, 5_000, 15_000, 60_000, 5 * 60_000, 15 * 60_000, HOUR_MS, 6 * HOUR_MS, DAY_MS, 7 * DAY_MS, 31 * DAY_MS];

/** Returns the stretch that a filter looks at: the one that is named, else its period up to now. */
export function rangeOf({ period, from, to }: Pick<UsageFilter, "period" | "from" | "to">, now: Date): UsageRange {
  const start = from === null ? periodStart(period, now) : new Date(from);
  const end = to === null ? new Date(now.getTime() + 1) : new Date(to);
  if (from === null && to === null) return { start, end, bucketMs: PERIODS[period].bucketMs };
  const lengthMs = Math.max(1, end.getTime() - start.getTime());
  const bucketMs = WIDTHS.find((width) => lengthMs / width <= BARS_MAX) ?? Math.ceil(lengthMs / BARS_MAX);
  return { start, end, bucketMs };
}

/** Returns the moments at which the bars of a stretch begin. */
export function barsOf({ start, end, bucketMs }: UsageRange): number[] {
  const first = Math.floor(start.getTime() / bucketMs);
  const last = Math.max(first, Math.ceil(end.getTime() / bucketMs) - 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * bucketMs);
}
