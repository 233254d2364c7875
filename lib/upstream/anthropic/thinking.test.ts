import { describe, expect, test } from "vitest";
import { ask, userSays, WEATHER, weatherRoundTrip } from "@/tests/upstream/ask";
import { encode } from "./encode";

const budget = (tokens: number) => ({ thinking: { type: "enabled", budget_tokens: tokens } });
const adaptive = (effort: string) => ({ thinking: { type: "adaptive", display: "summarized" }, output_config: { effort } });

describe("how Claude is asked to think", () => {
  test.each([
    ["claude-3-7-sonnet-20250219", "low", budget(1_024)],
    ["claude-sonnet-4-20250514", "medium", budget(4_096)],
    ["claude-haiku-4-5-20251001", "high", budget(16_384)],
    ["claude-opus-4-6", "high", adaptive("high")],
    ["claude-sonnet-4-6", "xhigh", adaptive("max")],
    ["claude-opus-4-7", "xhigh", adaptive("xhigh")],
    ["claude-sonnet-5", "low", adaptive("low")],
    ["claude-opus-4-10-20261001", "medium", adaptive("medium")],
  ] as const)("%s with effort %s", (model, reasoningEffort, members) => {
    expect(encode(ask({ model, reasoningEffort }))).toMatchObject(members);
  });

  test.each([
    ["nothing was asked for", { reasoningEffort: null }],
    ["none was asked for", { reasoningEffort: "none" }],
    ["a tool is forced", { reasoningEffort: "high", tools: [WEATHER], toolChoice: "required" }],
  ] as const)("not at all when %s", (_, overrides) => {
    const body = encode(ask({ model: "claude-opus-4-7", ...overrides, tools: [WEATHER] }));
    expect(body).not.toHaveProperty("thinking");
    expect(body).not.toHaveProperty("output_config");
  });

  test("calls whose thinking is not known: older models answer without, newer ones go on thinking", () => {
    const request = { reasoningEffort: "low", tools: [WEATHER], input: [userSays("?"), ...weatherRoundTrip()] } as const;
    const of = (model: string) => encode(ask({ ...request, model, tools: [WEATHER], input: [...request.input] }));
    expect(of("claude-sonnet-4-20250514")).not.toHaveProperty("thinking");
    expect(of("claude-opus-4-7")).toMatchObject(adaptive("low"));
  });
});
