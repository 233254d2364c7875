import { expect, test } from "vitest";
import { readLimits, typedLimit } from "./read-form";
import { NO_LIMITS } from "./schema";
import { limitsInWords } from "./words";

const read = (typed: Record<string, string>) => readLimits((name) => typed[name] ?? "");

test("what is typed is read as it is meant, money in dollars, and shown as it was typed", () => {
  const typed = { requestsPerMinute: "60", tokensPerMinute: "100,000", dayMicros: "$0.50", monthMicros: "12" };
  const limits = { ...NO_LIMITS, requestsPerMinute: 60, tokensPerMinute: 100_000, dayMicros: 500_000, monthMicros: 12_000_000 };
  expect(read(typed)).toEqual({ ok: true, limits });
  expect([typedLimit(limits, "tokensPerMinute"), typedLimit(limits, "dayMicros"), typedLimit(limits, "parallelRequests")]).toEqual([
    "100000",
    "0.5",
    "",
  ]);
  expect(limitsInWords(limits)).toBe("60 requests a minute, 100,000 tokens a minute, $0.50 a day, $12.00 a month");
  expect(read({})).toEqual({ ok: true, limits: NO_LIMITS });
});

test.each(["0", "-1", "1.5", "many", "1e3", "99999999999"])("a count of %j is told where it stands", (text) => {
  expect(read({ parallelRequests: text })).toEqual({ ok: false, errors: { parallelRequests: expect.stringContaining("whole number") } });
});

test.each(["0", "-5", "0.0000001", "5 EUR", "10000000"])("a budget of %j is told where it stands", (text) => {
  expect(read({ dayMicros: text })).toEqual({ ok: false, errors: { dayMicros: expect.stringContaining("An amount") } });
});
