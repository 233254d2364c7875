import { describe, expect, test } from "vitest";
import { cacheMark } from "./cache-mark";

describe("a client's mark for the cache", () => {
  test.each([
    [{ prompt_cache_breakpoint: { mode: "explicit" } }, { mode: "explicit" }],
    [{ prompt_cache_breakpoint: { mode: "explicit", ttl: "12h" } }, { mode: "explicit", ttl: "12h" }],
    [{ cache_control: { type: "ephemeral" } }, { mode: "explicit" }],
    [{ cache_control: { type: "ephemeral", ttl: "5m" } }, { mode: "explicit", ttl: "30m" }],
    [{ cache_control: { type: "ephemeral", ttl: "1h" } }, { mode: "explicit", ttl: "12h" }],
  ])("%j is read", (part, mark) => expect(cacheMark(part)).toEqual({ prompt_cache_breakpoint: mark }));

  test.each([
    {},
    { cache_control: null },
    { cache_control: "ephemeral" },
    { cache_control: { type: "persistent" } },
    { prompt_cache_breakpoint: { mode: "explicit", ttl: "7d" } },
    { prompt_cache_breakpoint: [1] },
  ])("%j is none, and nothing is refused for it", (part) => expect(cacheMark(part)).toEqual({}));
});
