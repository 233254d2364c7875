import { describe, expect, test } from "vitest";
import { ApiError, type ErrorCode } from "@/lib/errors";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent, GenerationEvents } from "@/lib/generation/event";
import { withBreaker } from "./breaker";

const LIMITS = { failuresMax: 3, windowMs: 10_000, pauseMs: 1_000 };
const FINISH: GenerationEvent = {
  type: "finish",
  reason: "stop",
  usage: { inputTokens: 0, cachedTokens: 0, outputTokens: 0, reasoningTokens: 0 },
};

/** A provider of its own for each test, and what a request to it ends with. */
function provider() {
  const key = crypto.randomUUID();
  let asked = 0;
  const request = async (failure: ErrorCode | null): Promise<ErrorCode | "answered"> => {
    async function* start(): GenerationEvents {
      asked += 1;
      if (failure) throw new ApiError(failure, "As told.");
      yield [FINISH];
    }
    try {
      await collect(withBreaker({ key, name: "P" }, start, LIMITS));
      return "answered";
    } catch (error) {
      return error instanceof ApiError ? error.code : Promise.reject(error);
    }
  };
  return { key, request, asked: () => asked };
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe("a provider that fails again and again", () => {
  test("is not asked for a while; then one request tries it, and a success opens the way", async () => {
    const { request, asked } = provider();
    for (let i = 0; i < 3; i++) expect(await request("upstream_failed")).toBe("upstream_failed");
    expect(await request(null)).toBe("upstream_overloaded");
    expect(asked()).toBe(3);
    await pause(1_100);
    expect(await request(null)).toBe("answered");
    expect(await request(null)).toBe("answered");
  });

  test("is left alone again when the trial fails", async () => {
    const { request, asked } = provider();
    for (let i = 0; i < 3; i++) await request("upstream_timeout");
    await pause(1_100);
    expect(await request("upstream_timeout")).toBe("upstream_timeout");
    expect(await request(null)).toBe("upstream_overloaded");
    expect(asked()).toBe(4);
  });
});

test("a client that leaves before anything was said changes nothing: neither the count, nor a pause", async () => {
  const { request, key } = provider();
  const leave = async () => {
    const signal = AbortSignal.abort(new Error("the client left"));
    async function* silent(): GenerationEvents {
      signal.throwIfAborted();
      yield [FINISH];
    }
    await collect(withBreaker({ key, name: "P" }, silent, LIMITS)).catch(() => null);
  };
  await request("upstream_failed");
  await request("upstream_failed");
  await leave();
  await request("upstream_failed");
  expect(await request(null)).toBe("upstream_overloaded");
  await pause(1_100);
  await leave();
  await request("upstream_failed");
  expect(await request(null)).toBe("upstream_overloaded");
});

test("what is wrong with a request, or a limit of the rate, says nothing against the provider", async () => {
  const { request } = provider();
  for (const code of ["upstream_rejected", "upstream_overloaded", "upstream_auth_error", "model_not_found", "upstream_rejected"] as const) {
    expect(await request(code)).toBe(code);
  }
  expect(await request(null)).toBe("answered");
});

test("a success between failures starts the count anew", async () => {
  const { request } = provider();
  for (const failure of ["upstream_failed", "upstream_failed", null, "upstream_failed", "upstream_failed"] as const) await request(failure);
  expect(await request(null)).toBe("answered");
});
