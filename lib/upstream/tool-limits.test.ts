import { expect, test } from "vitest";
import { collect } from "@/lib/generation/collect";
import type { GenerationEvent } from "@/lib/generation/event";
import { ask, WEATHER } from "@/tests/upstream/ask";
import { withToolLimits } from "./tool-limits";
import { oneByOne } from "@/tests/generation/batches";

function* twoCalls(): Generator<GenerationEvent> {
  for (const [id, name] of [
    ["fc_1", "get_weather"],
    ["fc_2", "get_weather"],
    ["fc_3", "launch"],
  ] as const) {
    yield { type: "tool-call-start", id, callId: `call_${id}`, name };
    yield { type: "tool-call-delta", id, delta: "{}" };
    yield { type: "tool-call-end", id };
  }
  yield { type: "finish", reason: "tool-calls", usage: { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 } };
}

test.each([
  ["tools that were not offered are dropped", { tools: [WEATHER] }, 2, "tool-calls"],
  ["one call when parallel calls are off", { tools: [WEATHER], parallelToolCalls: false }, 1, "tool-calls"],
  ["no call under tool_choice none, and the answer then just stops", { tools: [WEATHER], toolChoice: "none" as const }, 0, "stop"],
  ["only the tool that was named", { tools: [WEATHER, { ...WEATHER, name: "launch" }], toolChoice: { name: "launch" } }, 1, "tool-calls"],
  [
    "nothing when another tool than the named one is called",
    { tools: [WEATHER, { ...WEATHER, name: "land" }], toolChoice: { name: "land" } },
    0,
    "stop",
  ],
  ["only allowed tools", { tools: [WEATHER, { ...WEATHER, name: "launch" }], allowedTools: ["launch"] }, 1, "tool-calls"],
])("%s", async (_, overrides, calls, reason) => {
  const result = await collect(withToolLimits(oneByOne(twoCalls()), ask(overrides)));
  expect(result.items).toHaveLength(calls);
  expect(result.finishReason).toBe(reason);
});
