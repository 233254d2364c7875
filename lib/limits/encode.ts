import type { LimitedSubject } from "@/lib/principal";
import type { Verdict } from "./mutations";

/** How long what was used counts in a limit of a minute: the second it was used in, and the sixty after it. */
const MINUTE_MS = 61_000;

interface Counted {
  requests: number;
  tokens: number;
}

const KINDS = [
  { kind: "requests", limit: "requestsPerMinute" },
  { kind: "tokens", limit: "tokensPerMinute" },
] as const;

/**
 * Returns the headers of OpenAI about limits of a minute, for the subject that has the least left of each; `counted` is what this request
 * added. None where nothing of the kind is limited.
 */
export function rateLimitHeaders(verdict: Verdict, subjects: readonly LimitedSubject[], counted: Counted): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const { kind, limit } of KINDS) {
    const limited = subjects.flatMap(({ limits }, index) => {
      const max = limits[limit];
      return max === null ? [] : [{ max, used: (verdict.standings[index]?.[kind] ?? 0) + counted[kind] }];
    });
    const tightest = limited.sort((a, b) => a.max - a.used - (b.max - b.used))[0];
    if (!tightest) continue;
    const { max, used } = tightest;
    headers[`x-ratelimit-limit-${kind}`] = String(max);
    headers[`x-ratelimit-remaining-${kind}`] = String(Math.max(0, max - used));
    headers[`x-ratelimit-reset-${kind}`] = duration(used === 0 ? 0 : MINUTE_MS - (verdict.nowMs % 1_000));
  }
  return headers;
}

/** As OpenAI writes a wait: `0s`, `12ms`, `59.5s`, `1m0.25s`. */
function duration(ms: number): string {
  if (ms > 0 && ms < 1_000) return `${ms}ms`;
  const minutes = Math.floor(ms / 60_000);
  return `${minutes > 0 ? `${minutes}m` : ""}${(ms % 60_000) / 1_000}s`;
}
