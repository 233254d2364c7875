import { expect, test } from "vitest";
import { createParts } from "./parts";

const USAGE = { inputTokens: 1, cachedTokens: 0, outputTokens: 1, reasoningTokens: 0 };

test("calls to which a provider gives one id, or none, reach the client with an id each", () => {
  const parts = createParts();
  const starts = [
    ["0", "call_1"],
    ["1", "call_1"],
    ["2", null],
    ["3", "call_2"],
  ] as const;
  const calls = starts.flatMap(([key, id]) => [...parts.callStart(key, id, "f"), ...parts.callDelta(key, "{}")]);
  const ids = [...calls, ...parts.finish("tool-calls", USAGE)].flatMap((event) => (event.type === "tool-call-start" ? [event.callId] : []));
  expect([ids[0], ids[3]]).toEqual(["call_1", "call_2"]);
  expect(new Set(ids).size).toBe(4);
  for (const id of ids) expect(id).toMatch(/^call_\w+$/);
});
