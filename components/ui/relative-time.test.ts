import { describe, expect, it } from "vitest";
import { relativeTime } from "@/components/ui/relative-time";

const NOW = Date.UTC(2026, 10, 22, 12);
const S = 1_000;

describe("relative time", () => {
  it.each([
    [0, "just now"],
    [-59 * S, "just now"],
    [30 * S, "in less than a minute"],
    [-60 * S, "1 minute ago"],
    [-3_599 * S, "59 minutes ago"],
    [-3_600 * S, "1 hour ago"],
    [-86_400 * S, "yesterday"],
    [86_400 * S, "tomorrow"],
    [-6 * 86_400 * S, "6 days ago"],
    [-7 * 86_400 * S, "last week"],
    [-40 * 86_400 * S, "last month"],
    [400 * 86_400 * S, "next year"],
  ])("%i ms from now is said as %s", (distanceMs, text) => {
    expect(relativeTime(NOW + distanceMs, NOW)).toBe(text);
  });
});
