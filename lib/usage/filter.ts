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

/** Which of a workspace's requests are looked at. */
export interface UsageFilter extends UsageScope {
  outcome: OutcomeName | null;
  endpoint: string | null;
  /** A request's id, whole. */
  request: string | null;
}

/** Returns the query string of a filter, without what is the default anyway; with the "?" unless it is empty. */
export function toSearch(filter: Partial<UsageFilter>, more: Record<string, string> = {}): "" | `?${string}` {
  const given = Object.entries({ ...filter, ...more }).filter(([name, value]) => value && !(name === "period" && value === "24h"));
  const search = new URLSearchParams(given as [string, string][]).toString();
  return search === "" ? "" : `?${search}`;
}

/** Returns the first moment that a period takes in, on the edge of a bar, so that no bar is half a one but the last. */
export function periodStart(period: Period, now: Date): Date {
  const { lengthMs, bucketMs } = PERIODS[period];
  return new Date(Math.floor((now.getTime() - lengthMs) / bucketMs) * bucketMs + bucketMs);
}
