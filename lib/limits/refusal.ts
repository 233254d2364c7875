import { ApiError } from "@/lib/errors";
import type { LimitedSubject, Limits } from "@/lib/principal";
import { budgetInWords, countInWords } from "./words";
import type { UsedUp, Verdict } from "./mutations";

/** How soon a place may be free again, as far as anyone knows. */
const PLACE_MS = 1_000;

const OWNERS = { key: "this API key", workspace: "this workspace" } as const satisfies Record<LimitedSubject["type"], string>;

const WORDS: Record<keyof Limits, (max: number, owner: string) => string> = {
  requestsPerMinute: (max, owner) => `Rate limit reached for ${owner}: ${countInWords(max, "request")} a minute.`,
  tokensPerMinute: (max, owner) => `Rate limit reached for ${owner}: ${countInWords(max, "token")} a minute.`,
  parallelRequests: (max, owner) => `Limit reached for ${owner}: ${countInWords(max, "request")} at work at a time. Wait for one to end.`,
  dayMicros: (max, owner) => `The budget of ${owner} for today (UTC) is used up: ${budgetInWords(max)}.`,
  monthMicros: (max, owner) => `The budget of ${owner} for this month (UTC) is used up: ${budgetInWords(max)}.`,
};

/**
 * Returns why a request was not admitted, or null when it was: of several limits the one that keeps it out the longest. A limit that opens
 * by itself soon is `rate_limit_exceeded` and says when; a budget is `insufficient_quota`, which clients don't try again.
 */
export function refusalOf({ refusals, nowMs }: Verdict, subjects: readonly LimitedSubject[]): ApiError | null {
  const [worst] = [...refusals].sort((a, b) => (b.opens ?? 0) - (a.opens ?? 0));
  const subject = worst && subjects.find(({ id }) => id === worst.id);
  if (!worst || !subject) return null;
  const sentence = WORDS[worst.limit](subject.limits[worst.limit] ?? 0, OWNERS[subject.type]);
  const isBudget = worst.limit === "dayMicros" || worst.limit === "monthMicros";
  if (isBudget) return new ApiError("insufficient_quota", `${sentence} ${opensAt(worst)}`, { retryAfterMs: waitMs(worst, nowMs) });
  const retryAfterMs = waitMs(worst, nowMs);
  const again = worst.opens === null ? "" : ` Try again in ${Math.ceil(retryAfterMs / 1_000)} s.`;
  return new ApiError("rate_limit_exceeded", `${sentence}${again}`, { retryAfterMs });
}

function waitMs({ opens }: UsedUp, nowMs: number): number {
  return opens === null ? PLACE_MS : Math.max(1, opens * 1_000 - nowMs);
}

function opensAt({ opens }: UsedUp): string {
  return `It opens again at ${new Date((opens ?? 0) * 1_000).toISOString().replace(".000", "")}.`;
}
