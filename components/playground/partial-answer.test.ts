import type { ChatCompletionChunk } from "openai/resources/chat/completions";
import { expect, test } from "vitest";
import { EMPTY_ANSWER, type PartialAnswer, withChunk } from "./partial-answer";

test("text, model, finish reason and usage add up from the chunks that carry them", () => {
  const answer = fold([{ content: "He" }, { content: "llo" }], {
    usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
    finish: "stop",
  });
  expect(answer).toMatchObject({
    text: "Hello",
    model: "c1/vitrine/offline/v-20261122",
    finishReason: "stop",
    inputTokens: 3,
    outputTokens: 2,
  });
});

test("pieces of parallel tool calls are told apart by their index", () => {
  const { calls } = fold([
    { tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "a", arguments: "" } }] },
    { tool_calls: [{ index: 1, id: "call_2", type: "function", function: { name: "b", arguments: '{"x"' } }] },
    { tool_calls: [{ index: 0, function: { arguments: "{}" } }] },
    { tool_calls: [{ index: 1, function: { arguments: ":1}" } }] },
  ]);
  expect(calls).toEqual([
    { callId: "call_1", name: "a", arguments: "{}" },
    { callId: "call_2", name: "b", arguments: '{"x":1}' },
  ]);
});

function fold(
  deltas: ChatCompletionChunk.Choice.Delta[],
  end: { usage?: ChatCompletionChunk["usage"]; finish?: "stop" } = {},
): PartialAnswer {
  const chunk = { id: "chatcmpl-1", object: "chat.completion.chunk", created: 1, model: "c1/vitrine/offline/v-20261122" } as const;
  const chunks: ChatCompletionChunk[] = [
    ...deltas.map((delta) => ({ ...chunk, choices: [{ index: 0, delta, finish_reason: null }] })),
    { ...chunk, choices: [{ index: 0, delta: {}, finish_reason: end.finish ?? null }] },
    { ...chunk, choices: [], usage: end.usage ?? null },
  ];
  return chunks.reduce(withChunk, EMPTY_ANSWER);
}
