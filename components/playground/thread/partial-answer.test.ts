import type { ResponseStreamEvent } from "openai/resources/responses/responses";
import { expect, test } from "vitest";
import type { GenerationEvent } from "@/lib/generation/event";
import { toStreamEvents } from "@/lib/embed/responses/encode";
import { newResource } from "@/lib/embed/responses/resource";
import { played } from "@/tests/responses/random-events";
import { EMPTY_ANSWER, hasBegun, type PartialAnswer, withEvent } from "./partial-answer";
import { singly } from "@/tests/generation/batches";

const MODEL = "c1/vitrine/offline/v-20261122";
const COUNTS = { inputTokens: 3, cachedTokens: 2, cacheWriteTokens: 1, outputTokens: 2 };
const USAGE = { ...COUNTS, reasoningTokens: 0, cost: { micros: 21, savedMicros: -4 } };
const finish = (reason: "stop" | "length" | "tool-calls"): GenerationEvent => ({ type: "finish", reason, usage: USAGE });
const said = (...deltas: string[]): GenerationEvent[] => [
  { type: "text-start", id: "msg_1" },
  ...deltas.map((delta): GenerationEvent => ({ type: "text-delta", id: "msg_1", delta })),
  { type: "text-end", id: "msg_1" },
];
const thought = (id: string, delta: string): GenerationEvent[] => [
  { type: "reasoning-start", id },
  { type: "reasoning-delta", id, delta },
  { type: "reasoning-end", id },
];

/** What a page makes of the stream that the server writes for these events. */
async function received(events: GenerationEvent[]): Promise<PartialAnswer> {
  const resource = newResource({ model: MODEL, input: "Hi" }, { id: "resp_1", createdAt: 1 });
  let answer = EMPTY_ANSWER;
  // As on the wire: the official client's types say more than is read of an event.
  for await (const event of singly(toStreamEvents(resource, played(events)))) answer = withEvent(answer, event as ResponseStreamEvent);
  return answer;
}

test("text, model, finish reason, usage and cost add up", async () => {
  expect(await received([...said("He", "llo"), finish("stop")])).toMatchObject({
    text: "Hello",
    model: MODEL,
    finishReason: "stop",
    usage: { ...COUNTS, cost: 0.000021, cacheSaving: -0.000004 },
  });
  expect((await received([...said("He"), finish("length")])).finishReason).toBe("length");
});

test("what was thought is one text, a paragraph for each piece of it, and no answer yet", async () => {
  const answer = await received([...thought("rs_1", "**First**"), ...thought("rs_2", "Then"), finish("stop")]);
  expect(answer.thinking).toBe("**First**\n\nThen");
  expect(hasBegun(answer)).toBe(false);
});

test("pieces of parallel tool calls are told apart", async () => {
  const { calls, finishReason } = await received([
    { type: "tool-call-start", id: "fc_1", callId: "call_1", name: "a" },
    { type: "tool-call-start", id: "fc_2", callId: "call_2", name: "b" },
    { type: "tool-call-delta", id: "fc_2", delta: '{"x"' },
    { type: "tool-call-delta", id: "fc_1", delta: "{}" },
    { type: "tool-call-delta", id: "fc_2", delta: ":1}" },
    { type: "tool-call-end", id: "fc_1" },
    { type: "tool-call-end", id: "fc_2" },
    finish("tool-calls"),
  ]);
  expect(calls).toMatchObject([
    { callId: "call_1", name: "a", arguments: "{}" },
    { callId: "call_2", name: "b", arguments: '{"x":1}' },
  ]);
  expect(finishReason).toBe("tool_calls");
});
